// The example for GitLab: a job's scripts run as its runner runs them, each job on a machine of its own.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { exampleText, exampleYaml, type Pipeline, type Seen, type Stage } from './pipeline.ts';
import { copyFiles, type Ended, type Team } from './repository.ts';

export interface GitlabJob {
  readonly stage: string;
  readonly script: readonly string[];
  readonly rules?: readonly { readonly if?: string; readonly when?: string }[];
  readonly environment?: { readonly name: string };
  readonly before_script?: readonly string[];
  readonly after_script?: readonly string[];
  readonly resource_group?: string;
  readonly interruptible?: boolean;
  readonly needs?: readonly unknown[];
  readonly allow_failure?: boolean | { readonly exit_codes: readonly number[] };
  readonly artifacts?: {
    readonly paths?: readonly string[];
    readonly reports?: Readonly<Record<string, string>>;
  };
}

export const gitlabChild = exampleText('gitlab/kefu-apply.yml');
export const gitlabFile = exampleYaml('gitlab/.gitlab-ci.yml') as Record<string, unknown> & {
  readonly stages: readonly string[];
  readonly default: { readonly before_script: readonly string[] };
};
export const gitlabJobNames = ['validate', 'fork', 'plan', 'comment', 'drift'] as const;
export const gitlabJobs = {
  ...(Object.fromEntries(gitlabJobNames.map((name) => [name, gitlabFile[name]])) as Record<
    (typeof gitlabJobNames)[number],
    GitlabJob
  >),
  apply: parse(gitlabChild).apply as GitlabJob,
};

const artifactsOf = (shop: Team) => join(shop.folder, 'artifacts');

/** Runs a job's scripts, and keeps its artifacts. The exit is that of `script`, whatever `after_script` does. */
export async function runGitlabJob(
  shop: Team,
  name: keyof typeof gitlabJobs,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const machine = shop.checkOut();
  copyFiles(['kefu-out'], artifactsOf(shop), machine);
  const { before_script: before = gitlabFile.default.before_script, script, ...job } = gitlabJobs[name];
  const given = { CI_DEFAULT_BRANCH: 'main', GITLAB_CI: 'true', KEFU_PUSH_URL: shop.origin, ...env };
  const ended = await shop.run([...before, ...script].join('\n'), machine, given);
  const after = await shop.run((job.after_script ?? []).join('\n'), machine, given);
  const { paths = [], reports = {} } = job.artifacts ?? {};
  copyFiles([...paths, ...Object.values(reports)], machine, artifactsOf(shop));
  return { exit: ended.exit, out: ended.out + after.out };
}

/** A file of the folder `kefu-out` that a job kept. */
export function keptByGitlab(shop: Team, file: string): string | undefined {
  const path = join(artifactsOf(shop), 'kefu-out', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Whether a job is skipped when one before it failed: of an earlier stage where it names no needs. */
function waitsForOthers({ needs, rules = [] }: GitlabJob): boolean {
  return needs?.length !== 0 && !rules.some(({ when }) => when === 'always');
}

async function runJobs(
  { shop, env }: Stage,
  names: readonly (keyof typeof gitlabJobs)[],
  more: Record<string, string>,
): Promise<Seen> {
  const runs: Ended[] = [];
  for (const name of names) {
    const hasFailed = runs.some(({ exit }) => exit !== 0);
    if (hasFailed && waitsForOthers(gitlabJobs[name])) continue;
    runs.push(await runGitlabJob(shop, name, { ...env, ...more }));
  }
  return { exit: runs.find(({ exit }) => exit !== 0)?.exit ?? 0, log: runs.map(({ out }) => out).join('') };
}

const ofRun = {
  CI_COMMIT_SHA: 'a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4',
  CI_JOB_URL: 'https://gitlab.example/team/shop/-/jobs/41',
};
const onMain = { CI_COMMIT_BRANCH: 'main' };

/** The child pipeline that the plan left has a job that waits. */
function childWaits(shop: Team): boolean {
  const child = parse(keptByGitlab(shop, 'apply.yml') ?? '{}') as Record<string, GitlabJob>;
  return child.apply?.rules?.some(({ when }) => when === 'manual') ?? false;
}

export const gitlab: Pipeline = {
  files: {
    review: 'gitlab/.gitlab-ci.yml',
    plan: 'gitlab/.gitlab-ci.yml',
    apply: 'gitlab/kefu-apply.yml',
    drift: 'gitlab/.gitlab-ci.yml',
  },
  origin: Object.values(ofRun),
  review: (stage) =>
    runJobs(stage, ['validate', 'plan', 'comment'], {
      ...ofRun,
      CI_API_V4_URL: `${stage.there.url}/api/v4`,
      CI_PROJECT_ID: '9',
      CI_MERGE_REQUEST_IID: '7',
    }),
  plan: async (stage) => {
    const seen = await runJobs(stage, ['plan'], onMain);
    return { ...seen, asks: seen.exit === 0 && childWaits(stage.shop) };
  },
  apply: (stage) => runJobs(stage, ['apply'], onMain),
  drift: (stage) => runJobs(stage, ['drift'], onMain),
  kept: ({ shop }, file) => keptByGitlab(shop, file),
};
