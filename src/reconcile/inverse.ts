import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inspectPicture } from '../avatars/inspect.ts';
import { keepPicture, keptInversePath, readKeptPicture } from '../backend/inverse-folder.ts';
import { planNotWritable, readPlanFile, writePlanFile } from '../backend/plan-file.ts';
import { planDocument } from '../documents/plan.ts';
import type { Applied } from '../engine/apply.ts';
import type { ApplyWorld } from '../engine/context.ts';
import { type Wants, wantsOf } from '../engine/input.ts';
import { planInverse, wantsOfInverse } from '../engine/inverse.ts';
import { kindNamed, rulesOf } from '../engine/rules.ts';
import { readNamed } from '../files/read-carefully.ts';
import { type Address, addressOf } from '../model/address.ts';
import type { AvatarFile } from '../model/desired.ts';
import { Failure } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { say as run } from '../words/en/runs.ts';
import { told } from '../words/say.ts';
import { headerOf } from './header.ts';
import type { OpenAccount } from './open.ts';
import type { Planned, PlanOptions } from './plan.ts';

/** A month: an inverse is for regret, which comes late. */
const validHours = 24 * 30;

/**
 * Fetches and keeps the live pictures that a plan overwrites or deletes, so that they can be brought back; none any more once
 * the run is to stop. What can't or may not be fetched, or can't be written, is not kept; the inverse plan says so.
 */
export async function keepOverwritten(
  plan: Plan,
  { memory, kinds }: OpenAccount,
  { api, stop }: Pick<ApplyWorld, 'api' | 'stop'>,
): Promise<ReadonlyMap<Address, AvatarFile>> {
  const kept = new Map<Address, AvatarFile>();
  for (const change of plan.changes) {
    if (stop.aborted) break;
    const url = kindNamed(kinds, change.kind).overwrittenPicture?.(change);
    if (url === undefined) continue;
    const bytes = await api.pictures.fetch(url);
    const seen = bytes && inspectPicture(bytes);
    if (!bytes || !seen?.ok) continue;
    const written = await keepPicture(memory.inversePlan, change.name, bytes).catch(() => undefined);
    if (!written) continue;
    const { path, sha256 } = written;
    const { format, width, height } = seen;
    kept.set(addressOf(change), { path, sha256, format, width, height, bytes });
  }
  return kept;
}

/** Writes the plan that takes an apply back. Resolves to its path, or to undefined when there is nothing to take back. */
export async function writeInverse(
  account: OpenAccount,
  { plan }: Planned,
  { after }: Applied,
  kept: ReadonlyMap<Address, AvatarFile>,
  options: PlanOptions,
): Promise<string | undefined> {
  if (!after) return undefined;
  const { kinds, desired, memory } = account;
  const inverse = planInverse({
    ...after,
    kinds,
    desired,
    applied: plan,
    kept,
    configWants: wantsOf(kinds, desired),
  });
  if (!inverse) return undefined;
  const path = memory.inversePlan;
  await keepUnfinished(path, account);
  const header = headerOf(account, { ...options, writeUnverifiable: false }, validHours, 'inverse');
  await writePlanFile(path, planDocument(inverse, header, kinds), run('keep-inverse-elsewhere'));
  return path;
}

/** No plan is larger. */
const mostBytes = 64 * 1024 * 1024;

/** An inverse plan that was not applied to the end stays, under its digest. Rejects with a `Failure` when it can't. */
async function keepUnfinished(path: string, account: OpenAccount): Promise<void> {
  const digest = await unfinishedAt(path, account);
  if (digest === undefined) return;
  const kept = keptInversePath(path, digest);
  await rename(path, kept).catch((error) => {
    throw planNotWritable(say('the-plan', { file: visible(kept) }), error);
  });
}

async function unfinishedAt(
  path: string,
  { kinds, memory, planKey }: OpenAccount,
): Promise<string | undefined> {
  const read = await readNamed(path, mostBytes);
  if (!read.ok) return undefined;
  // Whatever is no plan to us now, for want of its key or of the record, may be wanted later.
  const byBytes = () => `sha256:${createHash('sha256').update(read.bytes).digest('hex')}`;
  try {
    const { plan_digest: digest } = await readPlanFile(path, kinds, planKey);
    return (await memory.state.read())?.appliedPlans.includes(digest) ? undefined : digest;
  } catch (error) {
    if (error instanceof Failure) return byBytes();
    throw error;
  }
}

/** What an inverse plan wants, its pictures read from beside it. Rejects with a `Failure` when one is gone. */
export async function wantsOfSaved(plan: Plan, planPath: string, account: OpenAccount): Promise<Wants> {
  const { kinds, desired } = account;
  const files = new Map<string, AvatarFile>();
  for (const change of plan.changes) {
    const kind = kindNamed(kinds, change.kind);
    for (const step of change.steps) {
      const picture = rulesOf(kind, step).picture?.(step);
      if (!picture) continue;
      const bytes = await readKeptPicture(planPath, change.name, picture.sha256);
      const seen = bytes && inspectPicture(bytes);
      if (!bytes || !seen?.ok) throw pictureGone(picture.path, planPath);
      const { format, width, height } = seen;
      files.set(picture.sha256, { ...picture, format, width, height, bytes });
    }
  }
  return wantsOfInverse(kinds, plan, wantsOf(kinds, desired), files);
}

function pictureGone(path: string, planPath: string): Failure {
  return new Failure(
    'config',
    'inverse-picture-gone',
    told(run('inverse-picture-gone', { path }), run('put-picture-back', { folder: dirname(planPath) })),
  );
}
