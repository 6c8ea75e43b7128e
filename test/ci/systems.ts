// The shell of the files for Gitee Go, 云效 Flow and CNB, by what it is for, in the order in which it stands there.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Forge } from './forge.ts';

export const examples = resolve(import.meta.dirname, '../../examples/ci');
const read = (file: string) => parse(readFileSync(join(examples, file), 'utf8'));

interface GiteeFile {
  version: string;
  name: string;
  triggers: Record<string, unknown>;
  stages: { name: string; trigger: string; steps: { step: string; script: string[] }[] }[];
}
export const gitee = (file: string) => read(`gitee/${file}`) as GiteeFile;
const giteeScript = (file: string, stage: string) =>
  gitee(file)
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
export const flow = read('flow/kefu.yml') as FlowFile;
const flowScript = (stage: string) =>
  Object.values(flow.stages[stage]?.jobs ?? {})
    .flatMap(({ steps = {} }) => Object.values(steps).map((step) => step.with.run))
    .join('\n');

type CnbFile = Record<string, Record<string, { stages: { name: string; script: string }[] }[]>>;
export const cnb = read('cnb/.cnb.yml') as CnbFile;
/** Each stage is a process of its own; the first that fails ends the pipeline. */
export const cnbScript = (branch: string, event: string) =>
  (cnb[branch]?.[event] ?? [])
    .flatMap(({ stages }) => stages.map(({ script }) => `(set -e\n${script}\n) || exit "$?"`))
    .join('\n');

/** How each system plans a change, plans main, applies it and looks for drift, by the shell of its file. */
export interface System {
  readonly pullRequest?: string;
  readonly plan: string;
  readonly apply: string;
  readonly drift?: string;
  readonly env: (there: Forge) => Record<string, string>;
}

export const systems: Readonly<Record<string, System>> = {
  'Gitee Go': {
    pullRequest: giteeScript('kefu-pr.yml', 'plan'),
    plan: giteeScript('kefu-apply.yml', 'plan'),
    apply: giteeScript('kefu-apply.yml', 'apply'),
    drift: giteeScript('kefu-drift.yml', 'look'),
    env: ({ url }) => ({
      GITEE_PULL_ID: '7',
      GITEE_COMMIT: 'abcdef0',
      KEFU_API_URL: url,
      KEFU_REPOSITORY: 'team/shop',
      KEFU_COMMENT_TOKEN: 'token',
    }),
  },
  '云效 Flow': {
    plan: flowScript('plan'),
    apply: flowScript('apply'),
    env: () => ({ CI_COMMIT_SHA: 'abcdef0' }),
  },
  CNB: {
    pullRequest: cnbScript('$', 'pull_request'),
    plan: cnbScript('main', 'push'),
    apply: cnbScript('main', 'api_trigger'),
    drift: cnbScript('main', 'crontab: 17 3 * * *'),
    env: ({ url }) => ({
      CNB_API_ENDPOINT: url,
      CNB_REPO_SLUG: 'team/shop',
      CNB_PULL_REQUEST_IID: '7',
      CNB_TOKEN: 'token',
    }),
  },
};
