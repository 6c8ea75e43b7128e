import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';

/** When a process began, and whether it is one that ended and is only not yet collected. */
export interface ProcessFacts {
  /** Since the system started, in hundredths of a second. With the number it names one process for good. */
  readonly start: number;
  /** The same as a time of the wall clock, milliseconds. */
  readonly startedMs: number | undefined;
  readonly ended: boolean;
}

/** The running system's own name, new with every start; undefined where the system has none. */
export async function bootId(): Promise<string | undefined> {
  return (await textOf('/proc/sys/kernel/random/boot_id'))?.trim();
}

/**
 * Names the machine, however it is called and however often it was started; undefined where the system does not tell, as in many
 * containers. A digest: machine-id(5) asks that the id itself be kept.
 */
export async function machineId(): Promise<string | undefined> {
  const id = (await textOf('/etc/machine-id'))?.trim();
  if (id === undefined || !/^[0-9a-f]{32}$/.test(id)) return undefined;
  return createHash('sha256').update(`kefu ${id}`).digest('hex').slice(0, 16);
}

/** Names the room whose process numbers this process sees: each container has its own. */
export async function pidNamespace(): Promise<string | undefined> {
  return readlink('/proc/self/ns/pid').catch(() => undefined);
}

/** When the running system started, milliseconds of the wall clock. */
export async function bootedMs(): Promise<number | undefined> {
  const seconds = /^btime (\d+)$/m.exec((await textOf('/proc/stat')) ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** What the system tells of a process; undefined when it tells nothing. */
export async function processFacts(pid: number): Promise<ProcessFacts | undefined> {
  if (!(await numbersAreOurs())) return undefined;
  const stat = await textOf(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const start = Number(fields[startField]);
  if (!Number.isSafeInteger(start)) return undefined;
  const booted = await bootedMs();
  const state = fields[0] ?? '';
  return {
    start,
    startedMs: booted === undefined ? undefined : booted + start * 10,
    ended: state === 'Z' || state === 'X',
  };
}

/** Field 22 of proc_pid_stat(5), counted from the third one. */
const startField = 19;

/** A container may see the /proc of the machine around it: its numbers are then other processes' numbers. */
async function numbersAreOurs(): Promise<boolean> {
  return (await readlink('/proc/self').catch(() => '')) === String(process.pid);
}

/** Whether any process has this number now. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
