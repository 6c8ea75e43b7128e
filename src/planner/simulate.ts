import type { AccountId, LiveAccount, LiveAccounts } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { AccountChange, Convergence } from '../model/plan.ts';
import { accountLimit } from './limits.ts';

/** An official account in memory: what WeChat would list after some of a plan's changes. */
export interface Model {
  readonly live: LiveAccounts;
  /** Changes WeChat would refuse on the way, and why. */
  readonly refused: Convergence['remaining'];
}

/** Runs the changes of a plan on a model of the account, by the rules WeChat documents. Pure: nothing is sent. */
export function simulate(live: LiveAccounts, accountChanges: readonly AccountChange[]): Model {
  const accounts = new Map(live.accounts.map((account) => [account.id, account]));
  const refused: { account: AccountId; note: string }[] = [];
  for (const change of accountChanges.flatMap(({ changes }) => changes)) {
    const count = accounts.size + live.consoleAccounts.length;
    const note = refusal(change, accounts.get(change.account), count);
    if (note) refused.push({ account: change.account, note });
    else step(accounts, change);
  }
  const after = [...accounts.values()].sort((first, second) => (first.id < second.id ? -1 : 1));
  return { live: { accounts: after, consoleAccounts: live.consoleAccounts }, refused };
}

/** Why WeChat would refuse this change at this point (errcodes of the WeChat docs). */
function refusal(change: Change, account: LiveAccount | undefined, count: number): string | undefined {
  if (change.kind === 'create-account') {
    if (account) return 'exists already (65406)';
    return count >= accountLimit
      ? `the limit of ${accountLimit} accounts would be met here (65405)`
      : undefined;
  }
  if (!account) return 'does not exist at this point (65401)';
  if (change.kind !== 'invite-worker') return undefined;
  if (account.worker.status === 'bound') return 'is bound to a person already (65412)';
  return account.worker.status === 'invited' ? 'has an open invitation already (65411)' : undefined;
}

function step(accounts: Map<AccountId, LiveAccount>, change: Change): void {
  const { account: id } = change;
  const account = accounts.get(id);
  switch (change.kind) {
    case 'create-account':
      accounts.set(id, {
        id,
        nickname: change.nickname,
        avatarUrl: '',
        kfId: `new ${id}`,
        worker: { status: 'none' },
      });
      return;
    case 'delete-account':
      accounts.delete(id);
      return;
    case 'update-account':
      if (account) accounts.set(id, { ...account, nickname: change.nickname });
      return;
    case 'upload-avatar':
      if (account) accounts.set(id, { ...account, avatarUrl: modelledUrl(change.avatar.sha256) });
      return;
    case 'invite-worker':
      if (account) accounts.set(id, { ...account, worker: { status: 'invited', wechatId: change.wechatId } });
      return;
    case 'set-protection':
      return;
  }
}

/** The URL an upload gets in the model. */
export function modelledUrl(sha256: string): string {
  return `model:${sha256}`;
}
