import { randomUUID } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { Failure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import { visible } from '../model/visible.ts';

/** Who holds a lock, as written in the lock file. */
interface Holder {
  readonly nonce: string;
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Takes the lock beside a state file, so that two applies on one machine don't run at once. Waits up to `timeoutMs` for
 * another holder; a lock whose process on this host is gone is taken over. Resolves to the function that gives it back.
 * Rejects with a `Failure` of kind `busy`, or `config` when the folder can't be written.
 */
export async function takeLock(
  stateFile: string,
  clock: Clock,
  timeoutMs: number,
): Promise<() => Promise<void>> {
  const path = `${stateFile}.lock`;
  const holder: Holder = {
    nonce: randomUUID(),
    pid: process.pid,
    host: hostname(),
    since: new Date(clock.now()).toISOString(),
  };
  for (let waited = 0; ; waited += pollMs) {
    if (await tryCreate(path, holder)) return () => removeIfHeldBy(path, holder);
    const other = await readHolder(path);
    if (other && isGone(other)) await removeIfHeldBy(path, other);
    else if (waited >= timeoutMs) throw busy(path, other);
    else await clock.sleep(pollMs);
  }
}

const pollMs = 250;

async function tryCreate(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o644);
    try {
      await file.writeFile(`${JSON.stringify(holder)}\n`);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new Failure(
      'config',
      'lock-not-writable',
      `The lock file ${visible(path)} can't be written (${code}).`,
      {
        hint: 'Give kefu the right to write beside the config.',
        cause: error,
      },
    );
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    // Just removed, or not written to the end yet: look again.
    return undefined;
  }
}

function isGone({ host, pid }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function removeIfHeldBy(path: string, holder: Holder): Promise<void> {
  if ((await readHolder(path))?.nonce === holder.nonce) await rm(path, { force: true });
}

function busy(path: string, holder: Holder | undefined): Failure {
  const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.since}` : 'another process';
  return new Failure('busy', 'locked', `Another apply is running: ${visible(who)} holds ${visible(path)}.`, {
    hint: 'Wait for it (--lock-timeout SECONDS). If you are sure that it is gone, delete the lock file.',
  });
}
