// The story of one official account: open → plan → apply. The command line and the library both tell it from here.
import { readPlanFile } from './backend/plan-file.ts';
import type { PlanDocument } from './documents/plan.ts';
import { planOf } from './documents/read-plan.ts';
import { type Applied, applyPlan } from './engine/apply.ts';
import type { ApplyWorld, Settle } from './engine/context.ts';
import type { Address } from './model/address.ts';
import type { Lock } from './model/backend.ts';
import type { AvatarFile } from './model/desired.ts';
import { diagnosticOf, Failure } from './model/failure.ts';
import { hasChanges } from './model/plan.ts';
import type { Progress } from './model/ports.ts';
import type { Intent } from './model/recorded.ts';
import type { Report } from './model/report.ts';
import { beginEntry, endEntry } from './reconcile/history.ts';
import { keepOverwritten, wantsOfSaved, writeInverse } from './reconcile/inverse.ts';
import { apiOf, type OpenAccount } from './reconcile/open.ts';
import { type Planned, type PlanOptions, planAccount, type SavedPlan } from './reconcile/plan.ts';
import { prepareToSend } from './reconcile/prepare.ts';
import { checkSavedPlan } from './reconcile/saved-plan.ts';
import { say } from './words/en/runs.ts';
import { told, toldAs } from './words/say.ts';

export { type OpenAccount, type OpenOptions, openAccount } from './reconcile/open.ts';
export { type Planned, type PlanOptions, planAccount } from './reconcile/plan.ts';

/** How an apply is done. */
export interface ApplyOptions extends PlanOptions {
  /** A plan that was saved and reviewed; only what is still valid of it is applied. */
  readonly saved?: {
    readonly document: PlanDocument;
    readonly path: string;
    /** It may have been applied to the end by a run that could not say so: then what it asks for is there already. */
    readonly again?: boolean;
  };
  /** Refuse all of a saved plan when one of its objects moved. */
  readonly strict?: boolean;
  /** Calls that are sent at the same time; by default what the config says, else 8. */
  readonly parallelism?: number;
  /** How long to wait for another apply that holds the lock. 0: not at all. */
  readonly lockTimeoutMs?: number;
  /** How long a request without an answer may still take effect. 5 seconds by default; an assumption, not WeChat's word. */
  readonly settleMs?: number;
}

/** What an apply asks and tells its caller. Everything has a default but the approval. */
export interface ApplyHooks {
  /** Whether to go on, asked once the plan is known; never asked for a plan that is held or has nothing to do. */
  approve(planned: Planned): Promise<boolean>;
  readonly progress?: Progress;
  /** Abort it to start no new write; what is in flight is finished and read back. */
  readonly stop?: AbortSignal;
  /** Writes of an earlier run whose outcome was never known. */
  interrupted?(intents: readonly Intent[]): void;
  /** The plan, before anything else is asked or sent: refuse here by rejecting, and nothing was sent. */
  planned?(planned: Planned): void | Promise<void>;
}

/** How an apply ended. `held`: by a guard. `declined`: not approved. */
export type ApplyEnding =
  | { readonly kind: 'held'; readonly planned: Planned }
  | { readonly kind: 'declined'; readonly planned: Planned }
  | {
      readonly kind: 'applied';
      readonly planned: Planned;
      readonly report: Report;
      /** Path of the plan that takes it back. */
      readonly inverse?: string;
      /** Why that plan could not be written. */
      readonly inverseFault?: Failure;
      /** Why the history does not tell how it ended. */
      readonly historyFault?: Failure;
    };

const defaultParallelism = 8;
const defaultSettleMs = 5000;

/** Reads a saved plan. Rejects with a `Failure` for anything but the very bytes that kefu wrote. */
export async function readSavedPlan(
  path: string,
  { kinds, planKey }: Pick<OpenAccount, 'kinds' | 'planKey'>,
): Promise<{ readonly document: PlanDocument; readonly path: string }> {
  return { document: await readPlanFile(path, kinds, planKey), path };
}

/**
 * Makes the official account as the config says, or does what a saved plan says, or less: under the lock of its state file,
 * after settling what an earlier run left open, with every picture made ready before the first write, read back as a whole,
 * recorded, and with a plan beside it that takes it back. Rejects with a `Failure` while nothing has been sent; afterwards
 * it resolves to a report, whatever WeChat, the network or the disk do.
 */
export async function applyAccount(
  account: OpenAccount,
  options: ApplyOptions,
  hooks: ApplyHooks,
): Promise<ApplyEnding> {
  const lock = await account.memory.takeLock(options.lockTimeoutMs ?? 0);
  try {
    return await applyLocked(account, lock, options, hooks);
  } finally {
    await lock.release();
  }
}

async function applyLocked(
  account: OpenAccount,
  lock: Lock,
  options: ApplyOptions,
  hooks: ApplyHooks,
): Promise<ApplyEnding> {
  const world = applyWorldOf(account, lock, options, hooks);
  const saved = await savedPlanOf(account, options);
  const intents = await settleInterrupted(world);
  if (intents.length > 0) hooks.interrupted?.(intents);
  const planned = await planAccount(account, options, saved);
  if (options.strict) refuseMoved(planned);
  const ready = await prepareToSend(planned, account);
  await hooks.planned?.(planned);
  const { plan } = planned;
  if (plan.guards.length > 0) return { kind: 'held', planned };
  if (hasChanges(plan) && !(await hooks.approve(planned))) return { kind: 'declined', planned };
  const kept = await keepOverwritten(plan, account, world);
  const entry = await beginEntry(account, planned, lock, options.saved?.document.plan_digest);
  const applied = await applyPlan(applyInputOf(account, planned, ready, options), world);
  const historyFault = await endEntry(entry, account, applied.report, lock);
  const inverse = await inverseOf(account, planned, applied, kept, options);
  return {
    kind: 'applied',
    planned,
    report: withFaults(applied.report, [historyFault, inverse.inverseFault]),
    ...(historyFault ? { historyFault } : {}),
    ...inverse,
  };
}

/** What could not be written beside the run is found wrong in its report, whoever reads that. */
function withFaults(report: Report, faults: readonly (Failure | undefined)[]): Report {
  const found = faults.flatMap((fault) => (fault ? [diagnosticOf(fault)] : []));
  return found.length === 0 ? report : { ...report, warnings: [...report.warnings, ...found] };
}

/** A saved plan must fit this config; an inverse one brings its own wants. */
async function savedPlanOf(account: OpenAccount, { saved }: ApplyOptions): Promise<SavedPlan | undefined> {
  if (!saved) return undefined;
  const { document, path, again = false } = saved;
  const recorded = again ? undefined : await account.memory.state.read();
  checkSavedPlan(document, account.desired, recorded, account.clock.now());
  const plan = planOf(document);
  return document.origin === 'inverse' ? { plan, wants: await wantsOfSaved(plan, path, account) } : { plan };
}

/**
 * When an earlier run ended in the middle of a write, waits until that write can no longer take effect, so that the lists
 * read next are the truth. Resolves to what was interrupted.
 */
async function settleInterrupted({ store, clock, progress, settle }: ApplyWorld): Promise<readonly Intent[]> {
  const intents = (await store.read())?.intents ?? [];
  if (intents.length === 0) return intents;
  const reason = say('earlier-write-open');
  progress({ kind: 'waiting', ...toldAs({ reason }), seconds: settle.unknownMs / 1000 });
  await clock.sleep(settle.unknownMs);
  return intents;
}

function refuseMoved({ judged }: Planned): void {
  const moved = judged.filter(({ judgement }) => judgement === 'changed-meanwhile');
  if (moved.length === 0) return;
  const names = moved.map(({ change }) => change.label);
  throw new Failure('stale', 'plan-moved', told(say('plan-moved', { names }), say('plan-anew')));
}

/** Losing the lock stops a run as its caller may: no new write, what is in flight is finished and read back. */
function applyWorldOf(
  account: OpenAccount,
  { state, lost }: Lock,
  options: ApplyOptions,
  hooks: ApplyHooks,
): ApplyWorld {
  return {
    api: apiOf(account, options.fetchAvatars),
    store: state,
    clock: account.clock,
    progress: hooks.progress ?? (() => {}),
    settle: settleOf(options.settleMs ?? defaultSettleMs),
    stop: hooks.stop ? AbortSignal.any([hooks.stop, lost]) : lost,
  };
}

function settleOf(unknownMs: number): Settle {
  return { unknownMs, lagMs: unknownMs * 0.4, readBackMs: unknownMs * 2 };
}

function applyInputOf(
  { kinds, desired }: OpenAccount,
  { plan, judged, input, readAt }: Planned,
  ready: ReadonlyMap<string, unknown>,
  { saved, allow, parallelism = desired.policy.parallelism ?? defaultParallelism }: ApplyOptions,
) {
  const { wants, recorded, readings } = input;
  return {
    kinds,
    plan,
    desired: input.desired,
    wants,
    judged,
    recorded,
    readings,
    readAt,
    ready,
    allow,
    parallelism,
    ...(saved ? { planDigest: saved.document.plan_digest } : {}),
  };
}

/** A fault in writing the inverse is told, but must not hide what became of the objects. */
async function inverseOf(
  account: OpenAccount,
  planned: Planned,
  applied: Applied,
  kept: ReadonlyMap<Address, AvatarFile>,
  options: ApplyOptions,
): Promise<{ readonly inverse?: string; readonly inverseFault?: Failure }> {
  try {
    const inverse = await writeInverse(account, planned, applied, kept, options);
    return inverse === undefined ? {} : { inverse };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { inverseFault: error };
  }
}
