// Shared work: any number of equal processes apply one fleet plan together. Each takes the next official account that nobody
// has; one that dies, or loses its lock, leaves its account to the others, who settle what it left open and go on.
import { type AppliedLine, appliedLine } from '../documents/fleet.ts';
import type { FleetIndex, IndexEntry } from '../documents/fleet-index.ts';
import { kinds as allKinds } from '../kinds/kinds.ts';
import type { FleetWork, TakenMember } from '../model/backend.ts';
import { Failure } from '../model/failure.ts';
import type { AppliedMember } from '../model/fleet.ts';
import type { SteadyClock } from '../model/ports.ts';
import { say } from '../words/en/fleets.ts';
import { applyEntry, type FleetApplyOptions, type FleetHooks, withoutApplying } from './apply-entry.ts';
import { isChanging, isFailure } from './apply-fleet.ts';
import { because, haltOf, wavesOf } from './rollout.ts';
import { type FleetWorld, openShared } from './shared-world.ts';

/** A look at the work also without a word from the others: one that was killed says none. Milliseconds. */
const pollMs = 500;
/** How long a member is tried again whose lock somebody has or whose database is away. Milliseconds. */
const patienceMs = 120_000;

/** One process's part in the work. */
interface Part {
  readonly entries: readonly IndexEntry[];
  readonly work: FleetWork;
  readonly options: FleetApplyOptions;
  readonly world: FleetWorld;
  readonly hooks: FleetHooks;
  readonly clock: SteadyClock;
  /** Since when a member could not be ended, by position. */
  readonly troubled: Map<number, number>;
}

/**
 * Does this process's part of the work until all of it is done, by whomever, or the run is stopped. Rejects with a `Failure`
 * when the backend stays away.
 */
export async function shareFleet(
  { official_accounts: entries }: FleetIndex,
  work: FleetWork,
  options: FleetApplyOptions,
  world: FleetWorld & { readonly clock: SteadyClock },
  hooks: FleetHooks = {},
): Promise<void> {
  const shared = await openShared(world);
  const own = { world: shared.world, hooks, clock: world.clock, troubled: new Map() };
  const part = { entries, work, options, ...own };
  try {
    await work.announce(await announced(part));
    const parts = await Promise.allSettled(Array.from({ length: options.width }, () => takePart(part)));
    // What is in flight is finished before anything is closed.
    for (const ended of parts) if (ended.status === 'rejected') throw ended.reason;
  } finally {
    await shared.close();
  }
}

/** Every member with its wave; of those that nothing is done with, how they end is known. */
async function announced({ entries, options, world }: Part) {
  const waves = new Map(
    wavesOf(entries, options.rollout, isChanging).flatMap((wave, index) =>
      wave.map((entry) => [entry, index + 1] as const),
    ),
  );
  const members = [];
  for (const entry of entries) {
    const wave = waves.get(entry) ?? 1;
    if (entry.status === 'planned') members.push({ wave });
    else {
      const ending = endingOf(await withoutApplying(entry, options, world));
      members.push({ wave, ending, failed: options.onError === 'stop' });
    }
  }
  return members;
}

async function takePart(part: Part): Promise<void> {
  const { work, options, clock } = part;
  let awaySince: number | undefined;
  while (!options.stop.aborted) {
    try {
      const taken = await work.take();
      awaySince = undefined;
      if (taken) await endOrPutBack(taken, part);
      else if ((await work.tally()).open === 0) return;
      else await work.changed(pollMs);
    } catch (error) {
      if (!isPassing(error)) throw error;
      awaySince ??= clock.uptime();
      if (clock.uptime() - awaySince > patienceMs) throw error;
      await clock.sleep(pollMs, options.stop);
    }
  }
}

/** What could not be ended is put back: a member that stayed this process's own would keep everybody waiting. */
async function endOrPutBack(taken: TakenMember, part: Part): Promise<void> {
  try {
    await doOne(taken, part);
  } catch (error) {
    await taken.putBack();
    throw error;
  }
}

async function doOne(taken: TakenMember, part: Part): Promise<void> {
  const { entries, work, options, world, hooks, clock, troubled } = part;
  const entry = entries[taken.position];
  if (entry === undefined) throw new Error('the work names a member that the plan does not have');
  const halt = haltOf(await work.tally(), options.rollout, options.onError);
  const member: AppliedMember =
    halt === undefined
      ? await applyEntry(entry, options, world, hooks, taken.again)
      : { configFile: entry.config_file, name: entry.name, kind: 'not-begun', ...because(halt) };
  const since = troubled.get(taken.position) ?? clock.uptime();
  if (isUnfinished(member, options) && clock.uptime() - since < patienceMs) {
    troubled.set(taken.position, since);
    hooks.putBack?.(member);
    await taken.putBack();
    await work.changed(pollMs);
    return;
  }
  const isWell = halt === undefined && !isFailure(member);
  await taken.end(endingOf(member), halt !== undefined ? 'neither' : isWell ? 'well' : 'failed');
  hooks.ended?.(member);
}

/**
 * Whether a member is left for another try: its lock was lost on the way or is somebody's, or its record can't be reached.
 * What the others find is then settled and gone on with. A run that is stopped leaves what it did not begin.
 */
function isUnfinished(member: AppliedMember, { stop }: FleetApplyOptions): boolean {
  if (member.kind === 'failed') return isPassing(member.failure);
  if (member.kind !== 'applied') return false;
  const { stopped, stateFault, verdict } = member.report;
  if (stopped?.code === 'lock-lost' || stateFault !== undefined) return true;
  return stop.aborted && verdict.status !== 'as-configured';
}

const passing = ['locked', 'lock-lost', 'state-moved', 'backend-unreachable'];

function isPassing(error: unknown): boolean {
  return error instanceof Failure && passing.includes(error.code);
}

function endingOf(member: AppliedMember): string {
  return JSON.stringify(appliedLine(member, allKinds));
}

/** How each member of a fleet plan ended so far, in the order of the plan. */
export async function* endingsOf(
  { official_accounts: entries }: FleetIndex,
  work: FleetWork,
): AsyncGenerator<AppliedLine> {
  let position = 0;
  for await (const ending of work.endings()) {
    const entry = entries[position++];
    if (ending !== undefined) yield JSON.parse(ending);
    else if (entry) yield notYet(entry);
  }
  for (const entry of entries.slice(position)) yield notYet(entry);
}

function notYet({ config_file, name }: IndexEntry): AppliedLine {
  return { config_file, name, status: 'not-begun', ...because(say('not-applied-yet')) };
}
