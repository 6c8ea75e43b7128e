// Simulated processes. Each has a number, which stands in the paths it uses (`/p1001/sim/kefu.yaml`), in the port it calls and
// in the socket it shows beside its lock, so that disk and network know who touches them without being told. When a process
// is killed, nothing that it waits for ever comes.

interface Process {
  killed: boolean;
  onKill: () => void;
}

const processes = new Map<number, Process>();

export function resetProcesses(): void {
  processes.clear();
}

/** What is awaited before and after any touch of the world. Never resolves in a process that was killed. */
export function alive(process: number): Promise<void> | undefined {
  return processes.get(process)?.killed ? new Promise<void>(() => {}) : undefined;
}

/** Whether it still runs, as the system would tell. */
export function runs(process: number): boolean {
  return processes.has(process) && !processes.get(process)?.killed;
}

/** Ends a process here and now. */
export function kill(process: number): Promise<never> {
  const one = processes.get(process);
  if (one) one.killed = true;
  one?.onKill();
  return new Promise<never>(() => {});
}

/** Starts a process; resolves at its end, or at the moment it is killed. */
export async function startProcess<Result>(
  number: number,
  program: () => Promise<Result>,
): Promise<Result | 'killed'> {
  const dead = new Promise<'killed'>((done) => {
    processes.set(number, { killed: false, onKill: () => done('killed') });
  });
  const ended = await Promise.race([program(), dead]);
  const one = processes.get(number);
  if (one) one.killed = true;
  return ended;
}

/** The process of a path, and the path without it. 0: none of them. */
export function ownerOf(path: string): { readonly process: number; readonly path: string } {
  const [, number, rest] = /^\/p(\d+)(\/.*)$/.exec(path) ?? [];
  return number === undefined || rest === undefined
    ? { process: 0, path }
    : { process: Number(number), path: rest };
}
