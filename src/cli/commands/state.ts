import { resolve } from 'node:path';
import { stateDocument } from '../../documents/state.ts';
import { namedBy } from '../../model/address.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { type Adopted, adoptState, recordedOfConfig, shownPlace } from '../../reconcile/adopt.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';

export interface StateOptions {
  readonly config: string;
  readonly json: boolean;
  /** A state file to take over, empty for `name`; absent: show the config's own record. */
  readonly adopt?: string;
  /** The record of this name in the backend is taken over instead. */
  readonly name?: string;
}

/** Shows what the last apply recorded, or takes over the state file of a config that was renamed. Sends nothing. */
export async function run(options: StateOptions, world: CommandWorld): Promise<number> {
  return options.adopt === undefined ? show(options, world) : adopt(options.adopt, options, world);
}

async function show({ config, json }: StateOptions, { terminal, env, cwd }: CommandWorld): Promise<number> {
  const { place, recorded } = await recordedOfConfig(config, { env, cwd });
  if (json) {
    terminal.out(`${JSON.stringify(recorded ? stateDocument(recorded) : null, null, 2)}\n`);
    return exitCodes.done;
  }
  const shown = shownPlace(place, { cwd });
  if (!recorded) {
    terminal.out(`There is no ${shown} yet; the first apply makes it.\n`);
    return exitCodes.done;
  }
  const lines = [...recorded.objects.keys()].sort().map((address) => {
    const { kind, name } = namedBy(address);
    return `  ${kind} ${visible(name)}`;
  });
  const open = recorded.intents.map(
    ({ address, step, at }) => `  ${step.kind} of ${visible(address)} (${at})`,
  );
  terminal.out(
    [
      `${shown} (AppID ${recorded.appId}, written ${recorded.serial} times) knows ${recorded.objects.size} objects:`,
      ...lines,
      ...(open.length > 0
        ? ['Writes whose outcome is not known; the next apply settles them:', ...open]
        : []),
      '',
    ].join('\n'),
  );
  return exitCodes.done;
}

async function adopt(
  file: string,
  { config, json, name }: StateOptions,
  { terminal, env, cwd }: CommandWorld,
): Promise<number> {
  const { place, recorded } = await adoptState(adoptedOf(file, name, cwd), config, { env, cwd });
  const shown = shownPlace(place, { cwd });
  const count = recorded.objects.size;
  if (json) terminal.out(`${JSON.stringify({ adopted: shown, objects: count }, null, 2)}\n`);
  else {
    const left =
      name === undefined
        ? `${visible(file)} is left where it is; delete it when you are sure.`
        : `The record of ${visible(name)} is left where it is.`;
    terminal.out(`Took ${count} records over into ${shown}. ${left}\n`);
  }
  return exitCodes.done;
}

/** `file` is empty when none was named. */
function adoptedOf(file: string, name: string | undefined, cwd: string): Adopted {
  if (file !== '' && name === undefined) return { file: resolve(cwd, file) };
  if (name !== undefined && file === '') return { name };
  throw new Failure('config', 'state-which', 'Say what to take over: a state file or --name, and not both.', {
    hint: 'kefu state adopt OLD.state.json',
  });
}
