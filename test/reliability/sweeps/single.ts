import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { applyIn, type Run } from '../world/runs.ts';
import { applied } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, callsOf, widths } from './begin.ts';
import { faultName, faults } from './faults.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** Every kind of fault at every call of every workload, one call and eight at a time. */
export async function single(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      const calls = await callsOf(workload, width);
      for (let nth = 1; nth <= calls; nth += 1) {
        for (const fault of faults) {
          const where = `${workload.name}, width ${width}, call ${nth}: ${faultName(fault)}`;
          await tally.point(where, async () => {
            const sim = begin(workload);
            sim.inject({ ...fault, path: '*', nth } as FaultInput);
            const run = await applyIn(sim, { width });
            const found = brokenBy({ sim, workload, run, calm: fault.kind !== 'late' });
            if (found.length > 0) return found;
            const own = [
              ...(isPassing(fault) ? givenUp(run) : []),
              ...(width === 1 ? goneOn(sim, fault, nth) : []),
            ];
            return own.length > 0 ? own : heal(sim, workload);
          });
        }
      }
    }
  }
}

/**
 * What is over with the next attempt: it must not make a step fail. Not of them: a token that is refused while the server gives
 * out the same one again, and an answer to a read that is slow or no answer at all; kefu stops there, and says so.
 */
function isPassing(fault: FaultInput): boolean {
  if (fault.kind === 'errcode') return fault.errcode === -1 || fault.errcode === 45011;
  if (fault.kind === 'html') return fault.status !== 200;
  return fault.kind === 'refuse' || fault.kind === 'reset';
}

/** passing faults are overcome: one that strikes a single call makes no step fail, and none is skipped for it. */
function givenUp({ outcome }: Run): Broken[] {
  if (outcome?.kind !== 'ended' || outcome.ending.kind !== 'applied') return [];
  const failed = outcome.ending.report.results.find(
    ({ status }) => status === 'failed' || status === 'skipped',
  );
  return failed
    ? [
        `passing faults are overcome: ${failed.label} ${failed.step} is told as ${failed.status}: ${failed.note}`,
      ]
    : [];
}

/** stops: once WeChat answers a write that the day's quota is used up, nothing more is written. */
function goneOn({ arrivals }: SimWorld, fault: FaultInput, nth: number): Broken[] {
  const isUsedUp = fault.kind === 'errcode' && fault.errcode === 45009;
  const isOver = isUsedUp && isWrite(arrivals[nth - 1]?.path ?? '');
  const write = isOver ? arrivals.slice(nth).find(({ path }) => isWrite(path)) : undefined;
  return write ? [`stops: ${write.path} of ${write.about} was sent after the quota was used up`] : [];
}
