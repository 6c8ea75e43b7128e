import type { LiveAccount } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { DesiredAccount } from '../model/desired.ts';
import type { AccountChange, Convergence, Difference } from '../model/plan.ts';
import type { RecordedAccount } from '../model/recorded.ts';
import { compareAccount } from './compare.ts';
import type { PlanInput } from './input.ts';
import { modelledUrl, simulate } from './simulate.ts';

/**
 * Runs the plan on a model of the account and compares again: whether anything would be left, and which limit would be
 * met on the way, before the first write.
 */
export function convergenceOf(input: PlanInput, accountChanges: readonly AccountChange[]): Convergence {
  const { live, refused } = simulate(input.live, accountChanges);
  const after = new Map(live.accounts.map((account) => [account.id, account]));
  const left = input.desired.accounts.flatMap((desired) => {
    const account = after.get(desired.id) ?? null;
    const done = accountChanges.find((change) => change.account === desired.id);
    const recorded = recordedAfter(desired, input.recorded?.accounts.get(desired.id), account, done);
    const verdict = input.verdicts?.get(desired.id);
    const { differences, stuck } = compareAccount(desired, account, recorded, {
      writeUnverifiable: false,
      verdict,
    });
    return [
      ...differences.map((difference) => ({ account: desired.id, note: noteOf(difference) })),
      ...stuck.map(({ code }) => ({ account: desired.id, note: `worker stays as it is (${code})` })),
    ];
  });
  const remaining = [...refused, ...left];
  return { converges: remaining.length === 0, remaining };
}

function noteOf({ field }: Difference): string {
  return `${field} would still differ`;
}

/** What the state file would hold after the plan's changes to one account. */
function recordedAfter(
  desired: DesiredAccount,
  recorded: RecordedAccount | undefined,
  live: LiveAccount | null,
  done: AccountChange | undefined,
): RecordedAccount | undefined {
  if (!live || !done) return recorded;
  const known = recorded?.kfId === live.kfId ? recorded : { protect: recorded?.protect ?? false };
  return done.changes.reduce<RecordedAccount>((after, change) => recordChange(after, change, desired), {
    ...known,
    kfId: live.kfId,
    nickname: live.nickname,
  });
}

function recordChange(
  recorded: RecordedAccount,
  change: Change,
  { password }: DesiredAccount,
): RecordedAccount {
  switch (change.kind) {
    case 'upload-avatar': {
      const { sha256 } = change.avatar;
      return { ...recorded, avatar: { sha256, url: modelledUrl(sha256) } };
    }
    case 'set-protection':
      return { ...recorded, protect: change.protect };
    case 'create-account':
    case 'update-account':
      return change.withPassword && password
        ? { ...recorded, passwordFingerprint: password.fingerprint }
        : recorded;
    default:
      return recorded;
  }
}
