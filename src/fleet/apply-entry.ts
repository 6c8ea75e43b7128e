import { readPlanOfFleet } from '../backend/fleet-folder.ts';
import { failureOf } from '../documents/fleet.ts';
import type { IndexEntry } from '../documents/fleet-index.ts';
import { planOf } from '../documents/read-plan.ts';
import { kinds as allKinds } from '../kinds/kinds.ts';
import type { AppliedMember, Member } from '../model/fleet.ts';
import type { ProgressEvent } from '../model/ports.ts';
import type { Rollout } from '../model/rollout.ts';
import { openSharing } from '../reconcile/open.ts';
import { planTold } from '../reconcile/plan.ts';
import { planKeyOf } from '../reconcile/plan-key.ts';
import { type ApplyOptions, applyAccount, type OpenOptions, type Planned } from '../reconcile.ts';
import { failed } from './plan-fleet.ts';
import type { OnError } from './rollout.ts';
import type { FleetWorld } from './shared-world.ts';

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
  /**
   * What a member that is being applied has to do, before anything of it is written: at first as it was saved, then what is
   * left of it, and what became of the rest.
   */
  readonly begun?: (member: Member, planned: Pick<Planned, 'plan' | 'judged'>) => void;
  readonly progress?: (member: Member, event: ProgressEvent) => void;
  /** One that was begun is left to another process, or to a later try. */
  readonly putBack?: (member: Member) => void;
  /** In the order in which they end. */
  readonly ended?: (member: AppliedMember) => void;
}

/** What is known of a member that nothing is done with: it could not be planned, or a guard holds it. */
export async function withoutApplying(
  entry: IndexEntry,
  { folder }: Pick<FleetApplyOptions, 'folder'>,
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

/**
 * Applies the plan of one member, or tells why not. `again`: it may have been applied to the end by somebody who could not
 * say so. Never rejects.
 */
export async function applyEntry(
  entry: IndexEntry,
  options: FleetApplyOptions,
  world: FleetWorld,
  hooks: FleetHooks,
  again = false,
): Promise<AppliedMember> {
  if (entry.status !== 'planned') return withoutApplying(entry, options, world);
  const member = { configFile: entry.config_file, name: entry.name };
  try {
    const document = await readPlanOfFleet(options.folder, entry, allKinds, planKeyOf(world.env));
    const saved = planOf(document);
    hooks.begun?.(member, { plan: saved, judged: [] });
    const account = await openSharing(entry.config_file, { ...world, mode: 'read-write' });
    try {
      const ending = await applyAccount(
        account,
        {
          ...options,
          // A saved plan is applied as it was reviewed: with the flags it was made with.
          allow: new Set(document.options.allow),
          writeUnverifiable: document.options.write_unverifiable,
          saved: { document, path: entry.plan_file, again },
        },
        {
          approve: async () => true,
          planned: (planned) => hooks.begun?.(member, planned),
          progress: (event) => hooks.progress?.(member, event),
          stop: options.stop,
        },
      );
      const { plan } = ending.planned;
      return ending.kind === 'applied'
        ? { ...member, kind: 'applied', plan: planTold(ending.planned), report: ending.report }
        : { ...member, kind: 'held', plan };
    } finally {
      await account.close();
    }
  } catch (error) {
    return failed(member, error);
  }
}
