import type { AccountId, LiveAccount, Worker } from '../../model/account.ts';
import type { DesiredAccount, Policy } from '../../model/desired.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Saying } from '../../model/saying.ts';
import { say } from '../../words/en/findings.ts';
import { told } from '../../words/say.ts';
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
    return isOurs ? { notices: personLeftBehind(live, 'left-without-worker', range) } : {};
  }
  const worker: Worker = live?.worker ?? { status: 'none' };
  // A person may be bound at several accounts: of the own one alone it counts whether it is bound there.
  if (worker.status === 'bound' && worker.wechatId === wanted) return {};
  const elsewhere = boundAt.get(wanted);
  if (elsewhere !== undefined && elsewhere !== id) {
    return {
      ...stuck(boundAtAnother(desired, wanted, elsewhere)),
      notices: personLeftBehind(live, 'left-for-another', range),
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
      if (worker.wechatId !== wanted) return stuck(otherInvitation(desired, wanted, worker.wechatId));
      const { expiresAt } = worker;
      return {
        pending: [{ field: 'worker', value: wanted, ...(expiresAt === undefined ? {} : { expiresAt }) }],
      };
    }
    case 'bound':
      return stuck(boundElsewhere(desired, wanted, worker.wechatId));
  }
}

function stuck(diagnostic: Diagnostic): Comparison {
  return { stuck: [{ field: 'worker', diagnostic }] };
}

/** WeChat answers 65411 while another invitation waits and has no call to take one back. */
function otherInvitation(desired: DesiredAccount, wanted: string, invited: string): Diagnostic {
  return warning(
    desired,
    'worker-invitation-waiting',
    say('waits-for-other', { account: desired.id, invited, wanted }),
    say('one-invitation-each'),
  );
}

function rejected(desired: DesiredAccount, person: string): Diagnostic {
  return warning(
    desired,
    'worker-invitation-rejected',
    say('person-rejected', { account: desired.id, person }),
    say('talk-to-person'),
  );
}

/** WeChat answers 65412 for an account that has its person and has no call to unbind one. */
function boundElsewhere(desired: DesiredAccount, wanted: string, bound: string): Diagnostic {
  return warning(
    desired,
    'worker-bound-elsewhere',
    say('bound-to-other', { account: desired.id, bound, wanted }),
    say('unbind-or-set'),
  );
}

/** WeChat answers 65407 for a person who is a worker already (WeChat docs, inviteworker). */
function boundAtAnother(desired: DesiredAccount, person: string, account: AccountId): Diagnostic {
  return warning(
    desired,
    'worker-at-another-account',
    say('person-at-another', { account: desired.id, person, other: account }),
    say('unbind-from-other', { other: account }),
  );
}

function warning(desired: DesiredAccount, code: string, message: Saying, hint: Saying): Diagnostic {
  const range = desired.source.fields.worker ?? desired.source.account;
  return { severity: 'warning', code, ...told(message, hint), range };
}
