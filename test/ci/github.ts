// The examples for GitHub, and for Gitea and Forgejo: which jobs an event starts, by their conditions and needs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples, type Pipeline, type Seen, type Stage } from './pipeline.ts';
import { headCommit, isRun, type Job, type JobRun, readWorkflow, runJob, type Workflow } from './workflow.ts';

const values = ({ env }: Stage) => ({
  ...Object.fromEntries(Object.entries(env).map(([name, value]) => [`secrets.${name}`, value])),
  'github.token': 'token-of-the-job',
  'github.event.pull_request.number': '7',
  'github.event.pull_request.head.repo.full_name': 'team/shop',
  'github.repository': 'team/shop',
  'github.ref': 'refs/heads/main',
});

/** GitHub's own commit is that of a merge that nobody made. */
const ofRun = {
  GITHUB_SHA: 'f00d1e5f00d1e5f00d1e5f00d1e5f00d1e5f00d1',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_RUN_ID: '41',
};
const runAddress = 'https://github.example/team/shop/actions/runs/41';

/** Runs the jobs of an event in order, those whose condition holds; a job may ask what its needs gave. */
async function runJobs(
  stage: Stage,
  workflow: Workflow,
  names: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<Seen & { readonly given: Readonly<Record<string, string>> }> {
  let given: Record<string, string> = { ...values(stage), ...more };
  const runs: JobRun[] = [];
  for (const name of names) {
    if (!starts(workflow, name, runs, given)) continue;
    const run = await runJob(stage.shop, workflow, name, {
      values: given,
      env: { GITHUB_API_URL: stage.there.url, GITHUB_REPOSITORY: 'team/shop', ...ofRun },
    });
    runs.push(run);
    const outputs = Object.entries(run.outputs).map(([key, value]) => [
      `needs.${name}.outputs.${key}`,
      value,
    ]);
    given = { ...given, ...Object.fromEntries(outputs) };
  }
  const failed = runs.find((run) => run.failed !== undefined)?.failed;
  return { exit: failed ? failed.exit : 0, log: runs.map(({ out }) => out).join(''), given };
}

/** Whether a job starts after the others of its event: only what it needs may have failed it. */
function starts(
  workflow: Workflow,
  name: string,
  runs: readonly JobRun[],
  given: Readonly<Record<string, string>>,
): boolean {
  const { if: condition, needs } = workflow.jobs[name] as Job;
  const hasFailed = needs !== undefined && runs.some(({ failed }) => failed !== undefined);
  return isRun(condition ?? 'success()', hasFailed, {}, given);
}

const [plan, apply, drift] = ['kefu-plan.yml', 'kefu-apply.yml', 'kefu-drift.yml'].map((file) =>
  readWorkflow(file),
) as [Workflow, Workflow, Workflow];

export const github: Pipeline = {
  files: {
    review: 'github/kefu-plan.yml',
    plan: 'github/kefu-apply.yml',
    apply: 'github/kefu-apply.yml',
    drift: 'github/kefu-drift.yml',
  },
  origin: [headCommit, runAddress],
  review: (stage) =>
    runJobs(stage, plan, ['validate', 'plan', 'comment'], { 'github.event_name': 'pull_request' }),
  plan: async (stage) => {
    const seen = await runJobs(stage, apply, ['plan'], { 'github.event_name': 'push' });
    const failed = seen.exit === 0 ? [] : [{ failed: {} } as JobRun];
    return { ...seen, asks: starts(apply, 'apply', failed, seen.given) };
  },
  apply: (stage) =>
    runJobs(stage, apply, ['apply'], {
      'github.event_name': 'push',
      'needs.plan.outputs.has-changes': 'true',
    }),
  drift: (stage) => runJobs(stage, drift, ['drift'], { 'github.event_name': 'schedule' }),
  kept: keptByApply,
};

const giteaFile = readWorkflow('kefu.yml', join(examples, 'gitea'));

export const gitea: Pipeline = {
  files: {
    review: 'gitea/kefu.yml',
    plan: 'gitea/kefu.yml',
    apply: 'gitea/kefu.yml',
    drift: 'gitea/kefu.yml',
  },
  takesDigest: true,
  origin: [ofRun.GITHUB_SHA, runAddress],
  review: (stage) => runJobs(stage, giteaFile, jobsOf(giteaFile), { 'github.event_name': 'pull_request' }),
  plan: (stage) => runJobs(stage, giteaFile, jobsOf(giteaFile), { 'github.event_name': 'push' }),
  apply: (stage, digest) =>
    runJobs(stage, giteaFile, jobsOf(giteaFile), {
      'github.event_name': 'workflow_dispatch',
      'inputs.digest': digest,
    }),
  drift: (stage) => runJobs(stage, giteaFile, jobsOf(giteaFile), { 'github.event_name': 'schedule' }),
  kept: keptByApply,
};

function jobsOf({ jobs }: Workflow): string[] {
  return Object.keys(jobs);
}

function keptByApply({ shop }: Stage, file: string): string | undefined {
  const path = join(shop.folder, 'artifacts/kefu-apply/kefu-out', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
