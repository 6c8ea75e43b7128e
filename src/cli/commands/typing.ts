import { adviseOnTyping } from '../../messages/advice.ts';
import { shortOpenId } from '../../messages/open-id.ts';
import type { Cause, Outcome } from '../../model/outcome.ts';
import type { Saying } from '../../model/saying.ts';
import { inTerminal } from '../../render/escape.ts';
import { say } from '../../words/en/sending.ts';
import { inWords, sayIn } from '../../words/language-words.ts';
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
  const { terminal, words } = world;
  const { openid } = recipient(to);
  const account = await openAccount(config, 'read-write', world);
  try {
    const { messages } = account.wechat;
    const outcome = adviseOnTyping(await messages.typing(openid, cancel ? 'CancelTyping' : 'Typing'));
    const told = inWords(words, outcome);
    const hint = told.kind === 'applied' ? undefined : told.cause.hint;
    const lines = [
      sayIn(words, sayingOf(shortOpenId(openid), told, cancel)),
      ...(hint === undefined ? [] : [`  → ${inTerminal(hint)}`]),
    ];
    terminal.out(`${lines.join('\n')}\n`);
    return exitOf(outcome);
  } finally {
    await account.close();
  }
}

function sayingOf(to: string, outcome: Outcome, cancel: boolean): Saying {
  if (outcome.kind === 'applied') return say(cancel ? 'typing-ended' : 'typing-shown', { to });
  const why = inTerminal(outcome.cause.message);
  return say(outcome.kind === 'unknown' ? 'typing-unknown' : 'typing-refused', { to, why });
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
