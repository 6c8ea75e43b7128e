import type { AccountId, LiveAccount, LiveAccounts } from '../model/account.ts';
import type { Desired } from '../model/desired.ts';
import type { SourceRange } from '../model/diagnostic.ts';
import type { AccountChange, ActionReason } from '../model/plan.ts';
import { observedDigest } from './observed.ts';

/**
 * The deletes a config asks for: accounts declared `state: absent`, earlier names of accounts (`previously`), and with
 * `policy.unmanaged: delete` every live account that the file does not name. What is not live needs no delete.
 */
export function planDeletes(desired: Desired, live: LiveAccounts): AccountChange[] {
  const liveById = new Map(live.accounts.map((account) => [account.id, account]));
  const deletes = new Map<AccountId, AccountChange>();
  const add = (
    id: AccountId,
    reason: ActionReason,
    source: SourceRange | undefined,
    replacedBy: AccountId | undefined,
  ) => {
    const found = liveById.get(id);
    if (found && !deletes.has(id)) deletes.set(id, deleteOf(found, reason, source, replacedBy));
  };
  for (const account of desired.absent) {
    add(account.id, 'declared_absent', account.source.account, undefined);
  }
  for (const account of desired.accounts) {
    const source = account.source.fields.previously ?? account.source.account;
    for (const earlier of account.previously) add(earlier, 'replaced', source, account.id);
  }
  if (desired.policy.unmanaged === 'delete') {
    const named = new Set(desired.accounts.map(({ id }) => id));
    for (const { id } of live.accounts) {
      if (!named.has(id)) add(id, 'unmanaged_delete', undefined, undefined);
    }
  }
  return [...deletes.values()];
}

function deleteOf(
  live: LiveAccount,
  reason: ActionReason,
  source: SourceRange | undefined,
  replacedBy: AccountId | undefined,
): AccountChange {
  return {
    account: live.id,
    action: 'delete',
    reason,
    differences: [{ field: 'nickname', before: live.nickname, after: null, certainty: 'observed' }],
    changes: [{ kind: 'delete-account', account: live.id, ...(replacedBy ? { replacedBy } : {}) }],
    observed: live,
    observedDigest: observedDigest(live),
    ...(source ? { source } : {}),
  };
}
