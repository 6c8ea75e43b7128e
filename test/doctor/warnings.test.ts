import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asOf } from '../../src/doctor/node-lines.ts';
import { checkUp, healthy, line, named, open, young } from './checkup.ts';

const offline = { KEFU_ENDPOINT: 'http://127.0.0.1:9' };

describe('Node', () => {
  const at = (day: string) => ({ now: () => Date.parse(`${day}T12:00:00Z`) });

  test.each([
    ['18.20.8', asOf, /^fail .*older than kefu needs.*\[node-too-old\] → Install Node 20\.19/],
    ['20.18.3', asOf, /^fail /],
    ['20.19.0', asOf, /^warn Node 20\.19\.0 has had no security fixes since 2026-04-30\. → Update Node/],
    ['22.12.0', asOf, /^ok Node 22\.12\.0, with security fixes until 2027-04-30/],
    ['22.12.0', '2027-05-01', /^warn .*since 2027-04-30/],
    ['24.0.0', asOf, /^ok /],
    ['26.1.0', asOf, /^ok /],
    ['99.0.0', asOf, /^ok .*does not have its end of life/],
  ])('%s on %s', async (nodeVersion, day, expected) => {
    const { checkup } = await checkUp(await open(), { nodeVersion, clock: at(day) }, offline);
    expect(line(checkup, 'node')).toMatch(expected);
  });
});

describe('the clock', () => {
  test.each([
    [3_600_000, 'ahead of'],
    [-3_600_000, 'behind'],
  ])('%i ms off: expect a warning that says how far', async (ms, word) => {
    const clock = { now: () => Date.now() + ms };
    const { checkup } = await checkUp(await open(), { ...young, clock });
    expect(line(checkup, 'clock')).toMatch(
      new RegExp(`^warn It is 3[56]\\d\\d seconds ${word} the server's\\. → Set it by NTP`),
    );
    expect(checkup.exitCode).toBe(0);
  });

  test('is compared also when the token was refused', async () => {
    const stage = await open();
    const clock = { now: () => Date.now() + 3_600_000 };
    const { checkup } = await checkUp(stage, { ...young, clock }, { KEFU_APP_SECRET: 'f'.repeat(32) });
    expect(named(checkup, 'fail')).toEqual(['token']);
    expect(line(checkup, 'clock')).toMatch(/^warn /);
  });

  test('without an answer: expect a day before kefu was made to be noticed', async () => {
    const stage = await open();
    const in2020 = { now: () => Date.parse('2020-01-01') };
    expect(line((await checkUp(stage, { ...young, clock: in2020 }, offline)).checkup, 'clock')).toMatch(
      /^warn It shows 2020-01-01/,
    );
    expect(line((await checkUp(stage, young, offline)).checkup, 'clock')).toMatch(/^ok It shows .*no answer/);
  });
});

describe('the environment', () => {
  test.each([
    ['--inspect=0', /debugger/],
    ['--tls-keylog=/tmp/keys', /keys of TLS/],
    ['--max-old-space-size=99 --require ./hook.js', /other code/],
    ['--import=./hook.mjs', /other code/],
    ['--report-on-fatalerror', /environment variables/],
  ])('NODE_OPTIONS=%s: expect a warning', async (options, what) => {
    const { checkup } = await checkUp(await open(), young, { NODE_OPTIONS: options });
    expect(line(checkup, 'environment')).toMatch(/^warn NODE_OPTIONS/);
    expect(line(checkup, 'environment')).toMatch(what);
    expect(named(checkup, 'skipped')).toEqual([]);
  });

  test('NODE_EXTRA_CA_CERTS: expect to hear of it', async () => {
    const { checkup } = await checkUp(await open(), young, { NODE_EXTRA_CA_CERTS: '/etc/company.pem' });
    expect(line(checkup, 'environment')).toMatch(/^ok .*NODE_EXTRA_CA_CERTS/);
  });
});

describe('the proxy', () => {
  const gateway = { desired: { officialAccount: { appId: 'wx0123456789abcdef' } } };
  const wechat = { KEFU_ENDPOINT: 'https://api.weixin.qq.com', NO_PROXY: '' };

  test.each([
    [{ HTTPS_PROXY: 'http://user:hush@127.0.0.1:9' }, /^ok .* through the proxy 127\.0\.0\.1:9 \(CONNECT\)/],
    [{ https_proxy: '127.0.0.1:9' }, /^ok .* through the proxy 127\.0\.0\.1:9/],
    [{ HTTPS_PROXY: '127.0.0.1:9', NO_PROXY: '.qq.com' }, /^ok .* directly \(excepted/],
    [{ HTTP_PROXY: 'http://127.0.0.1:9' }, /^warn HTTP_PROXY .* directly\. → .*HTTPS_PROXY/],
    [{ ALL_PROXY: 'http://127.0.0.1:9' }, /^warn ALL_PROXY/],
  ])('%j', async (env, expected) => {
    // Not a step towards WeChat: what is asked is only which way would be taken.
    const nowhere = { ...young, reach: async () => Promise.reject(new Error('not asked')) };
    const stage = await open(gateway);
    const { checkup } = await checkUp(
      stage,
      { ...nowhere, sharpVersion: async () => '1' },
      {
        ...wechat,
        ...env,
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      },
    );
    expect(line(checkup, 'proxy')).toMatch(expected);
    expect(JSON.stringify(checkup)).not.toContain('hush');
  });

  test('that does not answer: expect the server to be out of reach, and no name to be looked up here', async () => {
    const stage = await open(gateway);
    const { checkup } = await checkUp(stage, young, { ...wechat, HTTPS_PROXY: 'http://127.0.0.1:9' });
    expect(line(checkup, 'server')).toMatch(
      /^fail .*the proxy could not be reached\. \[proxy\] → Check HTTPS_PROXY/,
    );
    expect(checkup.exitCode).toBe(1);
  });
});

describe('the state file', () => {
  test('that is there: expect to hear what it knows', async () => {
    const stage = await open({ ...healthy, recorded: { accounts: { alice: {} } } });
    expect(line((await checkUp(stage)).checkup, 'state')).toBe('ok kefu.state.json knows 1 of the accounts.');
  });

  test('that tells of an interrupted apply: expect a warning', async () => {
    const stage = await open();
    const intents = [{ account: 'alice@kftest', kind: 'update-account', at: '2026-11-22T00:00:00Z' }];
    const state = { version: 1, appId: stage.emulator.appId, serial: 1, accounts: {}, intents };
    writeFileSync(join(stage.folder, 'kefu.state.json'), JSON.stringify(state));
    expect(line((await checkUp(stage)).checkup, 'state')).toMatch(
      /^warn .*ended in the middle\. → Run kefu plan/,
    );
  });

  test('in a folder that can not be written: expect apply to be told impossible', async () => {
    const { checkup } = await checkUp(await open(), { ...young, mayWrite: async () => false });
    expect(line(checkup, 'state')).toMatch(
      /^fail .*can't be written.*\[state-not-writable\] → Give kefu the right/,
    );
    expect(checkup.exitCode).toBe(3);
  });
});

describe('the lock', () => {
  const holder = { nonce: 'n', pid: process.pid, host: hostname(), since: new Date().toISOString() };

  test.each([
    [
      'held by a process that runs',
      JSON.stringify(holder),
      /^warn Another apply is running: process \d+ on .* → Wait/,
    ],
    ['held on another machine', JSON.stringify({ ...holder, host: 'ci-7' }), /^warn .* on ci-7 .* → Wait/],
    [
      'left by a process that is gone',
      JSON.stringify({ ...holder, pid: 2 ** 22 + 1 }),
      /^warn .*is gone\. → Nothing to do/,
    ],
    ['that says nothing', '', /^warn .*does not say who holds it/],
    ['that is no JSON', '{"pid":"1', /^warn .*does not say who holds it/],
    [
      'with a host that would forge a line',
      JSON.stringify({ ...holder, host: 'a\n::error::b' }),
      /a\\u\{A\}::error/,
    ],
  ])('%s: expect a warning, and the lock to stay', async (_title, content, expected) => {
    const stage = await open();
    writeFileSync(join(stage.folder, 'kefu.state.json.lock'), content);
    const { checkup } = await checkUp(stage);
    expect(line(checkup, 'lock')).toMatch(expected);
    expect(checkup.exitCode).toBe(0);
  });
});

test('given no sharp, expect a warning that says what is missing', async () => {
  const { checkup } = await checkUp(await open(), { ...young, sharpVersion: async () => undefined });
  expect(line(checkup, 'pictures')).toMatch(/^warn sharp is not installed: .*WebP.* → Run npm install sharp/);
});

test('given few calls left, expect their numbers', async () => {
  const stage = await open();
  const path = '/cgi-bin/message/custom/send';
  const day = new Date(stage.emulator.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  Object.assign(stage.emulator.world.quotas, { day, used: { [path]: 95 }, perDay: { [path]: 100 } });
  expect(line((await checkUp(stage)).checkup, 'quota')).toMatch(
    /^warn .*: message\/custom\/send 5 of 100\. → /,
  );
});

test.each([76021, 76022])(
  'given that WeChat tells no quota (%i), expect that to be no fault',
  async (errcode) => {
    const stage = await open();
    stage.emulator.inject({ kind: 'errcode', path: 'quota/get', errcode, times: 99 });
    expect(line((await checkUp(stage)).checkup, 'quota')).toBe('ok WeChat tells no daily limits.');
  },
);

test('given no account yet, expect the suffix to stay open', async () => {
  const { checkup } = await checkUp(await open({}));
  expect(line(checkup, 'suffix')).toMatch(/^ok There is no account yet/);
});

test('given accounts made in the console, expect them to be counted', async () => {
  const { checkup } = await checkUp(
    await open({ live: [{ account: 'alice' }, { account: '', nickname: '前台' }] }),
  );
  expect(line(checkup, 'customer-service')).toMatch(/lists 2 accounts, 1 made in the console without a name/);
});
