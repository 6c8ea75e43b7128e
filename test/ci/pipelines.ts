// Every example. The shell of the files for Gitee Go, 云效 Flow and CNB is put together in the order in which it stands there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitea, github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { jenkins } from './jenkins.ts';
import { exampleYaml, type Pipeline, type Stage } from './pipeline.ts';

interface GiteeFile {
  version: string;
  name: string;
  triggers: Record<string, unknown>;
  stages: { name: string; trigger: string; steps: { step: string; script: string[] }[] }[];
}
export const giteeFile = (file: string) => exampleYaml(`gitee/${file}`) as GiteeFile;
const giteeScript = (file: string, stage: string) =>
  giteeFile(file)
    .stages.filter(({ name }) => name === stage)
    .flatMap(({ steps }) => steps.map(({ script }) => script.join('\n')))
    .join('\n');

interface FlowFile {
  stages: Record<
    string,
    {
      jobs: Record<
        string,
        { component?: string; steps?: Record<string, { step: string; with: { run: string } }> }
      >;
    }
  >;
}
export const flowFile = exampleYaml('flow/kefu.yml') as FlowFile;
const flowScript = (stage: string) =>
  Object.values(flowFile.stages[stage]?.jobs ?? {})
    .flatMap(({ steps = {} }) => Object.values(steps).map((step) => step.with.run))
    .join('\n');

type CnbFile = Record<string, Record<string, { stages: { name: string; script: string }[] }[]>>;
export const cnbFile = exampleYaml('cnb/.cnb.yml') as CnbFile;
/** Each stage is a process of its own; the first that fails ends the pipeline. */
export const cnbScript = (branch: string, event: string) =>
  (cnbFile[branch]?.[event] ?? [])
    .flatMap(({ stages }) => stages.map(({ script }) => `(set -e\n${script}\n) || exit "$?"`))
    .join('\n');

const scripts = {
  'Gitee Go': {
    review: giteeScript('kefu-pr.yml', 'plan'),
    plan: giteeScript('kefu-apply.yml', 'plan'),
    apply: giteeScript('kefu-apply.yml', 'apply'),
    drift: giteeScript('kefu-drift.yml', 'look'),
  },
  '云效 Flow': { plan: flowScript('plan'), apply: flowScript('apply') },
  CNB: {
    review: cnbScript('$', 'pull_request'),
    plan: cnbScript('main', 'push'),
    apply: cnbScript('main', 'api_trigger'),
    drift: cnbScript('main', 'crontab: 17 3 * * *'),
  },
};

const giteeEnv = ({ there }: Stage) => ({
  GITEE_PULL_ID: '7',
  GITEE_COMMIT: 'abcdef0',
  KEFU_API_URL: there.url,
  KEFU_REPOSITORY: 'team/shop',
});
const cnbEnv = ({ there }: Stage) => ({
  CNB_API_ENDPOINT: there.url,
  CNB_REPO_SLUG: 'team/shop',
  CNB_PULL_REQUEST_IID: '7',
  CNB_TOKEN: 'token',
});

function pipelineOf(
  {
    review,
    drift,
    plan,
    apply,
  }: Readonly<Record<'plan' | 'apply', string> & { review?: string; drift?: string }>,
  envOf: (stage: Stage) => Record<string, string>,
): Pipeline {
  const run =
    (script: string) =>
    async (stage: Stage, digest = '') => {
      const env = { ...stage.env, ...envOf(stage), DIGEST: digest };
      const { exit, out } = await stage.shop.run(script, stage.shop.checkOut(), env);
      return { exit, log: out };
    };
  return {
    ...(review !== undefined && { review: run(review) }),
    plan: run(plan),
    apply: run(apply),
    ...(drift !== undefined && { drift: run(drift) }),
  };
}

/** The home of the host that runs the plan and the apply. */
function onHost({ shop }: Stage, file: string): string | undefined {
  const path = join(shop.folder, 'kefu-out-abcdef0', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

export const pipelines: Readonly<Record<string, Pipeline>> = {
  GitHub: github,
  GitLab: gitlab,
  'Gitea and Forgejo': gitea,
  Jenkins: jenkins,
  'Gitee Go': { ...pipelineOf(scripts['Gitee Go'], giteeEnv), kept: onHost },
  '云效 Flow': { ...pipelineOf(scripts['云效 Flow'], () => ({ CI_COMMIT_SHA: 'abcdef0' })), kept: onHost },
  CNB: { ...pipelineOf(scripts.CNB, cnbEnv), takesDigest: true },
};
