import type { AccountId, LiveAccount, Worker } from '../../model/account.ts';
import type { DesiredAccount, Policy } from '../../model/desired.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Comparison } from './comparison.ts';
import { hasInvited, personLeftBehind } from './left-behind.ts';
import type { RecordedAccount } from './states.ts';

/** What the comparison of a worker looks at. */
export interface WorkerStates {
  readonly live: LiveAccount | null;
  readonly recorded: RecordedAccount | undefined;
  /** The account that each bound person is bound to, by WeChat ID. */
  readonly boundAt: ReadonlyMap<string, AccountId>;
  /** Whether a rejected invitation is sent again. */
  readonly invite: Policy['invite'];
}

/** An invitation that waits is not a change; one that ran out is sent again, a rejected one only where the policy says so. */
export function compareWorker(desired: DesiredAccount, states: WorkerStates): Comparison {
  const { live, recorded, boundAt, invite } = states;
  const { worker: wanted, id } = desired;
  const range = desired.source.fields.worker ?? desired.source.account;
  if (wanted === undefined) {
    const isOurs = hasInvited(recorded, live);
    return isOurs ? { notices: personLeftBehind(live, 'no longer has a worker in the config', range) } : {};
  }
  const worker: Worker = live?.worker ?? { status: 'none' };
  const elsewhere = boundAt.get(wanted);
  if (elsewhere !== undefined && elsewhere !== id) {
    return {
      ...stuck(boundAtAnother(desired, wanted, elsewhere)),
      notices: personLeftBehind(live, 'has another worker in the config', range),
    };
  }
  const differs = (before: string | null): Comparison => ({
    differences: [{ field: 'worker', before, after: wanted, certainty: 'observed' }],
  });
  switch (worker.status) {
    case 'none':
      return differs(null);
    case 'rejected':
      if (invite === 'once' && worker.wechatId === wanted) return stuck(rejected(desired, wanted));
      return differs(`${worker.wechatId} (rejected)`);
    case 'expired':
      return differs(`${worker.wechatId} (expired)`);
    case 'invited': {
      if (worker.wechatId !== wanted) return stuck(otherInvitation(desired, worker.wechatId));
      const { expiresAt } = worker;
      return {
        pending: [{ field: 'worker', value: wanted, ...(expiresAt === undefined ? {} : { expiresAt }) }],
      };
    }
    case 'bound':
      return worker.wechatId === wanted ? {} : stuck(boundElsewhere(desired, worker.wechatId));
  }
}

function stuck(diagnostic: Diagnostic): Comparison {
  return { stuck: [{ field: 'worker', diagnostic }] };
}

/** WeChat answers 65411 while another invitation waits and has no call to take one back. */
function otherInvitation(desired: DesiredAccount, invited: string): Diagnostic {
  return warning(
    desired,
    'worker-invitation-waiting',
    `${desired.id} waits for an answer from "${invited}", so "${desired.worker}" can't be invited yet.`,
    'WeChat allows one open invitation per account: let it be answered or run out, then plan again.',
  );
}

function rejected(desired: DesiredAccount, person: string): Diagnostic {
  return warning(
    desired,
    'worker-invitation-rejected',
    `"${person}" rejected the invitation to ${desired.id}; kefu does not invite again (policy.invite: once).`,
    'Talk to the person, then set policy.invite: again for one apply, or take worker out of the config.',
  );
}

/** WeChat answers 65412 for an account that has its person and has no call to unbind one. */
function boundElsewhere(desired: DesiredAccount, bound: string): Diagnostic {
  return warning(
    desired,
    'worker-bound-elsewhere',
    `${desired.id} is bound to "${bound}", and WeChat has no call to bind it to "${desired.worker}" instead.`,
    'Unbind the person in the console (mp.weixin.qq.com), or set worker to the person who is bound.',
  );
}

/** WeChat answers 65407 for a person who is a worker already (WeChat docs, inviteworker). */
function boundAtAnother(desired: DesiredAccount, person: string, account: AccountId): Diagnostic {
  return warning(
    desired,
    'worker-at-another-account',
    `"${person}" is bound to ${account} already, so ${desired.id} can't invite this person (65407).`,
    `Unbind the person from ${account} in the console (mp.weixin.qq.com), or delete that account first; then plan again.`,
  );
}

function warning(desired: DesiredAccount, code: string, message: string, hint: string): Diagnostic {
  const range = desired.source.fields.worker ?? desired.source.account;
  return { severity: 'warning', code, message, hint, range };
}
