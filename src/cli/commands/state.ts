import { resolve } from 'node:path';
import { stateDocument } from '../../documents/state.ts';
import { kinds } from '../../kinds/kinds.ts';
import { namedBy } from '../../model/address.ts';
import { Failure } from '../../model/failure.ts';
import { jsonText } from '../../model/json-text.ts';
import type { Saying } from '../../model/saying.ts';
import { visible } from '../../model/visible.ts';
import { type Adopted, adoptState, recordedOfConfig, shownPlace } from '../../reconcile/adopt.ts';
import { lexiconIn } from '../../render/lexicon.ts';
import { say } from '../../words/en/commands.ts';
import { sayIn } from '../../words/language-words.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { leftLockTeller } from '../left-lock.ts';

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

async function show(
  { config, json }: StateOptions,
  { terminal, env, cwd, words }: CommandWorld,
): Promise<number> {
  const { place, recorded } = await recordedOfConfig(config, { env, cwd });
  if (json) {
    terminal.out(jsonText(recorded ? stateDocument(recorded) : null));
    return exitCodes.done;
  }
  const shown = shownPlace(place, { cwd });
  if (!recorded) {
    terminal.out(`${sayIn(words, say('no-record-yet', { place: shown }))}\n`);
    return exitCodes.done;
  }
  const { appId, serial, objects, intents } = recorded;
  const known = say('record-knows', { place: shown, appId, times: serial, count: objects.size });
  const lines = [...objects.keys()].sort().map((address) => {
    const { kind, name } = namedBy(address);
    return say('record-object', { kind, name: visible(name) });
  });
  const lexicon = lexiconIn(words, kinds);
  const open = intents.map(({ address, step, at }) => {
    const name = lexicon.step(namedBy(address).kind, step.kind);
    return say('record-intent', { step: name, address: visible(address), at });
  });
  const indented = (sayings: readonly Saying[]) => sayings.map((saying) => `  ${sayIn(words, saying)}`);
  terminal.out(
    [
      sayIn(words, known),
      ...indented(lines),
      ...(open.length > 0 ? [sayIn(words, say('record-open')), ...indented(open)] : []),
      '',
    ].join('\n'),
  );
  return exitCodes.done;
}

async function adopt(
  file: string,
  { config, json, name }: StateOptions,
  world: CommandWorld,
): Promise<number> {
  const { terminal, env, cwd, words } = world;
  const adopting = { env, cwd, lockLeft: leftLockTeller(world) };
  const { place, recorded } = await adoptState(adoptedOf(file, name, cwd), config, adopting);
  const shown = shownPlace(place, { cwd });
  const count = recorded.objects.size;
  if (json) terminal.out(jsonText({ adopted: shown, objects: count }));
  else {
    const left =
      name === undefined
        ? say('file-left', { file: visible(file) })
        : say('record-left', { name: visible(name) });
    terminal.out(`${sayIn(words, say('record-adopted', { count, place: shown, left }))}\n`);
  }
  return exitCodes.done;
}

/** `file` is empty when none was named. */
function adoptedOf(file: string, name: string | undefined, cwd: string): Adopted {
  if (file !== '' && name === undefined) return { file: resolve(cwd, file) };
  if (name !== undefined && file === '') return { name };
  throw new Failure(
    'config',
    'state-which',
    told(say('adopt-what'), say('adopt-example', { command: 'kefu state adopt OLD.state.json' })),
  );
}
