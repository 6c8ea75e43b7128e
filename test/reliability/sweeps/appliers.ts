import { type Broken, brokenBy } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { type Run, startApply } from '../world/runs.ts';
import { time, until } from '../world/time.ts';
import { wantedIn } from '../world/wanted.ts';
import { accounts, folder, folderOf, type Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

const config = (bob: string) => `accounts:
  alice: { nickname: 小美 }
  bob: { nickname: ${bob} }
`;

const two: Workload = {
  ...accounts,
  name: 'two appliers',
  files: folder(config('大博')),
  kept: ['bob', 'zoe'],
  untouched: ['zoe', 'dan', 'eve'],
};

/** Two appliers on two machines, which share nothing but WeChat, in every order of their requests; and two on one machine. */
export async function appliers(tally: Tally): Promise<void> {
  await everyOrder(tally, 'one machine', two, ['', '']);
  for (const other of ['大博', '博博']) {
    const machines: Workload = { ...two, files: { ...two.files, ...folder(config(other), '2') } };
    await everyOrder(tally, `two machines, ${other === '大博' ? 'the same' : 'another'} desired`, machines, [
      '',
      '2',
    ]);
  }
}

/** Walks through all orders: runs once by one list of choices, then changes the last choice that has another way. */
async function everyOrder(
  tally: Tally,
  name: string,
  workload: Workload,
  machines: readonly string[],
): Promise<void> {
  const choices: number[] = [];
  for (let nth = 1; nth <= mostOrders; nth += 1) {
    const ways: number[] = [];
    const judge = await inOrder(workload, machines, choices, ways);
    await tally.point(`${name}, order ${choices.join('') || 'first'}`, judge);
    let last = ways.length - 1;
    while (last >= 0 && (choices[last] ?? 0) + 1 >= (ways[last] ?? 1)) last -= 1;
    if (last < 0 || tally.isOver) return;
    choices.length = last + 1;
    for (let at = 0; at < last; at += 1) choices[at] ??= 0;
    choices[last] = (choices[last] ?? 0) + 1;
  }
  tally.leftOut += 1;
}

/** There are fewer in each of these worlds; more would mean that a run never ends. */
const mostOrders = 6000;

async function inOrder(
  workload: Workload,
  machines: readonly string[],
  choices: readonly number[],
  ways: number[],
): Promise<() => Promise<readonly Broken[]>> {
  const sim = begin(workload);
  for (const machine of machines) wantedIn(folderOf(machine));
  // Of one process the first that waits: its own order is its own affair.
  time.choose = (gates) => {
    const first = [
      ...new Map(gates.map((gate, index) => [gate.process, index] as const).reverse()).values(),
    ].sort((one, other) => one - other);
    if (first.length === 1) return first[0] ?? 0;
    ways.push(first.length);
    return first[choices[ways.length - 1] ?? 0] ?? 0;
  };
  const started = machines.map((machine) => startApply(sim, { width: 8, folder: folderOf(machine) }));
  const runs = await until(Promise.all(started.map(({ over }) => over)));
  time.choose = undefined;
  return async () => {
    const found = [
      ...runs.flatMap((run) => brokenBy({ sim, workload, run, calm: false })),
      ...(machines[0] === machines[1] ? oneAtATime(sim, runs) : []),
    ];
    return found.length > 0 ? found : heal(sim, workload);
  };
}

/** On one machine the lock keeps them apart: who doesn't get it says so and sends nothing. */
function oneAtATime(sim: SimWorld, runs: readonly Run[]): Broken[] {
  const writers = new Set(sim.arrivals.filter(({ path }) => isWrite(path)).map(({ run }) => run));
  const atOnce = runs.every((one) => writers.has(one.number));
  const lost = runs.find(({ outcome }) => stoppedBy(outcome) === 'lock-lost');
  if (lost) return [`guards before effects: run ${lost.number} lost its lock while it was running`];
  return atOnce && overlap(sim, runs)
    ? ['no duplicates: two runs wrote at the same time on one machine']
    : [];
}

function stoppedBy(outcome: Run['outcome']): string | number | undefined {
  if (outcome?.kind === 'failed') return outcome.failure.code;
  if (outcome?.kind !== 'ended' || outcome.ending.kind !== 'applied') return undefined;
  return outcome.ending.report.stopped?.code;
}

function overlap({ arrivals }: SimWorld, [one, other]: readonly Run[]): boolean {
  const writes = arrivals.filter(({ path }) => isWrite(path)).map(({ run }) => run);
  const last = writes.lastIndexOf(one?.number ?? 0);
  const first = writes.indexOf(other?.number ?? 0);
  return (
    first >= 0 && first < last && writes.indexOf(one?.number ?? 0) < writes.lastIndexOf(other?.number ?? 0)
  );
}
