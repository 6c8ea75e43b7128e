import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { forge } from './forge.ts';
import { configWith, type Team, team } from './repository.ts';
import { readWorkflow, runJob } from './workflow.ts';

beforeAll(freshBuild);

const plan = readWorkflow('kefu-plan.yml');
const apply = readWorkflow('kefu-apply.yml');
const drift = readWorkflow('kefu-drift.yml');

/** Runs the job that comments, on a server of its own. */
async function commented(shop: Team) {
  const there = await forge();
  const ended = await runJob(shop, plan, 'comment', {
    values: { 'github.token': 'token-of-the-job', 'github.event.pull_request.number': '7' },
    env: { GITHUB_API_URL: there.url, GITHUB_REPOSITORY: 'team/shop' },
  });
  expect(ended.failed, ended.out).toBeUndefined();
  return there;
}

describe('from a pull request to the account, by the shell steps of the examples', () => {
  test('given a change, expect it planned, applied as planned, and the state file committed', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    shop.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    shop.push(
      { 'kefu.yaml': configWith('{ alice: { nickname: 美美 }, bob: { nickname: 阿博 } }') },
      'rename',
    );

    expect((await runJob(shop, plan, 'validate', { branch: 'rename' })).failed).toBeUndefined();
    const reviewed = await runJob(shop, plan, 'plan', { branch: 'rename' });
    expect(reviewed.failed).toBeUndefined();
    expect(reviewed.outputs).toMatchObject({ 'has-changes': 'true', add: '1', change: '1', destroy: '0' });
    expect(reviewed.summary).toContain('bob');
    expect(readdirSync(join(shop.folder, 'artifacts/kefu-plan/kefu-out')).sort()).toEqual([
      'plan.html',
      'plan.md',
    ]);
    const { comments } = await commented(shop);
    expect(comments[0]?.body).toContain('阿博');
    expect(comments[0]?.body).toContain('commit `0123456789abcdef0123456789abcdef01234567`');

    shop.push({ 'kefu.yaml': shop.onServer('kefu.yaml', 'rename') ?? '' });
    expect((await runJob(shop, apply, 'plan')).outputs['has-changes']).toBe('true');
    const applied = await runJob(shop, apply, 'apply');
    expect(applied.failed, applied.out).toBeUndefined();
    expect(applied.summary).toContain('Apply complete!');
    expect(shop.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['美美', '阿博']);
    expect(Object.keys(JSON.parse(shop.onServer('kefu.state.json') ?? '{}').objects)).toContain(
      'kf_account.bob@kftest',
    );
    expect(shop.onServer('kefu.history.jsonl')).toContain('bob@kftest');
    expect(existsSync(join(shop.folder, 'artifacts/kefu-apply/kefu-out/apply.junit.xml'))).toBe(true);

    expect((await runJob(shop, apply, 'plan')).outputs['has-changes']).toBe('false');
    expect((await runJob(shop, drift, 'drift')).failed).toBeUndefined();
    const [alice] = shop.emulator.world.accounts;
    if (alice) alice.nickname = '别人改的';
    const found = await runJob(shop, drift, 'drift');
    expect(found.failed).toEqual({ name: 'Changed elsewhere', exit: 2 });
    expect(found.summary).toContain('别人改的');
    expect(existsSync(join(shop.folder, 'artifacts/kefu-drift/kefu-out/plan.html'))).toBe(true);
    const lost = await runJob(shop, drift, 'drift', {
      values: { 'secrets.KEFU_APP_SECRET': 'f'.repeat(32) },
    });
    expect(lost.failed).toEqual({ name: 'Could not look', exit: 1 });
  });

  test('given a newer config since the plan, expect the old plan refused and the newest applied', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    shop.emulator.addAccount({ account: 'alice@kftest', nickname: '旧' });
    await runJob(shop, apply, 'plan');
    shop.push({ 'kefu.yaml': configWith('{ alice: { nickname: 最新 } }') });
    const late = await runJob(shop, apply, 'apply');
    expect(late.failed).toEqual({ name: 'Apply', exit: 6 });
    expect(shop.emulator.world.accounts[0]?.nickname).toBe('旧');
    await runJob(shop, apply, 'plan');
    expect((await runJob(shop, apply, 'apply')).failed).toBeUndefined();
    expect(shop.emulator.world.accounts[0]?.nickname).toBe('最新');
  });

  test('given a faulty config from a fork, expect it validated without a secret, with the line marked', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{}') });
    shop.push({ 'kefu.yaml': configWith('{ alice: { nickname: seventeen letters } }') }, 'fork');
    const validated = await runJob(shop, plan, 'validate', { branch: 'fork' });
    expect(validated.failed).toEqual({ name: 'Validate', exit: 3 });
    expect(validated.out).toMatch(/^::error .*file=kefu\.yaml,line=8,/m);
    expect(shop.emulator.world.requests).toEqual([]);
  });

  test('given that main moved while an apply ran, expect the state file to be committed on top', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    await runJob(shop, apply, 'plan');
    const applied = await runJob(shop, apply, 'apply', {
      before: { Apply: () => shop.push({ NOTES: 'moved\n' }) },
    });
    expect(applied.failed, applied.out).toBeUndefined();
    expect(shop.onServer('NOTES')).toBe('moved\n');
    expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
  });
});
