// Every example. The files for Gitee Go, 云效 Flow and CNB are run step by step, in the order in which the steps stand there.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { gitea, github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { jenkins } from './jenkins.ts';
import { exampleYaml, type Pipeline, type Seen, type Stage } from './pipeline.ts';
import { copyFiles } from './repository.ts';

/** A step: a script, or the upload of the files that these patterns name. */
type Step = { readonly run: string } | { readonly keep: readonly string[] };

/** What an event starts: steps until one fails, then what comes at the end whatever became of them. */
interface Job {
  readonly steps: readonly Step[];
  readonly atTheEnd?: readonly Step[];
}

interface GiteeFile {
  version: string;
  name: string;
  triggers: Record<string, unknown>;
  stages: { name: string; trigger: string; steps: { step: string; script: string[] }[] }[];
}
export const giteeFile = (file: string) => exampleYaml(`gitee/${file}`) as GiteeFile;
const giteeJob = (file: string, stage: string): Job => ({
  steps: giteeFile(file)
    .stages.filter(({ name }) => name === stage)
    .flatMap(({ steps }) => steps.map(({ script }) => ({ run: script.join('\n') }))),
});

type FlowStep =
  | { step: 'Command'; with: { run: string } }
  | { step: 'ArtifactUpload'; with: { filePath: string[] } };
interface FlowFile {
  stages: Record<string, { jobs: Record<string, { component?: string; steps?: Record<string, FlowStep> }> }>;
}
export const flowFile = (file: string) => exampleYaml(`flow/${file}`) as FlowFile;
const flowJob = (file: string, stage: string): Job => ({
  steps: Object.values(flowFile(file).stages[stage]?.jobs ?? {}).flatMap(({ steps = {} }) =>
    Object.values(steps).map((step) =>
      step.step === 'Command' ? { run: step.with.run } : { keep: step.with.filePath },
    ),
  ),
});

type CnbStep = { name: string; script: string } | { name: string; settings: { attachments: string[] } };
type CnbFile = Record<string, Record<string, { stages: CnbStep[]; endStages?: CnbStep[] }[]>>;
export const cnbFile = exampleYaml('cnb/.cnb.yml') as CnbFile;
const cnbStep = (step: CnbStep): Step =>
  'script' in step ? { run: step.script } : { keep: step.settings.attachments };
const cnbJob = (branch: string, event: string): Job => ({
  steps: (cnbFile[branch]?.[event] ?? []).flatMap(({ stages }) => stages.map(cnbStep)),
  atTheEnd: (cnbFile[branch]?.[event] ?? []).flatMap(({ endStages = [] }) => endStages.map(cnbStep)),
});
export const cnbScript = (branch: string, event: string) =>
  cnbJob(branch, event)
    .steps.map((step) => ('run' in step ? step.run : ''))
    .join('\n');

const jobs = {
  'Gitee Go': {
    review: giteeJob('kefu-pr.yml', 'plan'),
    plan: giteeJob('kefu-apply.yml', 'plan'),
    apply: giteeJob('kefu-apply.yml', 'apply'),
    drift: giteeJob('kefu-drift.yml', 'look'),
  },
  '云效 Flow': {
    review: flowJob('kefu-review.yml', 'plan'),
    plan: flowJob('kefu.yml', 'plan'),
    apply: flowJob('kefu.yml', 'apply'),
    drift: flowJob('kefu-drift.yml', 'look'),
  },
  CNB: {
    review: cnbJob('$', 'pull_request'),
    plan: cnbJob('main', 'push'),
    apply: cnbJob('main', 'api_trigger'),
    drift: cnbJob('main', 'crontab: 17 3 * * *'),
  },
};

const giteeEnv = ({ there }: Stage) => ({
  GITEE_PULL_ID: '7',
  GITEE_SOURCE_COMMIT: 'abcdef1',
  GITEE_COMMIT: 'abcdef0',
  KEFU_API_URL: there.url,
  KEFU_REPOSITORY: 'team/shop',
});
const flowEnv = ({ there }: Stage) => ({
  CI_COMMIT_SHA: 'abcdef0',
  CI_COMMIT_REF_NAME: 'rename',
  KEFU_API_URL: there.url,
});
const cnbEnv = ({ there }: Stage) => ({
  CNB_API_ENDPOINT: there.url,
  CNB_REPO_SLUG: 'team/shop',
  CNB_PULL_REQUEST_IID: '7',
  CNB_TOKEN: 'token',
  CNB_PULL_REQUEST_SHA: 'abcdef1',
  CNB_COMMIT: 'abcdef0',
  CNB_BUILD_WEB_URL: 'https://cnb.example/team/shop/-/build/logs/41',
  CNB_BUILD_ID: 'cnb-1',
});

const uploads = ({ shop }: Stage) => join(shop.folder, 'uploads');

async function runJob(job: Job, stage: Stage, env: Readonly<Record<string, string>>): Promise<Seen> {
  const machine = stage.shop.checkOut();
  let [exit, log]: [number | null, string] = [0, ''];
  const runStep = async (step: Step) => {
    if ('keep' in step) {
      copyFiles(globSync([...step.keep], { cwd: machine }), machine, uploads(stage));
      return 0;
    }
    const ended = await stage.shop.run(step.run, machine, env);
    log += ended.out;
    return ended.exit;
  };
  for (const step of job.steps) if (exit === 0) exit = await runStep(step);
  for (const step of job.atTheEnd ?? []) await runStep(step);
  return { exit, log };
}

function pipelineOf(
  { review, plan, apply, drift }: Readonly<Record<'review' | 'plan' | 'apply' | 'drift', Job>>,
  envOf: (stage: Stage) => Record<string, string>,
): Omit<Pipeline, 'files' | 'kept' | 'origin'> {
  const run = (job: Job) => (stage: Stage, digest?: string) =>
    runJob(job, stage, { ...stage.env, ...envOf(stage), DIGEST: digest ?? '' });
  return { review: run(review), plan: run(plan), apply: run(apply), drift: run(drift) };
}

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

export const pipelines: Readonly<Record<string, Pipeline>> = {
  GitHub: github,
  GitLab: gitlab,
  'Gitea and Forgejo': gitea,
  Jenkins: jenkins,
  'Gitee Go': {
    ...pipelineOf(jobs['Gitee Go'], giteeEnv),
    files: {
      review: 'gitee/kefu-pr.yml',
      plan: 'gitee/kefu-apply.yml',
      apply: 'gitee/kefu-apply.yml',
      drift: 'gitee/kefu-drift.yml',
    },
    origin: ['abcdef1'],
    // The home of the host that runs the plan and the apply.
    kept: ({ shop }, file) => textOf(join(shop.folder, 'kefu-out-abcdef0', file)),
  },
  '云效 Flow': {
    ...pipelineOf(jobs['云效 Flow'], flowEnv),
    files: {
      review: 'flow/kefu-review.yml',
      plan: 'flow/kefu.yml',
      apply: 'flow/kefu.yml',
      drift: 'flow/kefu-drift.yml',
    },
    origin: ['abcdef0'],
    kept: (stage, file) => textOf(join(uploads(stage), 'kefu-out', file)),
  },
  CNB: {
    ...pipelineOf(jobs.CNB, cnbEnv),
    files: { review: 'cnb/.cnb.yml', plan: 'cnb/.cnb.yml', apply: 'cnb/.cnb.yml', drift: 'cnb/.cnb.yml' },
    takesDigest: true,
    origin: ['abcdef1', 'https://cnb.example/team/shop/-/build/logs/41'],
    kept: (stage, file) => {
      const archive = join(uploads(stage), 'kefu-apply-cnb-1.tar.gz');
      if (!existsSync(archive)) return undefined;
      execFileSync('tar', ['-xzf', archive, '-C', uploads(stage)]);
      return textOf(join(uploads(stage), 'kefu-out', file));
    },
  },
};
