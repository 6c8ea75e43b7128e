import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults/fault.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { startKefu } from '../support/built-cli.ts';
import { secretsOf } from '../support/canaries.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';

/*
 * Every command of the built CLI, in every form of output and every kind of failure. Whether a secret came out is
 * asked when the stage is taken down (test/support/canaries.ts): of all that was printed and every file left behind.
 */

const story: Omit<Case, 'story' | 'expect'> = {
  live: [
    { account: 'alice', nickname: '小美' },
    { account: 'bob', nickname: '阿博' },
  ],
  recorded: { accounts: {} },
  desired: {
    accounts: {
      alice: { nickname: '美美', avatar: './day.png', worker: 'wxid_alice' },
      bob: { state: 'absent' },
      carol: { nickname: '卡罗', password: { env: 'CAROL_PASSWORD' } },
    },
    templates: { welcome: { as: 'alice', msgtype: 'text', text: { content: '您好' } } },
  },
};

const customer = 'oCUSTOMER_1';
const password = 'pass-word-canary-of-carol';

async function open(): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(() => stage.end());
  receive(stage.emulator.world, customer, '在吗', stage.emulator.now());
  return stage;
}

/** Runs the CLI on a stage; the password, which the net does not know, is looked for here. */
async function kefu(stage: Stage, args: readonly string[], env: Record<string, string> = {}) {
  const run = await startKefu(args, {
    cwd: stage.folder,
    env: { ...stage.env, CAROL_PASSWORD: password, ...env },
  });
  expect(`${run.out}${run.err}`).not.toContain(password);
  return run;
}

const pages = [
  'text',
  'json',
  'markdown',
  'html',
  'github-annotations',
  'gitlab-report',
  'junit',
  'sarif',
  'wecom-robot',
  'dingtalk-robot',
  'feishu-robot',
];

const apply = ['apply', '--auto-approve', '--settle-time', '0.1'];

/** Every command there is but `emulator`, which tells its AppSecret to whoever starts it. */
const commands: readonly (readonly string[])[] = [
  ['init', 'new.yaml'],
  ['validate'],
  ['validate', '--json'],
  ['plan', '--out', 'plan.json'],
  ['plan', '--json'],
  ...pages.map((format) => ['plan', '--output', `${format}=plan-${format}.txt`]),
  ['show', 'plan.json'],
  ['doctor'],
  ['doctor', '--json'],
  ['explain', '40001'],
  ['schema'],
  ['completion', 'bash'],
  ['export', '--out', 'live.yaml'],
  ['message', 'list'],
  ['message', 'render', 'welcome', '--to', customer],
  ['message', 'preview', '--html', 'messages.html'],
  ['message', 'send', 'welcome', '--to', customer],
  ['typing', '--to', customer],
  ['apply'],
  [...apply, ...pages.flatMap((format) => ['--output', `${format}=report-${format}.txt`])],
  [...apply, '--json'],
  ['apply', 'plan.json', '--auto-approve'],
  ['plan', '--secret', 'x'],
];

test('given every command when all is well, expect no secret in any stream or file', async () => {
  const stage = await open();
  for (const args of commands) await kefu(stage, args);
  expect(secretsOf(stage.emulator).length).toBeGreaterThan(1);
  expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toContain('美美');
  expect(stage.emulator.world.messages.some(({ from }) => from === 'account')).toBe(true);
});

/** Other answers that are no answers: hostile-answers.test.ts, under the same net. */
describe('given a fault on every call but that for the token, expect none after', () => {
  const faults: Record<string, FaultInput> = {
    'an errcode': { kind: 'errcode', errcode: 40097 },
    'a refused token': { kind: 'errcode', errcode: 40001 },
    'a web page': { kind: 'html', status: 404 },
  };

  test.each(Object.entries(faults))('%s', async (_title, fault) => {
    const stage = await open();
    // What a careless server may do: repeat all it was sent.
    await kefu(stage, ['plan']);
    const [appSecret, token] = secretsOf(stage.emulator);
    const echo = `{"secret":"${appSecret}"} POST /x?access_token=${token}&y ${token}`;
    const telling = fault.kind === 'errcode' ? { ...fault, errmsg: `refused ${echo}` } : fault;
    for (const path of ['getkflist', 'getonlinekflist', 'quota/get', 'custom/send', 'custom/typing']) {
      stage.emulator.inject({ ...telling, path, times: 999 });
    }
    const reading = [['plan'], ['plan', '--json'], ['doctor'], ['export', '--out', 'live.yaml']];
    const sending = [
      ['message', 'send', 'welcome', '--to', customer],
      ['typing', '--to', customer],
    ];
    const runs = [...reading, ...sending].map(async (args) => [args[0], (await kefu(stage, args)).exit]);
    for (const [name, exit] of await Promise.all(runs)) expect([name, exit]).not.toEqual([name, 0]);
    stage.emulator.world.faults.length = 0;
    for (const path of [
      'kfaccount/add',
      'kfaccount/update',
      'kfaccount/del',
      'uploadheadimg',
      'inviteworker',
    ]) {
      stage.emulator.inject({ ...telling, path, times: 999 });
    }
    await kefu(stage, [...apply, '--allow', 'rename-suspected']);
    await kefu(stage, [...apply, '--json']);
  });
});

test('given a token call that is refused with a text that repeats the AppSecret, expect it nowhere', async () => {
  const stage = await open();
  const errmsg = `invalid appsecret ${stage.emulator.appSecret} of {"secret":"${stage.emulator.appSecret}"}`;
  stage.emulator.inject({ kind: 'errcode', path: 'stable_token', errcode: 40125, errmsg, times: 99 });
  for (const args of [['plan'], ['plan', '--json'], ['doctor'], apply]) {
    expect((await kefu(stage, args)).exit).toBe(4);
  }
});

describe('given an environment in which Node itself tells much', () => {
  test.each(['http', 'https,net,tls', 'undici', 'fetch', '*'])(
    'NODE_DEBUG=%s: expect what connects to refuse, with nothing sent',
    async (sections) => {
      const stage = await open();
      for (const args of [['plan'], apply, ['doctor'], ['export', '--out', 'live.yaml']]) {
        const { exit, out, err } = await kefu(stage, args, { NODE_DEBUG: sections });
        expect([args[0], exit]).toEqual([args[0], 3]);
        expect(`${out}${err}`).toContain('NODE_DEBUG');
      }
      expect(stage.emulator.world.requests).toEqual([]);
    },
  );

  test('NODE_DEBUG of what has no secret: expect work as ever, and none in the noise', async () => {
    const stage = await open();
    const noisy = { NODE_DEBUG: 'timer,stream,esm,module,worker,fs' };
    expect((await kefu(stage, ['plan'], noisy)).exit).toBe(0);
    expect((await kefu(stage, [...apply, '--json'], noisy)).out).toContain('"results"');
  });

  test('a fault of kefu itself in the middle of an apply: expect a crash that tells none', async () => {
    const stage = await open();
    const crash = [
      "import { Socket } from 'node:net';",
      'const { connect } = Socket.prototype;',
      'Socket.prototype.connect = function (...how) {',
      "  setTimeout(() => { throw Object.assign(new Error('bug'), { how, seen: this }); }, 100);",
      '  return connect.apply(this, how);',
      '};',
    ].join('\n');
    writeFileSync(join(stage.folder, 'crash.mjs'), crash);
    const options = `--import ${join(stage.folder, 'crash.mjs')} --trace-uncaught --trace-warnings`;
    stage.emulator.inject({ kind: 'delay', path: 'getkflist', ms: 400, times: 9 });
    const { exit, err } = await kefu(stage, apply, { NODE_OPTIONS: options });
    expect(exit).not.toBe(0);
    expect(err).toContain('bug');
  });

  test('GitHub’s and GitLab’s own variables: expect none in what is written for them', async () => {
    const stage = await open();
    const ci = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(stage.folder, 'summary.md'),
      GITHUB_OUTPUT: join(stage.folder, 'output.txt'),
      CI: 'true',
    };
    await kefu(stage, ['plan'], ci);
    await kefu(stage, apply, ci);
    expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toContain('美美');
  });
});
