import { dirname } from 'node:path';
import type { Applied } from '../applier/apply.ts';
import { inspectPicture } from '../avatars/inspect.ts';
import { inversePlanPath, keepPicture, readKeptPicture } from '../backend/inverse-folder.ts';
import { writePlanFile } from '../backend/plan-file.ts';
import type { AccountId } from '../model/account.ts';
import type { AvatarFile, Desired } from '../model/desired.ts';
import { Failure } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { planDocument } from '../model/plan-document.ts';
import { desiredFromPlan } from '../planner/inverse.ts';
import { type Planned, planInverse } from '../reconcile.ts';
import { headerOf, type PlanFlags } from './plan-options.ts';
import type { OpenAccount } from './wiring.ts';

/** A month: an inverse is for regret, which comes late. */
const validHours = 24 * 30;

/**
 * Fetches and keeps the live pictures that a plan overwrites or deletes, so that they can be brought back. What can't be
 * fetched or written is not kept; the inverse plan says so.
 */
export async function keepOverwritten(
  plan: Plan,
  { wechat, stateFile }: OpenAccount,
): Promise<ReadonlyMap<AccountId, AvatarFile>> {
  const kept = new Map<AccountId, AvatarFile>();
  for (const { account, observed, changes } of plan.accountChanges) {
    const overwrites = changes.some(({ kind }) => kind === 'upload-avatar' || kind === 'delete-account');
    if (!overwrites || !observed?.avatarUrl) continue;
    const bytes = await wechat.pictures.fetch(observed.avatarUrl);
    const seen = bytes && inspectPicture(bytes);
    if (!bytes || !seen?.ok) continue;
    const written = await keepPicture(inversePlanPath(stateFile), account, bytes).catch(() => undefined);
    if (!written) continue;
    const { path, sha256 } = written;
    const { format, width, height } = seen;
    kept.set(account, { path, sha256, format, width, height, bytes });
  }
  return kept;
}

/** Writes the plan that takes an apply back. Resolves to its path, or to undefined when there is nothing to take back. */
export async function writeInverse(
  account: OpenAccount,
  planned: Planned,
  applied: Applied,
  kept: ReadonlyMap<AccountId, AvatarFile>,
  flags: PlanFlags,
): Promise<string | undefined> {
  const inverse = planInverse(account.desired, planned, applied, kept);
  if (!inverse) return undefined;
  const path = inversePlanPath(account.stateFile);
  const header = {
    ...headerOf(account, flags, validHours),
    origin: 'inverse',
    writeUnverifiable: false,
  } as const;
  await writePlanFile(path, planDocument(inverse, header));
  return path;
}

/** The desired state of an inverse plan, its pictures read from beside it. Rejects with a `Failure` when one is gone. */
export async function desiredOfInverse(plan: Plan, planPath: string, desired: Desired): Promise<Desired> {
  const files = new Map<string, AvatarFile>();
  for (const { account, changes } of plan.accountChanges) {
    for (const change of changes) {
      if (change.kind !== 'upload-avatar') continue;
      const bytes = await readKeptPicture(planPath, account, change.avatar.sha256);
      if (!bytes) throw pictureGone(change.avatar.path, planPath);
      files.set(change.avatar.sha256, { ...change.avatar, bytes });
    }
  }
  return desiredFromPlan(plan, desired, files);
}

function pictureGone(path: string, planPath: string): Failure {
  return new Failure(
    'config',
    'inverse-picture-gone',
    `The inverse plan needs ${path}, which is gone or was changed.`,
    {
      hint: `Put it back into ${dirname(planPath)}; kefu kept it there when it applied.`,
    },
  );
}
