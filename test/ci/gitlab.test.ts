import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freshBuild } from '../support/fresh-build.ts';
import { configWith, copyFiles, type Ended, type Team, team } from './repository.ts';

beforeAll(freshBuild);

interface GitlabJob {
  readonly stage: string;
  readonly script: readonly string[];
  readonly rules?: readonly { readonly if?: string; readonly when?: string }[];
  readonly environment?: { readonly name: string };
  readonly resource_group?: string;
  readonly interruptible?: boolean;
  readonly needs?: readonly string[];
  readonly artifacts: {
    readonly paths?: readonly string[];
    readonly reports?: Readonly<Record<string, string>>;
  };
}

const file = resolve(import.meta.dirname, '../../examples/ci/gitlab/.gitlab-ci.yml');
const pipeline = parse(readFileSync(file, 'utf8')) as Record<string, unknown> & { stages: string[] };
const jobNames = ['validate', 'plan', 'apply', 'drift'] as const;
const jobs = Object.fromEntries(jobNames.map((name) => [name, pipeline[name]])) as Record<
  (typeof jobNames)[number],
  GitlabJob
>;

/** Runs a job's script as the runner does, on a machine of its own, and keeps its artifacts. */
async function runJob(shop: Team, name: keyof typeof jobs, env: Record<string, string>, branch = 'main') {
  const machine = shop.checkOut(branch);
  const artifacts = join(shop.folder, 'artifacts');
  copyFiles(['plan.json'], artifacts, machine);
  const { script, artifacts: kept } = jobs[name];
  const ended: Ended = await shop.run(script.join('\n'), machine, {
    CI_DEFAULT_BRANCH: 'main',
    KEFU_PUSH_URL: shop.origin,
    ...env,
  });
  copyFiles([...(kept.paths ?? []), ...Object.values(kept.reports ?? {})], machine, artifacts);
  return { ...ended, kept: (name: string) => readFileSync(join(artifacts, name), 'utf8') };
}

describe('the GitLab example', () => {
  test('expect every job in a stage that exists, and every report in the form GitLab takes', () => {
    expect(Object.keys(pipeline).sort()).toEqual(
      [...jobNames, 'default', 'stages', 'variables', 'workflow'].sort(),
    );
    for (const job of Object.values(jobs)) expect(pipeline.stages).toContain(job.stage);
    expect(jobs.plan.artifacts.reports).toHaveProperty('terraform');
    expect(jobs.plan.artifacts.reports).toHaveProperty('codequality');
    expect(jobs.apply.artifacts.reports).toHaveProperty('junit');
  });

  test('expect apply to wait for a person, alone, on the default branch', () => {
    expect(jobs.apply.rules).toEqual([
      { if: '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: 'manual' },
    ]);
    expect(jobs.apply).toMatchObject({ needs: ['plan'], resource_group: 'kefu-apply', interruptible: false });
  });

  test('expect no job that needs the secret to run for a fork', () => {
    const forbidsForks = ({ rules = [] }: GitlabJob) =>
      rules.some(
        ({ if: condition = '', when }) => when === 'never' && /SOURCE_PROJECT_PATH != /.test(condition),
      );
    expect(forbidsForks(jobs.plan)).toBe(true);
    expect(jobs.drift.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "schedule"' }]);
    expect(jobs.validate.environment).toBeUndefined();
    for (const name of ['plan', 'apply', 'drift'] as const)
      expect(jobs[name].environment?.name).toMatch(/^wechat/);
  });

  test('given a merge request and its merge, expect its scripts to plan, apply and commit the state file', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    const secret = { KEFU_APP_SECRET: shop.emulator.appSecret };
    shop.emulator.addAccount({ account: 'alice@kftest', nickname: '旧' });

    expect(await runJob(shop, 'validate', {})).toMatchObject({ exit: 0 });
    const planned = await runJob(shop, 'plan', secret);
    expect(planned.exit, planned.out).toBe(0);
    expect(JSON.parse(planned.kept('plan.report.json'))).toEqual({ create: 0, update: 1, delete: 0 });
    expect(JSON.parse(planned.kept('plan.codequality.json'))).toBeInstanceOf(Array);

    const onMain = { ...secret, CI_COMMIT_BRANCH: 'main' };
    expect((await runJob(shop, 'plan', onMain)).exit).toBe(0);
    shop.push({ NOTES: 'someone merges something else' });
    const applied = await runJob(shop, 'apply', onMain);
    expect(applied.exit, applied.out).toBe(0);
    expect(shop.emulator.world.accounts[0]?.nickname).toBe('小美');
    expect(shop.onServer('kefu.state.json')).toContain('小美');
    expect(applied.kept('apply.xml')).toContain('<testsuite');

    expect((await runJob(shop, 'drift', secret)).exit).toBe(0);
    shop.emulator.world.accounts.forEach((account) => {
      account.nickname = '别人改的';
    });
    expect((await runJob(shop, 'drift', secret)).exit).toBe(2);
    expect(existsSync(join(shop.folder, 'artifacts/drift.html'))).toBe(true);
  });

  test('given a limit on deletes within a day, expect fresh runners to keep to it together', async () => {
    const policy = '\npolicy: { maxDeletesPerDay: 1 }\n';
    const absent = (...names: readonly string[]) =>
      configWith(
        `{ alice: { nickname: 小美 }, ${['bob', 'carol'].map((name) => `${name}: ${names.includes(name) ? '{ state: absent }' : `{ nickname: 客服${name} }`}`).join(', ')} }`,
      ) + policy;
    const shop = await team({ 'kefu.yaml': absent() });
    const env = { KEFU_APP_SECRET: shop.emulator.appSecret, CI_COMMIT_BRANCH: 'main' };
    const deploy = async (config: string) => {
      shop.push({ 'kefu.yaml': config });
      const planned = await runJob(shop, 'plan', env);
      return planned.exit === 0 ? runJob(shop, 'apply', env) : planned;
    };
    expect((await deploy(`${absent()}# first\n`)).exit).toBe(0);
    expect((await deploy(absent('bob'))).exit).toBe(0);
    expect(shop.onServer('kefu.history.jsonl')).toContain('bob@kftest');
    const second = await deploy(absent('bob', 'carol'));
    expect(second.exit, second.out).toBe(5);
    expect(second.out).toContain('maxDeletesPerDay allows 1');
    expect(shop.emulator.world.accounts.map(({ account }) => account)).toEqual([
      'alice@kftest',
      'carol@kftest',
    ]);
  });

  test('given an apply that WeChat refuses, expect its exit code, and the state file committed all the same', async () => {
    const shop = await team({
      'kefu.yaml': configWith('{ alice: { nickname: 小美 }, bob: { nickname: 阿博 } }'),
    });
    const env = { KEFU_APP_SECRET: shop.emulator.appSecret, CI_COMMIT_BRANCH: 'main' };
    await runJob(shop, 'plan', env);
    shop.emulator.inject({ kind: 'errcode', errcode: 65403, path: 'kfaccount/add', nth: 2 });
    const applied = await runJob(shop, 'apply', env);
    expect(applied.exit, applied.out).toBe(7);
    expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
    expect(shop.onServer('kefu.state.json')).not.toContain('bob@kftest');
  });
});
