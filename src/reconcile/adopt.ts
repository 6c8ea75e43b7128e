import { isAbsolute, relative } from 'node:path';
import { stateFile } from '../backend/state-file.ts';
import { resolveOffline } from '../config/config.ts';
import { stateFileOf } from '../config/state-place.ts';
import { kinds } from '../kinds/kinds.ts';
import type { Backend, Memory } from '../model/backend.ts';
import { Failure } from '../model/failure.ts';
import { isProtectionKnown, type Recorded } from '../model/recorded.ts';
import type { Told } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records-edited.ts';
import { configInvalid } from '../words/failures.ts';
import { told } from '../words/say.ts';
import { backendOf, type Described, type MemoryWorld, memoryOf, withMemory } from './memory.ts';

/** Where the command is run. */
interface AdoptWorld extends Pick<MemoryWorld, 'env' | 'lockLeft'> {
  readonly cwd: string;
}

/** A config's official account without its secrets. Rejects with a `Failure`. */
export async function describedBy(config: string, world: AdoptWorld): Promise<Described> {
  const resolved = await resolveOffline(config, world);
  if (resolved.ok) return resolved.value;
  const { diagnostics } = resolved;
  throw configInvalid(diagnostics);
}

/**
 * Does something with what is remembered of a config that may have faults, as far as can be: files are found by its path
 * alone, elsewhere it takes a name and an AppID. Rejects with a `Failure`.
 */
export async function withMemoryAt<Result>(
  config: string,
  world: AdoptWorld,
  use: (memory: Memory) => Promise<Result>,
): Promise<Result> {
  const backend = await backendOf(world);
  try {
    if (backend.kind !== 'file') return await use(memoryOf(backend, await describedBy(config, world)));
    return await use(backend.memoryOf({ name: '', appId: '', stateFile: stateFileOf(config, world) }));
  } finally {
    await backend.close();
  }
}

/** The recorded state of a config, and where it is; no secret is looked up. Rejects with a `Failure`. */
export async function recordedOfConfig(
  config: string,
  world: AdoptWorld,
): Promise<{ readonly place: string; readonly recorded: Recorded | undefined }> {
  return withMemory(await describedBy(config, world), world, async ({ place, state }) => ({
    place,
    recorded: await state.read(),
  }));
}

/** What is taken over: a state file, by its absolute path, or the record of an earlier name in the backend. */
export type Adopted = { readonly file: string } | { readonly name: string };

/**
 * Takes another record over, for a config that was renamed, or a state file into a backend: its records become this config's.
 * Refused when there is a record already, but for one that an export alone began, or the other one belongs to another AppID.
 * Resolves to what was taken over; rejects with a `Failure`.
 */
export async function adoptState(
  adopted: Adopted,
  config: string,
  world: AdoptWorld,
): Promise<{ readonly place: string; readonly recorded: Recorded }> {
  const described = await describedBy(config, world);
  const backend = await backendOf(world);
  try {
    const memory = memoryOf(backend, described);
    const { place } = memory;
    const lock = await memory.takeLock(0);
    try {
      const recorded = await lock.state.read();
      if (recorded && isProtectionKnown(recorded)) {
        const there = { place: shownPlace(place, world), count: recorded.objects.size };
        throw refused('state-exists', told(say('state-there-already', there), say('move-this-away')));
      }
      const other = await otherRecord(adopted, backend, described);
      const next = recorded ? { ...other, serial: recorded.serial + 1 } : other;
      await lock.state.write(next);
      return { place, recorded: next };
    } finally {
      await lock.release();
    }
  } finally {
    await backend.close();
  }
}

/** A place as people read it: a path from the working directory. */
export function shownPlace(place: string, { cwd }: Pick<AdoptWorld, 'cwd'>): string {
  return visible(isAbsolute(place) ? relative(cwd, place) : place);
}

async function otherRecord(adopted: Adopted, backend: Backend, described: Described): Promise<Recorded> {
  const { appId } = described.desired.officialAccount;
  const other = await ('file' in adopted
    ? stateFile(
        adopted.file,
        kinds.map(({ name }) => name),
      ).read()
    : recordOf(adopted.name, backend, described));
  if (!other) {
    const missing =
      'file' in adopted
        ? say('no-state-file', { file: visible(adopted.file) })
        : say('no-record-of', { name: visible(adopted.name) });
    throw refused('state-missing', told(missing));
  }
  if (other.appId === appId) return other;
  const what =
    'file' in adopted ? visible(adopted.file) : say('the-record-of', { name: visible(adopted.name) });
  const differing = say('record-of-other-appid', { what, other: visible(other.appId), appId });
  throw refused('appid-mismatch', told(differing, say('same-account-only')));
}

async function recordOf(
  name: string,
  backend: Backend,
  { desired, stateFile: path }: Described,
): Promise<Recorded | undefined> {
  if (backend.kind === 'file') {
    const command = say('such-as', { command: 'kefu state adopt OLD.state.json' });
    throw refused('state-missing', told(say('name-is-for-backends'), command));
  }
  const { appId } = desired.officialAccount;
  return backend.memoryOf({ name, appId, stateFile: path }).state.read();
}

function refused(code: string, why: Told): Failure {
  return new Failure('config', code, why);
}
