import type { LiveAccount } from '../../model/account.ts';
import type { Diagnostic, SourceRange } from '../../model/diagnostic.ts';
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
  config:
    | 'no longer has a worker in the config'
    | 'is no longer in the config'
    | 'has another worker in the config',
  range?: SourceRange,
): Diagnostic[] {
  if (live?.worker.status !== 'invited' && live?.worker.status !== 'bound') return [];
  const { status, wechatId } = live.worker;
  const state = status === 'bound' ? 'is still bound to it' : 'still has an open invitation';
  const wayOut =
    status === 'bound'
      ? 'Unbind the person in the console (mp.weixin.qq.com)'
      : 'Let the invitation run out and ask the person not to accept it';
  return [
    leftBehind(
      `${live.id} ${config}, but "${wechatId}" ${state}; WeChat has no call to undo that.`,
      `${wayOut}, or write worker: ${wechatId} again.`,
      range,
    ),
  ];
}

/** What becomes of an invitation whose account is gone is not documented, so the person is named. */
export function invitedToDeleted(live: LiveAccount | null, range?: SourceRange): Diagnostic[] {
  if (live?.worker.status !== 'invited') return [];
  return [
    leftBehind(
      `${live.id} is to be deleted, but "${live.worker.wechatId}" still has an open invitation to it; WeChat has no call to take one back.`,
      'Ask the person not to accept it, or let it run out first.',
      range,
    ),
  ];
}

function leftBehind(message: string, hint: string, range: SourceRange | undefined): Diagnostic {
  return { severity: 'warning', code: 'worker-left-behind', message, hint, ...(range ? { range } : {}) };
}
