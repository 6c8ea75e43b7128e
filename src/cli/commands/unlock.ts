import { resolve } from 'node:path';
import { ageSeconds } from '../../backend/holder-words.ts';
import type { Memory } from '../../model/backend.ts';
import { Failure } from '../../model/failure.ts';
import { jsonText } from '../../model/json-text.ts';
import type { HeldLock } from '../../model/lock.ts';
import type { Saying } from '../../model/saying.ts';
import { visible } from '../../model/visible.ts';
import { withMemoryAt } from '../../reconcile/adopt.ts';
import { say as command } from '../../words/en/commands.ts';
import { say } from '../../words/en/locks.ts';
import { inWords, sayIn } from '../../words/language-words.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { askYes, tellUnconfirmed } from '../confirm.ts';
import { exitCodes } from '../exit.ts';
import { mustExist } from '../must-exist.ts';
import { systemClock } from '../wiring.ts';

export interface UnlockOptions {
  readonly config: string;
  /** Of this delivery journal, instead of the official account. */
  readonly journal?: string;
  /** Without a question; not from a holder that lives. */
  readonly autoApprove: boolean;
  /** Without a question, from anybody. */
  readonly force: boolean;
  readonly json: boolean;
}

/** Shows who holds the lock of a config and, when the person agrees, removes it. Also for a config that has faults. */
export async function run(options: UnlockOptions, world: CommandWorld): Promise<number> {
  const config = resolve(world.cwd, options.config);
  return withMemoryAt(config, world, (memory) => unlock(memory, config, options, world));
}

async function unlock(
  memory: Memory,
  config: string,
  options: UnlockOptions,
  world: CommandWorld,
): Promise<number> {
  const { journal } = options;
  const lock =
    journal === undefined
      ? await memory.lookAtLock()
      : await memory.deliveries.lookAtLock(resolve(world.cwd, journal));
  if (lock === undefined) {
    await mustExist(config, options.config, say('name-locked-config'));
    const nobody =
      journal === undefined
        ? command('nobody-holds', { place: visible(memory.lockPlace) })
        : command('nobody-holds-journal', { journal: visible(journal) });
    tell(options, world, nobody, { removed: false });
    return exitCodes.done;
  }
  if (lock.liveness === 'lives' && !options.force) throw stillHeld(lock);
  const answer = await agreed(lock, options, world);
  if (answer !== undefined) return answer;
  if (!(await lock.break())) throw takenMeanwhile(lock);
  const removed = command('lock-removed', { place: visible(lock.place) });
  tell(options, world, removed, { ...described(lock), removed: true });
  return exitCodes.done;
}

/** Resolves to undefined to go on, or to the exit code. */
async function agreed(
  lock: HeldLock,
  options: UnlockOptions,
  world: CommandWorld,
): Promise<number | undefined> {
  const { terminal, words } = world;
  if (!options.json) terminal.out(`${inWords(words, lock).words}\n`);
  if (options.autoApprove || options.force) return undefined;
  if (options.json || !terminal.canAsk) {
    if (options.json)
      terminal.out(document({ confirmation_required: true, ...described(lock), removed: false }));
    const who = options.journal === undefined ? 'apply' : 'sending';
    return tellUnconfirmed(command('unlock-needs-yes'), command(`${who}-ended-then-approve`), world);
  }
  return askYes(command('remove-lock-question'), world);
}

function stillHeld(lock: HeldLock): Failure {
  const { words, hint = say('unlock-again') } = lock.said;
  const way = say('two-undo-each-other', { hint });
  return words
    ? new Failure('busy', 'locked', told(words, way))
    : new Failure('busy', 'locked', lock.words, { hint: lock.hint });
}

function takenMeanwhile({ place }: HeldLock): Failure {
  return new Failure(
    'busy',
    'lock-changed',
    told(say('lock-changed', { file: visible(place) }), say('unlock-again')),
  );
}

function tell(
  { json }: UnlockOptions,
  { terminal, words }: CommandWorld,
  saying: Saying,
  fields: Readonly<Record<string, unknown>>,
): void {
  terminal.out(json ? document(fields) : `${sayIn(words, saying)}\n`);
}

/** A lock for programs. */
function described({ place, holder, liveness }: HeldLock): Readonly<Record<string, unknown>> {
  if (!holder) return { lock: place, liveness };
  const { pid, host, since, job } = holder;
  const age = ageSeconds(since, systemClock.now());
  return { lock: place, liveness, holder: { pid, host, since, age_seconds: age, job } };
}

function document(fields: Readonly<Record<string, unknown>>): string {
  return jsonText(fields);
}
