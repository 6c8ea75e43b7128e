// The default: everything beside the config, in files.
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Backend, Memory, Remembered } from '../model/backend.ts';
import { Failure } from '../model/failure.ts';
import type { Recorded } from '../model/recorded.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/locks.ts';
import type { BackendWorld } from './backend-world.ts';
import { journalFiles } from './delivery-journal.ts';
import { guardedLock } from './guarded-lock.ts';
import { heldLockBeside } from './held-lock-file.ts';
import { historyFile, historyPathOf } from './history-file.ts';
import { ofApply } from './holder-words.ts';
import { inversePlanPath } from './inverse-folder.ts';
import { lockPathOf, type TakenLock, takeLock } from './lock.ts';
import { giveBackOrTell } from './lock-left.ts';
import { lockLost } from './lock-lost.ts';
import { stateFile as openStateFile } from './state-file.ts';
import { tokenFile, tokenPathOf } from './token-file.ts';

/** Remembers in files beside each state file. */
export function fileBackend(world: BackendWorld): Backend {
  return {
    kind: 'file',
    memoryOf: (account) => memoryIn(account, world),
    close: async () => {},
  };
}

function memoryIn({ appId, stateFile }: Remembered, world: BackendWorld): Memory {
  const { clock, kinds, env, lockLeft } = world;
  const store = openStateFile(stateFile, kinds);
  const history = historyFile(historyPathOf(stateFile));
  return {
    place: stateFile,
    lockPlace: lockPathOf(stateFile),
    state: { read: store.read },
    history: { read: history.read },
    inversePlan: inversePlanPath(stateFile),
    takeLock: async (timeoutMs) => {
      const taken = await takeLock(stateFile, clock, timeoutMs, env);
      const release = () =>
        giveBackOrTell(taken.release, { place: visible(stateFile), use: ofApply, lockLeft });
      return guardedLock({ state: store, history, release }, () => mustBeOurs(taken, stateFile));
    },
    lookAtLock: () => heldLockBeside(stateFile, ofApply, clock),
    deliveries: journalFiles(world),
    sealedToken: tokenFile(tokenPathOf(stateFile)),
    others: () => otherStateFiles(stateFile, appId, kinds),
  };
}

/** Resolves to why nothing may be written any more. */
async function mustBeOurs(taken: TakenLock, stateFile: string): Promise<Failure | undefined> {
  return (await taken.isOurs())
    ? undefined
    : lockLost(say('lost-lock-file', { file: visible(lockPathOf(stateFile)) }));
}

/** Other state files of the same AppID in the folder: of this config under an earlier name, perhaps. */
async function otherStateFiles(
  stateFile: string,
  appId: string,
  kinds: readonly string[],
): Promise<readonly string[]> {
  const folder = dirname(stateFile);
  const names = await readdir(folder).catch((): string[] => []);
  const others = names.filter((name) => name.endsWith('.state.json') && name !== basename(stateFile)).sort();
  const found: string[] = [];
  for (const name of others) {
    const path = join(folder, name);
    if ((await readQuietly(path, kinds))?.appId === appId) found.push(path);
  }
  return found;
}

async function readQuietly(path: string, kinds: readonly string[]): Promise<Recorded | undefined> {
  try {
    return await openStateFile(path, kinds).read();
  } catch (error) {
    // A file that can't be read says nothing about this account.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
