// One simulated process at a time. When it is killed, nothing that it waits for ever comes: every call of the disk and of the
// network asks here first.

let killed = false;
let onKill: () => void = () => {};

/** What is awaited before any touch of the world. Never resolves in a process that was killed. */
export function alive(): Promise<void> | undefined {
  return killed ? new Promise<void>(() => {}) : undefined;
}

/** Ends the running process here and now. */
export function kill(): Promise<never> {
  killed = true;
  onKill();
  return new Promise<never>(() => {});
}

/** Runs a process to its end, or to the moment it is killed. */
export async function runProcess<Result>(program: () => Promise<Result>): Promise<Result | 'killed'> {
  killed = false;
  const dead = new Promise<'killed'>((done) => {
    onKill = () => done('killed');
  });
  const ended = await Promise.race([program(), dead]);
  killed = ended === 'killed';
  return ended;
}
