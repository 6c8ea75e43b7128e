import { type AccountId, accountName, type LiveAccount } from '../model/account.ts';
import type { AbsentAccount, AvatarFile, Desired, DesiredAccount } from '../model/desired.ts';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type { AccountChange, Plan } from '../model/plan.ts';
import type { ChangeResult } from '../model/report.ts';

/** What would bring back what an apply overwrote, and what no call can bring back. */
export interface Inverse {
  /** Only the accounts that were changed, as they were. */
  readonly desired: Desired;
  readonly lost: readonly Diagnostic[];
}

/**
 * The desired state that takes an apply back: accounts that were made are absent, accounts that were changed or deleted
 * are as observed before. `kept` holds the pictures fetched before they were overwritten. Only changes that are done
 * count. A plan made from it is the inverse plan.
 */
export function inverseDesired(
  plan: Plan,
  results: readonly ChangeResult[],
  desired: Desired,
  kept: ReadonlyMap<AccountId, AvatarFile>,
): Inverse {
  const done = new Set(
    results.filter(({ status }) => status === 'done').map(({ account, kind }) => `${account} ${kind}`),
  );
  const undone = plan.accountChanges
    .map((change) => ({
      ...change,
      changes: change.changes.filter(({ account, kind }) => done.has(`${account} ${kind}`)),
    }))
    .filter(({ changes }) => changes.length > 0);
  const accounts = undone.flatMap((change) => before(change, kept.get(change.account)) ?? []);
  return {
    desired: {
      ...desired,
      accounts: accounts.sort((first, second) => (first.id < second.id ? -1 : 1)),
      absent: undone.filter(({ action }) => action === 'create').map(({ account }) => absent(account)),
      policy: { ...desired.policy, unmanaged: 'keep' },
    },
    lost: undone.flatMap((change) => lostBy(change, kept.has(change.account))),
  };
}

/** The same read from an inverse plan: its steps hold all that is desired. `files` are its pictures by SHA-256. */
export function desiredFromPlan(
  plan: Plan,
  desired: Desired,
  files: ReadonlyMap<string, AvatarFile>,
): Desired {
  const kept = plan.accountChanges.filter(({ action }) => action !== 'delete');
  return {
    ...desired,
    accounts: kept.map((change) => wanted(change, files)),
    absent: plan.accountChanges
      .filter(({ action }) => action === 'delete')
      .map(({ account }) => absent(account)),
    policy: { ...desired.policy, unmanaged: 'keep' },
  };
}

function wanted(change: AccountChange, files: ReadonlyMap<string, AvatarFile>): DesiredAccount {
  let account = asObserved(change.account, change.observed);
  for (const step of change.changes) {
    if (step.kind === 'create-account' || step.kind === 'update-account') {
      account = { ...account, nickname: step.nickname };
    }
    if (step.kind === 'invite-worker') account = { ...account, worker: step.wechatId };
    if (step.kind === 'set-protection') account = { ...account, protect: step.protect };
    const avatar = step.kind === 'upload-avatar' ? files.get(step.avatar.sha256) : undefined;
    if (avatar) account = { ...account, avatar };
  }
  return account;
}

/** The account as it was; undefined when it was not there. */
function before(change: AccountChange, avatar: AvatarFile | undefined): DesiredAccount | undefined {
  const { observed, account, action, changes } = change;
  if (!observed) return undefined;
  const overwritten = action === 'delete' || changes.some(({ kind }) => kind === 'upload-avatar');
  const protect = changes.find((step) => step.kind === 'set-protection')?.protect;
  return {
    ...asObserved(account, observed),
    ...(avatar && overwritten ? { avatar } : {}),
    ...(action === 'delete' && observed.worker.status === 'bound'
      ? { worker: observed.worker.wechatId }
      : {}),
    ...(protect === undefined ? {} : { protect: !protect }),
  };
}

function asObserved(id: AccountId, observed: LiveAccount | null): DesiredAccount {
  return { id, nickname: observed?.nickname ?? '', previously: [], source: nowhere };
}

function absent(id: AccountId): AbsentAccount {
  return { id, source: nowhere };
}

/** An inverse has no line in any config. */
const range: SourceRange = { file: '(inverse plan)', line: 1, column: 1, length: 1, text: '' };
const nowhere = { account: range, fields: {} };

function lostBy({ account, action, changes, observed }: AccountChange, hasPicture: boolean): Diagnostic[] {
  const lost: string[] = [];
  const overwritten = action === 'delete' || changes.some(({ kind }) => kind === 'upload-avatar');
  if (observed && overwritten && !hasPicture) lost.push('its picture before, which kefu never had');
  if (action === 'delete') lost.push('its kf_id: made again, it gets another');
  if (action === 'delete' && observed?.worker.status === 'bound') {
    lost.push(`the binding of ${observed.worker.wechatId}, who must accept a new invitation`);
  }
  if (action === 'update' && changes.some(({ kind }) => kind === 'invite-worker')) {
    lost.push('the invitation, which WeChat has no call to take back');
  }
  return lost.map((what) => ({
    severity: 'warning',
    code: 'inverse-lost',
    message: `${accountName(account)}: can't come back: ${what}.`,
  }));
}
