import { readPlanOfFleet } from '../backend/fleet-folder.ts';
import { failureOf } from '../documents/fleet.ts';
import type { IndexEntry } from '../documents/fleet-index.ts';
import { planOf } from '../documents/read-plan.ts';
import { kinds as allKinds } from '../kinds/kinds.ts';
import type { AppliedMember, Member } from '../model/fleet.ts';
import type { ProgressEvent } from '../model/ports.ts';
import type { Rollout } from '../model/rollout.ts';
import { planKeyOf } from '../reconcile/plan-key.ts';
import { type ApplyOptions, applyAccount, type OpenOptions, openAccount } from '../reconcile.ts';
import { inOrder } from './in-order.ts';
import { failed } from './plan-fleet.ts';
import { haltOf, type OnError, type Tally, wavesOf } from './rollout.ts';

/** How a fleet plan is applied. */
export interface FleetApplyOptions
  extends Pick<ApplyOptions, 'strict' | 'parallelism' | 'lockTimeoutMs' | 'settleMs' | 'fetchAvatars'> {
  /** The folder of the fleet plan. */
  readonly folder: string;
  /** Official accounts at the same time. */
  readonly width: number;
  readonly rollout: Rollout;
  readonly onError: OnError;
  /** Aborted to begin no further official account and no new write; what is in flight is finished and read back. */
  readonly stop: AbortSignal;
}

/** What an apply of a fleet tells while it runs. */
export interface FleetHooks {
  readonly progress?: (member: Member, event: ProgressEvent) => void;
  /** In the order in which they end. */
  readonly ended?: (member: AppliedMember) => void;
}

/**
 * Applies the plans of a fleet plan, in waves, so many official accounts at the same time, and yields how each ended in the
 * order of the waves. Each is judged for itself, under its own lock; one that fails stops the others only where the rollout
 * or `onError` says so. Never rejects for what happens to one of them.
 */
export async function* applyFleet(
  entries: readonly IndexEntry[],
  options: FleetApplyOptions,
  world: Omit<OpenOptions, 'mode'>,
  hooks: FleetHooks = {},
): AsyncGenerator<AppliedMember> {
  const { width, rollout, onError, stop } = options;
  let tally: Tally = { ended: 0, failed: entries.filter(({ status }) => status !== 'planned').length };
  if (onError === 'continue') tally = { ended: 0, failed: 0 };
  const halt = () => (stop.aborted ? 'the run was stopped' : haltOf(tally, rollout, onError));
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
        : await passedOver(ended.task, halt() ?? 'the run was stopped', options, world);
    }
  }
}

function isChanging(entry: IndexEntry): boolean {
  return entry.status === 'planned' && entry.has_changes;
}

/** `differs` is no failure: all was done, and what is left kefu can't change. */
function counted({ ended, failed: before }: Tally, member: AppliedMember): Tally {
  const isGood =
    member.kind === 'applied' && ['as-configured', 'differs'].includes(member.report.verdict.status);
  return { ended: ended + 1, failed: before + (isGood ? 0 : 1) };
}

/** What is known without sending anything stays known when the run stops. */
function passedOver(
  entry: IndexEntry,
  why: string,
  options: FleetApplyOptions,
  world: Pick<OpenOptions, 'env'>,
): Promise<AppliedMember> {
  const { config_file: configFile, name, status } = entry;
  return status === 'planned'
    ? Promise.resolve({ configFile, name, kind: 'not-begun', why })
    : withoutApplying(entry, options, world);
}

async function withoutApplying(
  entry: IndexEntry,
  { folder }: FleetApplyOptions,
  { env }: Pick<OpenOptions, 'env'>,
): Promise<AppliedMember> {
  const member = { configFile: entry.config_file, name: entry.name };
  if (entry.status === 'failed') return { ...member, kind: 'failed', failure: failureOf(entry.error) };
  try {
    const document = await readPlanOfFleet(folder, entry, allKinds, planKeyOf(env));
    return { ...member, kind: 'held', plan: planOf(document) };
  } catch (error) {
    return failed(member, error);
  }
}

async function applyEntry(
  entry: IndexEntry,
  options: FleetApplyOptions,
  world: Omit<OpenOptions, 'mode'>,
  { progress }: FleetHooks,
): Promise<AppliedMember> {
  if (entry.status !== 'planned') return withoutApplying(entry, options, world);
  const member = { configFile: entry.config_file, name: entry.name };
  try {
    const document = await readPlanOfFleet(options.folder, entry, allKinds, planKeyOf(world.env));
    const account = await openAccount(entry.config_file, { ...world, mode: 'read-write' });
    try {
      const ending = await applyAccount(
        account,
        {
          ...options,
          // A saved plan is applied as it was reviewed: with the flags it was made with.
          allow: new Set(document.options.allow),
          writeUnverifiable: document.options.write_unverifiable,
          saved: { document, path: entry.plan_file },
        },
        {
          approve: async () => true,
          stop: options.stop,
          ...(progress ? { progress: (event: ProgressEvent) => progress(member, event) } : {}),
        },
      );
      const { plan } = ending.planned;
      return ending.kind === 'applied'
        ? { ...member, kind: 'applied', plan, report: ending.report }
        : { ...member, kind: 'held', plan };
    } finally {
      await account.close();
    }
  } catch (error) {
    return failed(member, error);
  }
}
