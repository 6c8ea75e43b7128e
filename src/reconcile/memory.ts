import { openBackend } from '../backend/open-backend.ts';
import { kinds as allKinds } from '../kinds/kinds.ts';
import type { Backend, Memory } from '../model/backend.ts';
import type { Desired } from '../model/desired.ts';
import type { Failure } from '../model/failure.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Clock } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import { refuseLeakyEnvironment } from './environment.ts';
import { steady } from './system-clock.ts';

/** What decides where things are remembered. */
export interface MemoryWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The machine's by default. */
  readonly clock?: Clock;
  /** All kinds of kefu by default. */
  readonly kinds?: readonly AnyKind[];
  /** Hears why a lock could not be given back; how a run ended does not change with it. */
  readonly lockLeft?: ((why: Failure) => void) | undefined;
}

/** A resolved config, with or without its secrets. */
export interface Described {
  readonly desired: Desired;
  readonly stateFile: string;
}

/** The backend that the operator chose. Rejects with a `Failure`. */
export async function backendOf({ env, clock, kinds = allKinds, lockLeft }: MemoryWorld): Promise<Backend> {
  if (env.KEFU_BACKEND) refuseLeakyEnvironment(env);
  return openBackend({
    env,
    clock: steady(clock),
    kinds: kinds.map(({ name }) => name),
    lockLeft,
  });
}

/** What one backend remembers of a config's official account. */
export function memoryOf(backend: Backend, { desired, stateFile }: Described): Memory {
  const { name, appId } = desired.officialAccount;
  return backend.memoryOf({ name, appId, stateFile });
}

/** Does something with what is remembered of a config's official account. Rejects with a `Failure`. */
export async function withMemory<Result>(
  described: Described,
  world: MemoryWorld,
  use: (memory: Memory) => Promise<Result>,
): Promise<Result> {
  const backend = await backendOf(world);
  try {
    return await use(memoryOf(backend, described));
  } finally {
    await backend.close();
  }
}

/** The recorded state of a config's official account. Rejects with a `Failure`. */
export function recordedOf(described: Described, world: MemoryWorld): Promise<Recorded | undefined> {
  return withMemory(described, world, ({ state }) => state.read());
}
