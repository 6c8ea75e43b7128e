import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import type { Broken } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { sendIn, settleMs } from '../world/runs.ts';
import { pass } from '../world/time.ts';
import { meet } from '../world/unpromised.ts';
import { customers, sends as workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin } from './begin.ts';
import { ends } from './ends.ts';
import { faultName, faults } from './faults.ts';
import type { Tally } from './tally.ts';

/** Calls of one sending to all: a token, and one for each customer; a retry makes one more. */
const calls = customers.length + 2;

/** Ways to end that concern a sending. */
const deaths = [
  'killed before a call',
  'killed after a call',
  'killed before a file operation',
  'power cut after a call',
  'EIO once',
] as const;

/** Nobody gets a message twice, whatever goes wrong; every fault and every death, then the list is gone on with. */
export async function sends(tally: Tally): Promise<void> {
  for (const fault of faults) {
    for (let nth = 1; nth <= calls; nth += 1) {
      await tally.point(`sends, call ${nth}: ${faultName(fault)}`, async () => {
        const sim = begin(workload);
        sim.inject({ ...fault, path: '*', nth } as FaultInput);
        const judge = await goneOnWith(sim);
        if ((sim.world.faults[0]?.seen ?? 0) < nth) return 'nowhere';
        const found = await judge();
        if (found.length === 0 || !isBeyondAnyClient(fault)) return found;
        meet('a message nobody can read back');
        return [];
      });
    }
  }
  for (const name of deaths) {
    await tally.series(`sends, ${name}`, async (nth) => {
      const sim = begin(workload);
      const seen = ends[name](nth);
      const judge = await goneOnWith(sim);
      return { seen: seen(), judge };
    });
  }
}

/** The network itself delivers it twice, or WeChat's own word is wrong: messages can't be read back. docs/reliability.md says so. */
function isBeyondAnyClient(fault: FaultInput): boolean {
  if (fault.kind === 'duplicate') return true;
  if (fault.kind === 'errcode') return fault.effect === true && fault.errcode !== -1;
  return fault.kind === 'body' && fault.effect === false && fault.body !== '{}';
}

/** Sends to all; what is wrong with that, and with going on by the same list. */
async function goneOnWith(sim: SimWorld): Promise<() => Promise<Broken[]>> {
  const first = await sendIn(sim, customers);
  return async () => {
    const found = untold(sim, first);
    network.hook = () => {};
    sim.world.faults.length = 0;
    await pass(settleMs);
    const second = await sendIn(sim, customers);
    return [...found, ...twice(sim), ...untold(sim, second), ...missed(sim, second)];
  };
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
