import type { LiveAccount } from '../../model/account.ts';
import type { Diagnostic, SourceRange } from '../../model/diagnostic.ts';
import type { Saying } from '../../model/saying.ts';
import { say } from '../../words/en/findings.ts';
import { told } from '../../words/say.ts';
import { type RecordedAccount, recordOfLive } from './states.ts';

/** Whether kefu once invited a person to this very account. */
export function hasInvited(recorded: RecordedAccount | undefined, live: LiveAccount | null): boolean {
  return live !== null && recordOfLive(recorded, live)?.worker !== undefined;
}

/**
 * The person who is still invited or bound to an account whose config names that person no more: WeChat has no call that
 * takes either back. `config` is what the config says of the account now.
 */
export function personLeftBehind(
  live: LiveAccount | null,
  config: 'left-without-worker' | 'left-config' | 'left-for-another',
  range?: SourceRange,
): Diagnostic[] {
  if (live?.worker.status !== 'invited' && live?.worker.status !== 'bound') return [];
  const { status, wechatId: person } = live.worker;
  const isBound = status === 'bound';
  const state = isBound ? say('still-bound') : say('still-invited');
  const message = say('person-left-behind', { account: live.id, config: say(config), person, state });
  return [
    leftBehind(
      message,
      isBound ? say('unbind-or-write', { person }) : say('run-out-or-write', { person }),
      range,
    ),
  ];
}

/** What becomes of an invitation whose account is gone is not documented, so the person is named. */
export function invitedToDeleted(live: LiveAccount | null, range?: SourceRange): Diagnostic[] {
  if (live?.worker.status !== 'invited') return [];
  return [
    leftBehind(
      say('invited-to-deleted', { account: live.id, person: live.worker.wechatId }),
      say('ask-not-to-accept'),
      range,
    ),
  ];
}

function leftBehind(message: Saying, hint: Saying, range: SourceRange | undefined): Diagnostic {
  const place = range ? { range } : {};
  return { severity: 'warning', code: 'worker-left-behind', ...told(message, hint), ...place };
}
