import { basename, dirname } from 'node:path';
import { visible } from '../../model/visible.ts';
import type { DoctorWorld, Finding } from '../check.ts';

/** No other apply holds the lock beside the state file. Whether it can be taken, the check of the state has told. */
export async function checkLock(world: DoctorWorld): Promise<Finding> {
  const path = `${(await world.valid()).stateFile}.lock`;
  const text = await world.read(path);
  if (text === undefined) return { status: 'ok', message: `Nobody holds it in ${visible(dirname(path))}.` };
  const holder = readHolder(text);
  const file = visible(basename(path));
  if (holder === undefined) {
    return { status: 'warn', message: `${file} is there and does not say who holds it.`, fix: removal(file) };
  }
  const { pid, host, since } = holder;
  const who = visible(`process ${pid} on ${host} since ${since}`);
  if (host === world.hostname && !world.isRunning(pid)) {
    return {
      status: 'warn',
      message: `${file} was left behind by ${who}, which is gone.`,
      fix: 'Nothing to do: the next apply takes it over.',
    };
  }
  return { status: 'warn', message: `An apply seems to run: ${who} holds ${file}.`, fix: removal(file) };
}

function removal(file: string): string {
  return `Wait for it. If you are sure that no apply runs, delete ${file}.`;
}

function readHolder(text: string): { pid: number; host: string; since: string } | undefined {
  try {
    const { pid, host, since } = JSON.parse(text) as Record<string, unknown>;
    return typeof pid === 'number' && Number.isSafeInteger(pid)
      ? { pid, host: String(host), since: String(since) }
      : undefined;
  } catch {
    return undefined;
  }
}
