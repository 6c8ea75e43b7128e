import type { LiveAccount } from '../model/account.ts';
import type { Change } from '../model/change.ts';

/** Whether a change's effect can be seen in what WeChat lists. */
export type Effect = 'visible' | 'not-visible' | 'cannot-be-seen';

/**
 * Looks for a change's effect. `before` is the account just before the write, `now` as listed after it.
 * A new avatar shows only as another URL, which does not tell whose picture it is; a password never shows.
 */
export function effectOf(change: Change, before: LiveAccount | null, now: LiveAccount | null): Effect {
  switch (change.kind) {
    case 'create-account':
      return shown(now?.nickname === change.nickname);
    case 'update-account':
      if (now && before?.nickname === change.nickname && change.withPassword) return 'cannot-be-seen';
      return shown(now?.nickname === change.nickname);
    case 'upload-avatar':
      return shown(now !== null && now.avatarUrl !== (before?.avatarUrl ?? ''));
    case 'invite-worker':
      return shown(isInvited(now, change.wechatId));
    case 'delete-account':
      return shown(now === null);
    case 'set-protection':
      return 'cannot-be-seen';
  }
}

/** Whether nothing is left to do, although nothing was sent yet. An avatar or password can't be told. */
export function alreadyDone(change: Change, now: LiveAccount | null): boolean {
  if (change.kind === 'upload-avatar' || change.kind === 'set-protection') return false;
  if (change.kind === 'update-account' && change.withPassword) return false;
  return effectOf(change, now, now) === 'visible';
}

function shown(seen: boolean): Effect {
  return seen ? 'visible' : 'not-visible';
}

function isInvited(now: LiveAccount | null, wechatId: string): boolean {
  const worker = now?.worker;
  if (worker?.status !== 'invited' && worker?.status !== 'bound') return false;
  return worker.wechatId === wechatId;
}
