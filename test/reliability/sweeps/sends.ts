import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { cutPower, disk } from '../world/disk.ts';
import type { Broken } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { sendIn, settleMs } from '../world/runs.ts';
import { pass } from '../world/time.ts';
import { customers, sends as workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, nthTime } from './begin.ts';
import { faultName, faults } from './faults.ts';
import type { Tally } from './tally.ts';

/** Calls of one sending to all: a token, and one for each customer; a retry makes one more. */
const calls = customers.length + 2;

/** Nobody gets a message twice, whatever goes wrong; every fault and every death, then the list is gone on with. */
export async function sends(tally: Tally): Promise<void> {
  for (const fault of faults) {
    if (isBeyondAnyClient(fault)) continue;
    for (let nth = 1; nth <= calls; nth += 1) {
      await tally.point(`sends, call ${nth}: ${faultName(fault)}`, () =>
        goneOnWith((sim) => {
          sim.inject({ ...fault, path: '*', nth } as FaultInput);
          return () => sim.world.faults[0]?.seen ?? 0;
        }, nth),
      );
    }
  }
  for (const [name, arm] of Object.entries(deaths)) {
    for (let nth = 1; nth <= 60; nth += 1) {
      await tally.point(`sends, ${name} ${nth}`, () => goneOnWith(() => arm(nth), nth));
    }
  }
}

/** The network itself delivers it twice, or WeChat's own word is wrong: messages can't be read back. docs/reliability.md says so. */
function isBeyondAnyClient(fault: FaultInput): boolean {
  if (fault.kind === 'duplicate') return true;
  if (fault.kind === 'errcode') return fault.effect === true && fault.errcode !== -1;
  return fault.kind === 'body' && fault.effect === false && fault.body !== '{}';
}

const deaths: Readonly<Record<string, (nth: number) => () => number>> = {
  'killed before a call': (nth) => {
    const { isNow, seen } = nthTime(nth);
    network.hook = (phase, process) => (phase === 'before' && isNow() ? kill(process) : undefined);
    return seen;
  },
  'killed after a call': (nth) => {
    const { isNow, seen } = nthTime(nth);
    network.hook = (phase, process) => (phase === 'after' && isNow() ? kill(process) : undefined);
    return seen;
  },
  'killed before a file operation': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = (_, process) => (isNow() ? kill(process) : undefined);
    return seen;
  },
  'power cut after a call': (nth) => {
    const { isNow, seen } = nthTime(nth);
    network.hook = (phase, process) => {
      if (phase !== 'after' || !isNow()) return;
      const dead = kill(process);
      cutPower();
      return dead;
    };
    return seen;
  },
  'EIO once': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = () => {
      if (isNow()) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    return seen;
  },
};

async function goneOnWith(
  arm: (sim: SimWorld) => undefined | (() => number),
  nth = 0,
): Promise<Broken[] | 'nowhere'> {
  const sim = begin(workload);
  const seen = arm(sim);
  const first = await sendIn(sim, customers);
  if (seen && seen() < nth) return 'nowhere';
  const found = untold(sim, first);
  network.hook = () => {};
  sim.world.faults.length = 0;
  await pass(settleMs);
  const second = await sendIn(sim, customers);
  return [...found, ...twice(sim), ...untold(sim, second), ...missed(sim, second)];
}

function gotten({ world }: SimWorld, openid: string): number {
  return world.messages.filter((said) => said.from === 'account' && said.openid === openid).length;
}

/** messages at most once: to each customer, whatever happens. */
function twice(sim: SimWorld): Broken[] {
  const often = customers.find((openid) => gotten(sim, openid) > 1);
  return often ? [`messages at most once: ${often} got it twice`] : [];
}

type Told = Awaited<ReturnType<typeof sendIn>>;

/** truthful report: sent ⇒ it came; not sent ⇒ it didn't. */
function untold(sim: SimWorld, told: Told): Broken[] {
  if (typeof told === 'string') return [];
  return told.flatMap(({ to: { openid }, status }): Broken[] => {
    const count = gotten(sim, openid);
    if (['sent', 'sent-earlier'].includes(status) && count === 0)
      return [`truthful report: ${openid} is told as ${status}, and got nothing`];
    if (['not-sent', 'not-attempted'].includes(status) && count > 0)
      return [`truthful report: ${openid} is told as ${status}, and got it`];
    return [];
  });
}

/** Whoever surely got nothing gets it when the list is gone on with. */
function missed(sim: SimWorld, told: Told): Broken[] {
  if (typeof told === 'string') return [`converges: going on with the list ${told}`];
  const left = told.find(({ to, status }) => gotten(sim, to.openid) === 0 && status !== 'unknown-earlier');
  return left ? [`converges: ${left.to.openid} is told as ${left.status}, and got nothing`] : [];
}
