import { adviseOnTyping } from '../../messages/advice.ts';
import { shortOpenId } from '../../messages/open-id.ts';
import type { Cause, Outcome } from '../../model/outcome.ts';
import { inTerminal } from '../../render/escape.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { recipient } from '../message/recipients.ts';
import { openAccount } from '../wiring.ts';

export interface TypingOptions {
  readonly config: string;
  readonly to: string;
  readonly cancel: boolean;
}

/** WeChat docs, typing: 45081, the customer sees it already; it lasts 15 seconds. */
const alreadyTyping = 45081;

/** Shows one customer that someone types, or no longer; sent at most once. */
export async function run({ config, to, cancel }: TypingOptions, world: CommandWorld): Promise<number> {
  const { openid } = recipient(to);
  const account = await openAccount(config, 'read-write', world);
  try {
    const { messages } = account.wechat;
    const outcome = adviseOnTyping(await messages.typing(openid, cancel ? 'CancelTyping' : 'Typing'));
    const said = cancel ? 'no longer shown as typing' : 'shown as typing for 15 seconds, or until a message';
    world.terminal.out(`${shortOpenId(openid)}: ${outcome.kind === 'applied' ? said : causeOf(outcome)}\n`);
    return exitOf(outcome);
  } finally {
    await account.close();
  }
}

function causeOf({ kind, cause }: Exclude<Outcome, { kind: 'applied' }>): string {
  const { message, hint } = cause;
  const unknown = kind === 'unknown' ? 'UNKNOWN whether it was shown. ' : '';
  return `${unknown}${inTerminal(message)}${hint === undefined ? '' : `\n  → ${inTerminal(hint)}`}`;
}

function exitOf(outcome: Outcome): number {
  if (outcome.kind === 'applied') return exitCodes.done;
  if (outcome.kind === 'unknown') return exitCodes.unknown;
  return exitOfRefusal(outcome.cause);
}

function exitOfRefusal({ code, kind }: Cause): number {
  if (code === alreadyTyping) return exitCodes.done;
  if (kind === 'auth') return exitCodes.auth;
  return kind === 'quota' ? exitCodes.quota : exitCodes.partial;
}
