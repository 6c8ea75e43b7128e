import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { freshBuild } from '../support/fresh-build.ts';
import { forge } from './forge.ts';
import {
  gitlabChild as child,
  type GitlabJob,
  gitlabJobNames as jobNames,
  gitlabJobs as jobs,
  keptByGitlab,
  gitlabFile as pipeline,
  runGitlabJob,
} from './gitlab.ts';
import { gitlabJobsOf } from './gitlab-lint.ts';
import { examples } from './pipeline.ts';
import { configWith, type Team, team } from './repository.ts';

beforeAll(freshBuild);

/** Runs a job, and gives what it kept. */
async function runJob(shop: Team, name: keyof typeof jobs, env: Record<string, string>) {
  const ended = await runGitlabJob(shop, name, env);
  return { ...ended, kept: (file: string) => keptByGitlab(shop, file) ?? '' };
}

async function withChild(accounts: string, more = ''): Promise<Team> {
  return team({ 'kefu.yaml': configWith(accounts) + more, 'ci/kefu/kefu-apply.yml': child });
}

describe('the GitLab example', () => {
  test('expect every job in a stage that exists, and every report in the form GitLab takes', () => {
    expect(Object.keys(pipeline).sort()).toEqual(
      [...jobNames, 'apply', 'default', 'stages', 'variables', 'workflow'].sort(),
    );
    for (const job of Object.values(jobs)) expect(pipeline.stages).toContain(job.stage);
    expect(Object.keys(jobs.plan.artifacts?.reports ?? {}).sort()).toEqual([
      'codequality',
      'junit',
      'terraform',
    ]);
    expect(jobs.apply.artifacts?.reports).toHaveProperty('junit');
  });

  test('expect apply to wait for a person, alone, on the default branch, with the plan of its parent', () => {
    expect(pipeline.apply).toMatchObject({
      rules: [{ if: '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }],
      needs: ['plan'],
      variables: { KEFU_PLAN_PIPELINE: '$CI_PIPELINE_ID' },
      trigger: { include: [{ artifact: 'kefu-out/apply.yml', job: 'plan' }], strategy: 'depend' },
    });
    expect(jobs.apply).toMatchObject({
      rules: [{ when: 'manual' }],
      needs: [{ pipeline: '$KEFU_PLAN_PIPELINE', job: 'plan' }],
      resource_group: 'kefu-apply',
      interruptible: false,
    });
  });

  test('expect no job that needs the secret to run for a fork, and a warning instead', () => {
    const forbidsForks = ({ rules = [] }: GitlabJob) =>
      rules.some(
        ({ if: condition = '', when }) => when === 'never' && /SOURCE_PROJECT_PATH != /.test(condition),
      );
    expect(forbidsForks(jobs.plan)).toBe(true);
    expect(jobs.comment.rules?.[0]?.if).toContain('SOURCE_PROJECT_PATH == $CI_MERGE_REQUEST_PROJECT_PATH');
    expect(jobs.fork.rules?.[0]?.if).toContain('SOURCE_PROJECT_PATH != $CI_MERGE_REQUEST_PROJECT_PATH');
    expect(jobs.fork.allow_failure).toBe(true);
    expect(jobs.drift.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "schedule"' }]);
    for (const name of ['validate', 'fork', 'comment'] as const)
      expect(jobs[name].environment).toBeUndefined();
    for (const name of ['plan', 'apply', 'drift'] as const)
      expect(jobs[name].environment?.name).toMatch(/^wechat/);
  });

  test('given a merge request and its merge, expect its scripts to plan, comment, apply and keep the state', async () => {
    const shop = await withChild('{ alice: { nickname: 小美 } }');
    const there = await forge();
    const secret = { KEFU_APP_SECRET: shop.emulator.appSecret };
    shop.emulator.addAccount({ account: 'alice@kftest', nickname: '旧' });

    expect(await runJob(shop, 'validate', {})).toMatchObject({ exit: 0 });
    const planned = await runJob(shop, 'plan', secret);
    expect(planned.exit, planned.out).toBe(0);
    expect(JSON.parse(planned.kept('plan.report.json'))).toEqual({ create: 0, update: 1, delete: 0 });
    expect(JSON.parse(planned.kept('plan.codequality.json'))).toBeInstanceOf(Array);
    const commented = await runJob(shop, 'comment', {
      CI_API_V4_URL: `${there.url}/api/v4`,
      CI_PROJECT_ID: '9',
      CI_MERGE_REQUEST_IID: '7',
      KEFU_COMMENT_TOKEN: 'token-of-the-project',
    });
    expect(commented.exit, commented.out).toBe(0);
    expect(there.comments[0]?.body).toContain('小美');

    const onMain = { ...secret, CI_COMMIT_BRANCH: 'main' };
    const onMainPlanned = await runJob(shop, 'plan', onMain);
    expect(onMainPlanned.exit).toBe(0);
    expect(onMainPlanned.kept('apply.yml')).toBe(child);
    shop.push({ NOTES: 'someone merges something else' });
    const applied = await runJob(shop, 'apply', onMain);
    expect(applied.exit, applied.out).toBe(0);
    expect(shop.emulator.world.accounts[0]?.nickname).toBe('小美');
    expect(shop.onServer('kefu.state.json')).toContain('小美');
    expect(applied.kept('apply.junit.xml')).toContain('<testsuite');

    const again = await runJob(shop, 'plan', onMain);
    expect(parse(again.kept('apply.yml'))).toEqual({
      'nothing-to-apply': { script: ['echo "No changes."'] },
    });
    expect((await runJob(shop, 'drift', secret)).exit).toBe(0);
    shop.emulator.world.accounts.forEach((account) => {
      account.nickname = '别人改的';
    });
    const { exit_codes: warns } = jobs.drift.allow_failure as { exit_codes: number[] };
    expect(warns).toContain((await runJob(shop, 'drift', secret)).exit);
    expect(warns).not.toContain((await runJob(shop, 'drift', { KEFU_APP_SECRET: 'f'.repeat(32) })).exit);
    expect(existsSync(join(shop.folder, 'artifacts/kefu-out/plan.html'))).toBe(true);
  });

  test('given a limit on deletes within a day, expect fresh runners to keep to it together', async () => {
    const policy = '\npolicy: { maxDeletesPerDay: 1 }\n';
    const absent = (...names: readonly string[]) =>
      configWith(
        `{ alice: { nickname: 小美 }, ${['bob', 'carol'].map((name) => `${name}: ${names.includes(name) ? '{ state: absent }' : `{ nickname: 客服${name} }`}`).join(', ')} }`,
      ) + policy;
    const shop = await team({ 'kefu.yaml': absent(), 'ci/kefu/kefu-apply.yml': child });
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
});

describe('by GitLab’s own rules and schema', () => {
  const file = join(examples, 'gitlab/.gitlab-ci.yml');
  const from = (project: string) => ({
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_PROJECT_PATH: 'team/shop',
    CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: project,
  });
  const main = { CI_COMMIT_BRANCH: 'main', CI_DEFAULT_BRANCH: 'main' };

  test.each([
    ['a merge request', from('team/shop'), ['validate', 'plan', 'comment']],
    ['a merge request of a fork', from('stranger/shop'), ['validate', 'fork']],
    ['a push to main', { CI_PIPELINE_SOURCE: 'push', ...main }, ['validate', 'plan', 'apply']],
    ['a schedule', { CI_PIPELINE_SOURCE: 'schedule', ...main }, ['validate', 'drift']],
  ])('given %s, expect these jobs and no other', async (_, variables, names) => {
    const child = { 'kefu-out/apply.yml': join(examples, 'gitlab/kefu-apply.yml') };
    const all = await gitlabJobsOf(file, variables, child);
    expect(Object.keys(all).filter((name) => all[name] !== 'never')).toEqual(names);
  });

  test('given a slip, expect it to be found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kefu-slip-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [right, slip] of [
      ['stage: comment', 'stage: comments'],
      ['allow_failure: true', 'allow_failures: true'],
      ['job: plan\n      artifacts', 'job: plans\n      artifacts'],
    ] as const) {
      const slipped = join(folder, 'slip.yml');
      expect(readFileSync(file, 'utf8')).toContain(right);
      writeFileSync(slipped, readFileSync(file, 'utf8').replace(right, slip));
      await expect(gitlabJobsOf(slipped, from('team/shop'))).rejects.toThrow();
    }
  });
});
