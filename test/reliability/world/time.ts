// Virtual time: it stands still while anybody has something to do, and jumps to the next appointment when nobody has.

interface Appointment {
  readonly at: number;
  readonly order: number;
  readonly act: () => unknown;
}

/** A request that waits to be let through, when someone decides the order. */
export interface Gate {
  readonly process: number;
  readonly path: string;
  readonly open: () => void;
}

const begin = Date.UTC(2026, 10, 23, 1);
/** Turns of the event loop without anything to do after which nothing will ever happen. */
const patience = 200;

export const time = {
  now: begin,
  /** By how much the clocks of all machines that run kefu are wrong. */
  skew: 0,
  /** Chooses which of the waiting requests goes next; undefined: nothing waits. */
  choose: undefined as ((gates: readonly Gate[]) => number) | undefined,
};

let appointments: Appointment[] = [];
let gates: Gate[] = [];
let order = 0;

export function resetTime(): void {
  time.now = begin;
  time.skew = 0;
  time.choose = undefined;
  appointments = [];
  gates = [];
}

export function later(ms: number, act: () => unknown): void {
  order += 1;
  appointments.push({ at: time.now + ms, order, act });
}

/** Waits at a gate while somebody decides the order of requests. */
export function passGate(process: number, path: string): Promise<void> | undefined {
  if (!time.choose) return undefined;
  return new Promise<void>((open) => gates.push({ process, path, open }));
}

/** Lets the world go on until this has come. Rejects when it never will. */
export async function until<Result>(coming: Promise<Result>): Promise<Result> {
  let over = false;
  const watched = coming.finally(() => {
    over = true;
  });
  watched.catch(() => undefined);
  for (let idle = 0; ; idle += 1) {
    await new Promise((done) => setImmediate(done));
    if (over) return watched;
    if (idle > patience) throw new Error('bounded work: the run waits for something that never comes');
    if (goOn()) idle = 0;
  }
}

/** Lets so much time pass. */
export async function pass(ms: number): Promise<void> {
  await until(new Promise<void>((done) => later(ms, done)));
}

/** Opens a gate, or comes to the next appointment; false when there is neither. */
function goOn(): boolean {
  const { choose } = time;
  if (gates.length > 0) {
    const [gate] = gates.splice(choose?.(gates) ?? 0, 1);
    gate?.open();
    return true;
  }
  appointments.sort((one, other) => one.at - other.at || one.order - other.order);
  const next = appointments.shift();
  if (!next) return false;
  time.now = Math.max(time.now, next.at);
  next.act();
  return true;
}

/** Stands in for node:timers/promises. */
export function setTimeout(ms: number): Promise<void> {
  return new Promise((done) => later(ms, done));
}
