import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ageSeconds, lockedHint, lockedWords } from '../../backend/holder-words.ts';
import { breakLock, lockPathOf, lookAtLock } from '../../backend/lock.ts';
import type { SeenLock } from '../../backend/seen-lock.ts';
import { stateFileOf } from '../../config/state-place.ts';
import { Failure } from '../../model/failure.ts';
import { inJson } from '../../model/json-text.ts';
import { visible } from '../../model/visible.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { systemClock } from '../wiring.ts';

export interface UnlockOptions {
  readonly config: string;
  /** Without a question; not from a holder that lives. */
  readonly autoApprove: boolean;
  /** Without a question, from anybody. */
  readonly force: boolean;
  readonly json: boolean;
}

/** Shows who holds the lock of a config and, when the person agrees, removes it. Also for a config that has faults. */
export async function run(options: UnlockOptions, world: CommandWorld): Promise<number> {
  const config = resolve(world.cwd, options.config);
  const stateFile = stateFileOf(config, world);
  const lock = await lookAtLock(stateFile, systemClock);
  if (lock === undefined) {
    await mustExist(config, options.config);
    tell(options, world, `Nobody holds the lock ${visible(lockPathOf(stateFile))}.\n`, { removed: false });
    return exitCodes.done;
  }
  if (lock.liveness === 'lives' && !options.force) throw stillHeld(lock);
  const answer = await agreed(lock, options, world);
  if (answer !== undefined) return answer;
  if (!(await breakLock(lock, systemClock))) throw takenMeanwhile(lock);
  tell(options, world, `Removed ${visible(lock.path)}.\n`, { ...described(lock), removed: true });
  return exitCodes.done;
}

/** A misspelt config has no lock either; that must not look like good news. */
async function mustExist(config: string, written: string): Promise<void> {
  try {
    await access(config);
  } catch (error) {
    throw new Failure('config', 'config-not-found', `There is no file ${visible(written)}.`, {
      hint: 'Name the config whose lock is meant with --config.',
      cause: error,
    });
  }
}

/** Resolves to undefined to go on, or to the exit code. */
async function agreed(
  lock: SeenLock,
  options: UnlockOptions,
  { terminal }: CommandWorld,
): Promise<number | undefined> {
  const words = lockedWords(lock, systemClock.now());
  if (!options.json) terminal.out(`${words}\n`);
  if (options.autoApprove || options.force) return undefined;
  if (options.json || !terminal.canAsk) {
    if (options.json)
      terminal.out(document({ confirmation_required: true, ...described(lock), removed: false }));
    terminal.tell(
      'error: unlock needs a confirmation and there is no terminal to ask on. [confirmation-required]\n' +
        '  → Make sure that this apply has ended, then pass --auto-approve.\n',
    );
    return exitCodes.confirmation;
  }
  const answer = await terminal.ask('\nRemove this lock? Only "yes" is accepted: ');
  if (answer.trim() === 'yes') return undefined;
  terminal.out('Nothing was changed.\n');
  return exitCodes.done;
}

function stillHeld(lock: SeenLock): Failure {
  return new Failure('busy', 'locked', lockedWords(lock, systemClock.now()), {
    hint: `${lockedHint(lock)} Two applies at once undo each other's work; --force removes the lock all the same.`,
  });
}

function takenMeanwhile({ path }: SeenLock): Failure {
  return new Failure('busy', 'lock-changed', `${visible(path)} was taken by another process meanwhile.`, {
    hint: 'It was left alone. Run kefu unlock again to see who has it.',
  });
}

function tell(
  { json }: UnlockOptions,
  { terminal }: CommandWorld,
  text: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  terminal.out(json ? document(fields) : text);
}

/** A lock for programs. */
function described({ path, holder, liveness }: SeenLock): Readonly<Record<string, unknown>> {
  if (!holder) return { lock: path, liveness };
  const { pid, host, since, job } = holder;
  const age = ageSeconds(since, systemClock.now());
  return { lock: path, liveness, holder: { pid, host, since, age_seconds: age, job } };
}

function document(fields: Readonly<Record<string, unknown>>): string {
  return inJson(`${JSON.stringify(fields, null, 2)}\n`);
}
