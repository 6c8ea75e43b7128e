/** How long each part of a call may take, in milliseconds. */
export interface Deadlines {
  readonly connect: number;
  /** Until the answer begins, from the moment that the request does: sending it counts. */
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly body: number;
  readonly whole: number;
}

export const defaultDeadlines: Deadlines = { connect: 5_000, headers: 20_000, body: 20_000, whole: 30_000 };

/** A quarter of a megabit per second: whatever is slower than that is taken for silent. */
const bytesPerSecond = 32 * 1024;

/** The deadlines of a request that carries so many bytes: beyond those of the first second, each has its time to leave. */
export function deadlinesFor(bytes: number, deadlines: Deadlines): Deadlines {
  const sendingMs = Math.ceil((Math.max(0, bytes - bytesPerSecond) / bytesPerSecond) * 1000);
  return {
    ...deadlines,
    headers: deadlines.headers + sendingMs,
    whole: deadlines.whole + sendingMs,
  };
}
