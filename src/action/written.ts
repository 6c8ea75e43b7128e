// Which of a step's files this step wrote; what an earlier one left under their names is removed, so that no later step
// takes it for this one's.
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The files that a step may write. Absolute. */
export interface StepFiles {
  /** A file, or the folder of a fleet plan. */
  readonly planPath?: string;
  readonly markdownPath?: string;
}

/** Remembers what is there before the step; the function tells afterwards which of the files the step wrote. */
export async function watched({ planPath, markdownPath }: StepFiles): Promise<() => Promise<StepFiles>> {
  const plan = await changeOf(planPath, removePlan);
  const markdown = await changeOf(markdownPath, (file) => rm(file, { force: true }));
  return async () => {
    const [writtenPlan, writtenMarkdown] = [await plan(), await markdown()];
    return {
      ...(writtenPlan === undefined ? {} : { planPath: writtenPlan }),
      ...(writtenMarkdown === undefined ? {} : { markdownPath: writtenMarkdown }),
    };
  };
}

/** Resolves to the path when it was written since, else to undefined with what is there removed. */
async function changeOf(
  file: string | undefined,
  remove: (file: string) => Promise<void>,
): Promise<() => Promise<string | undefined>> {
  if (file === undefined) return async () => undefined;
  const before = await mark(file);
  return async () => {
    const after = await mark(file);
    if (after !== undefined && after !== before) return file;
    if (after !== undefined) await remove(file);
    return undefined;
  };
}

/** Another one whenever the file was written or put in its place; a fleet plan is as new as its index. */
async function mark(file: string): Promise<string | undefined> {
  const found = (await statOf(path.join(file, 'fleet.json'))) ?? (await statOf(file));
  return found?.isFile() ? `${found.ino} ${found.mtimeNs} ${found.size}` : undefined;
}

function statOf(file: string) {
  return stat(file, { bigint: true }).catch(() => undefined);
}

/** A plan only: a name that was given by mistake must not cost somebody's file. */
async function removePlan(file: string): Promise<void> {
  const index = path.join(file, 'fleet.json');
  const isFolder = (await statOf(index)) !== undefined;
  if (isFolder) return rm(index);
  const text = await readFile(file, 'utf8').catch(() => '');
  if (/^\s*\{[\s\S]*"plan_digest"\s*:/.test(text)) await rm(file);
}
