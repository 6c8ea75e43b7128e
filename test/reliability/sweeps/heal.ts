import { textAt } from '../world/disk.ts';
import { type Broken, brokenBy, notAsWanted } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { applyIn, planIn, planOf, type Run, settleMs } from '../world/runs.ts';
import { pass } from '../world/time.ts';
import type { Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';

/** What a person lets pass who knows that others deleted accounts. */
export const lossesAllowed = ['live-shrunk', 'emulator-restarted'];

/**
 * Once faults and other people stop: converges (at most two clean runs), idempotent (the one after the first that says so
 * writes nothing, and says that all is as configured), deterministic (its plan, and that of `kefu plan`, are the same, byte
 * for byte; where the world looks closely). `allow`: what a person lets pass who knows what happened.
 */
export async function heal(
  sim: SimWorld,
  workload: Workload,
  fetchAvatars = true,
  allow: readonly string[] = [],
): Promise<Broken[]> {
  sim.world.faults.length = 0;
  await pass(settleMs * 2);
  let run: Run | undefined;
  for (let nth = 1; nth <= 2 && !(run && isDone(run)); nth += 1) {
    run = await applyIn(sim, { width: 8, fetchAvatars, allow });
    const found = brokenBy({ sim, workload, run, calm: true });
    if (found.length > 0) return found.map((one) => `${one} (clean run ${nth})`);
  }
  const missing =
    notAsWanted(sim, fetchAvatars ? new Set() : unseenPictures(sim)) ?? stillThere(sim, workload);
  if (missing) return [`converges: after two clean runs ${missing}: ${run && told(run)}`];
  return quiet(sim, workload, fetchAvatars);
}

function stillThere({ world }: SimWorld, { goes = [] }: Workload): string | undefined {
  const there = new Set([...Object.keys(world.media), ...world.accounts.map(({ account }) => account)]);
  const left = goes.find((one) => there.has(one));
  return left === undefined ? undefined : `${left} is there, which nothing in the config names`;
}

/** Without looking at pictures nobody can tell what an upload without an answer left: the report says so. */
function unseenPictures({ world }: SimWorld): Set<string> {
  return new Set(world.accounts.map(({ account }) => `${account} avatar`));
}

async function quiet(sim: SimWorld, workload: Workload, fetchAvatars: boolean): Promise<Broken[]> {
  const before = sim.arrivals.length;
  const state = textAt('/sim/kefu.state.json');
  const run = await applyIn(sim, { width: 8, fetchAvatars });
  const found = brokenBy({ sim, workload, run, calm: true });
  if (found.length > 0) return found;
  const write = sim.arrivals.slice(before).find(({ path }) => isWrite(path));
  if (write) return [`idempotent: a run with nothing to do sent ${write.path} of ${write.about}`];
  if (textAt('/sim/kefu.state.json') !== state)
    return ['idempotent: a run with nothing to do wrote the state file'];
  if (!isDone(run)) return [`converges: a third run is not as configured: ${told(run)}`];
  const openIntents = JSON.parse(textAt('/sim/kefu.state.json') ?? '{}').intents;
  if (openIntents.length > 0) return ['converges: an intent stays open'];
  if (!sim.looksClosely) return [];
  const [one, other] = [planOf(run), await planIn(sim, { fetchAvatars })];
  return one === other ? [] : ['deterministic: two plans of one world differ'];
}

function isDone({ outcome }: Run): boolean {
  return (
    outcome?.kind === 'ended' &&
    outcome.ending.kind === 'applied' &&
    outcome.ending.report.verdict.status === 'as-configured'
  );
}

export function told({ outcome }: Run): string {
  if (outcome?.kind === 'failed') return outcome.failure.message;
  if (outcome?.kind !== 'ended')
    return `${outcome?.kind} ${outcome?.kind === 'broken' ? (outcome.error as Error).stack : ''}`;
  const { ending } = outcome;
  if (ending.kind !== 'applied')
    return `${ending.kind}: ${ending.planned.plan.guards.map(({ message }) => message).join(' ')}`;
  const { verdict, results, stopped } = ending.report;
  const steps = results.map(({ label, step, status, note }) => `${label} ${step} ${status} (${note})`);
  return [
    verdict.status,
    stopped?.message ?? '',
    verdict.unread ?? '',
    ...steps,
    JSON.stringify(verdict.remaining),
  ].join('; ');
}
