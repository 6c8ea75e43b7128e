import { visible } from '../../model/visible.ts';
import { forget, move } from '../../reconcile/edit-state.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';

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
  { terminal, env, cwd }: CommandWorld,
): Promise<number> {
  if (to === undefined) await forget(address, config, { env, cwd });
  else await move(address, to, config, { env, cwd });
  if (json)
    terminal.out(
      `${JSON.stringify(to === undefined ? { forgotten: address } : { moved: address, to }, null, 2)}\n`,
    );
  else if (to === undefined) terminal.out(`Forgot ${visible(address)}. At WeChat nothing changed.\n`);
  else terminal.out(`Recorded ${visible(address)} as ${visible(to)}. At WeChat nothing changed.\n`);
  return exitCodes.done;
}
