import { jsonText } from '../../model/json-text.ts';
import { visible } from '../../model/visible.ts';
import { forget, move } from '../../reconcile/edit-state.ts';
import { say } from '../../words/en/commands.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { leftLockTeller } from '../left-lock.ts';

export interface StateEditOptions {
  readonly config: string;
  readonly address: string;
  /** The address to record it under; absent: forget it. */
  readonly to?: string;
  readonly json: boolean;
}

/** Forgets a record or moves it to another address. Sends nothing. */
export async function run(
  { config, address, to, json }: StateEditOptions,
  world: CommandWorld,
): Promise<number> {
  const { terminal, env, cwd, words } = world;
  const editing = { env, cwd, lockLeft: leftLockTeller(world) };
  if (to === undefined) await forget(address, config, editing);
  else await move(address, to, config, editing);
  if (json) {
    const document = to === undefined ? { forgotten: address } : { moved: address, to };
    terminal.out(jsonText(document));
    return exitCodes.done;
  }
  const saying =
    to === undefined
      ? say('record-forgotten', { address: visible(address) })
      : say('record-moved', { address: visible(address), to: visible(to) });
  terminal.out(`${sayIn(words, saying)}\n`);
  return exitCodes.done;
}
