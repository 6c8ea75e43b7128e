import type { IndexEntry } from '../documents/fleet-index.ts';
import type { AppliedMember } from '../model/fleet.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/fleets.ts';
import { applyEntry, type FleetApplyOptions, type FleetHooks, withoutApplying } from './apply-entry.ts';
import { inOrder } from './in-order.ts';
import { because, haltOf, type Tally, wavesOf } from './rollout.ts';
import { type FleetWorld, openShared } from './shared-world.ts';

/**
 * Applies the plans of a fleet plan, in waves, so many official accounts at the same time, and yields how each ended in the
 * order of the waves. Each is judged for itself, under its own lock; one that fails stops the others only where the rollout
 * or `onError` says so. Never rejects for what happens to one of them; with a `Failure`, before anything is sent, when there is
 * no such backend.
 */
export async function* applyFleet(
  entries: readonly IndexEntry[],
  options: FleetApplyOptions,
  world: FleetWorld,
  hooks: FleetHooks = {},
): AsyncGenerator<AppliedMember> {
  const shared = await openShared(world);
  try {
    yield* applyInWaves(entries, options, shared.world, hooks);
  } finally {
    await shared.close();
  }
}

async function* applyInWaves(
  entries: readonly IndexEntry[],
  options: FleetApplyOptions,
  world: FleetWorld,
  hooks: FleetHooks,
): AsyncGenerator<AppliedMember> {
  const { width, rollout, onError, stop } = options;
  let tally: Tally = { ended: 0, failed: entries.filter(({ status }) => status !== 'planned').length };
  if (onError === 'continue') tally = { ended: 0, failed: 0 };
  const halt = () => (stop.aborted ? say('run-was-stopped') : haltOf(tally, rollout, onError));
  const work = async (entry: IndexEntry) => {
    const member = await applyEntry(entry, options, world, hooks);
    if (entry.status === 'planned') tally = counted(tally, member);
    hooks.ended?.(member);
    return member;
  };
  for (const wave of wavesOf(entries, rollout, isChanging)) {
    for await (const ended of inOrder(wave, { width, mayBegin: () => halt() === undefined }, work)) {
      yield ended.begun
        ? ended.result
        : await passedOver(ended.task, halt() ?? say('run-was-stopped'), options, world);
    }
  }
}

/** Whether a member fills a wave. */
export function isChanging(entry: IndexEntry): boolean {
  return entry.status === 'planned' && entry.has_changes;
}

function counted({ ended, failed: before }: Tally, member: AppliedMember): Tally {
  return { ended: ended + 1, failed: before + (isFailure(member) ? 1 : 0) };
}

/** `differs` is no failure: all was done, and what is left kefu can't change. */
export function isFailure(member: AppliedMember): boolean {
  return member.kind !== 'applied' || !['as-configured', 'differs'].includes(member.report.verdict.status);
}

/** A member that the run never came to, for this reason. What is known without sending anything stays known. */
export function passedOver(
  entry: IndexEntry,
  why: Saying,
  options: Pick<FleetApplyOptions, 'folder'>,
  world: Pick<FleetWorld, 'env'>,
): Promise<AppliedMember> {
  const { config_file: configFile, name, status } = entry;
  return status === 'planned'
    ? Promise.resolve({ configFile, name, kind: 'not-begun', ...because(why) })
    : withoutApplying(entry, options, world);
}
