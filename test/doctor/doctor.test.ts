import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/commands/doctor.ts';
import type { Stage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { checkUp, healthy, line, named, open } from './checkup.ts';

const afterToken = ['customer-service', 'suffix', 'quota'];

test('given that all is well, expect every check to say so, and exit code 0', async () => {
  const { checkup } = await checkUp(await open());
  expect(named(checkup, 'ok')).toEqual(checkup.checks.map(({ name }) => name));
  expect(checkup.exitCode).toBe(0);
  expect(line(checkup, 'token')).toMatch(/^ok .*wxemu0000000000001/);
  expect(line(checkup, 'customer-service')).toBe('ok 客服 is enabled; WeChat lists 1 account.');
  expect(line(checkup, 'suffix')).toBe('ok The live accounts end in @kftest.');
  expect(checkup.callsMade).toEqual(['stable_token', 'getkflist', ...Array(7).fill('quota/get')]);
});

describe('given a fault, expect the line that names it and its fix, and the exit code of its kind', () => {
  interface Story {
    readonly check: string;
    readonly exit: number;
    readonly says: RegExp;
    readonly skipped?: readonly string[];
    readonly prepare?: (stage: Stage) => unknown;
    readonly env?: Record<string, string>;
    readonly stage?: Parameters<typeof open>[0];
  }

  const stories: Record<string, Story> = {
    'NODE_DEBUG prints tokens': {
      check: 'environment',
      exit: 3,
      env: { NODE_DEBUG: 'http' },
      says: /NODE_DEBUG.*→ Unset NODE_DEBUG/,
      skipped: ['server', 'allow-list', 'token', ...afterToken],
    },
    'TLS is switched off': {
      check: 'environment',
      exit: 3,
      env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      says: /NODE_TLS_REJECT_UNAUTHORIZED=0.*→ .*NODE_EXTRA_CA_CERTS/,
      skipped: ['server', 'allow-list', 'token', ...afterToken],
    },
    'a secret is not set': {
      check: 'config',
      exit: 3,
      env: { KEFU_APP_SECRET: '' },
      says: /faults/,
      skipped: ['state', 'lock', 'proxy', 'server', 'allow-list', 'token', ...afterToken],
    },
    'the proxy can not be used': {
      check: 'proxy',
      exit: 3,
      stage: { desired: { officialAccount: { appId: 'wx0123456789abcdef' } } },
      env: {
        KEFU_ENDPOINT: 'https://api.weixin.qq.com',
        HTTPS_PROXY: 'socks5://user:hush@proxy.invalid:1080',
      },
      says: /HTTPS_PROXY can not be used.*→ Write it as/,
      skipped: ['server', 'allow-list', 'token', ...afterToken],
    },
    'nothing listens there': {
      check: 'server',
      exit: 1,
      env: { KEFU_ENDPOINT: 'http://127.0.0.1:9' },
      says: /127\.0\.0\.1:9 refused the connection\. \[connection-refused\] → Is it running/,
      skipped: ['allow-list', 'token', ...afterToken],
    },
    'the name does not exist': {
      check: 'server',
      exit: 1,
      stage: { desired: { officialAccount: { appId: 'wx0123456789abcdef' } } },
      env: { KEFU_ENDPOINT: 'https://gateway.invalid' },
      says: /gateway\.invalid could not be resolved\. \[dns\] → Check the network, DNS and proxy/,
      skipped: ['allow-list', 'token', ...afterToken],
    },
    'the address is not allow-listed': {
      check: 'allow-list',
      exit: 4,
      prepare: ({ emulator }) =>
        Object.assign(emulator.world.officialAccount, { ipAllowList: ['203.0.113.1'] }),
      says: /40164 invalid ip 127\.0\.0\.1.*→ The address to allow is 127\.0\.0\.1\. .*IP白名单.* 5 to 10 minutes/,
      skipped: ['token', ...afterToken],
    },
    'an administrator has to confirm the address': {
      check: 'allow-list',
      exit: 4,
      prepare: ({ emulator }) => emulator.world.officialAccount.troubles.push('needs-admin-confirm'),
      says: /89503.*→ ./,
      skipped: ['token', ...afterToken],
    },
    'the AppSecret is wrong': {
      check: 'token',
      exit: 4,
      env: { KEFU_APP_SECRET: 'f'.repeat(32) },
      says: /40125 invalid appsecret.*→ .*基本配置/,
      skipped: afterToken,
    },
    'the AppSecret is frozen': {
      check: 'token',
      exit: 4,
      prepare: ({ emulator }) => emulator.world.officialAccount.troubles.push('secret-frozen'),
      says: /40243.*→ ./,
      skipped: afterToken,
    },
    '客服 is not enabled': {
      check: 'customer-service',
      exit: 4,
      prepare: ({ emulator }) => Object.assign(emulator.world.officialAccount, { kfEnabled: false }),
      says: /65400.*→ .*1\. .*2\. .*3\. .*minutes/,
      skipped: ['suffix'],
    },
    'the official account is not verified': {
      check: 'customer-service',
      exit: 4,
      prepare: ({ emulator }) =>
        emulator.inject({ kind: 'errcode', path: 'getkflist', errcode: 48001, times: 9 }),
      says: /48001.*→ ./,
      skipped: ['suffix'],
    },
    'the list is no list': {
      check: 'customer-service',
      exit: 1,
      prepare: ({ emulator }) => Object.assign(emulator.world.settings, { listKey: 'kf_online_list' }),
      says: /\[unusable-list\]/,
      skipped: ['suffix'],
    },
    'the suffix is another': {
      check: 'suffix',
      exit: 3,
      stage: { ...healthy, live: [{ account: 'kf2001@gh_0a1b2c3d4e5f' }] },
      says: /@gh_0a1b2c3d4e5f, but wechatId is "kftest".*→ .*wechatId: gh_0a1b2c3d4e5f/,
    },
    "the day's calls are used up": {
      check: 'quota',
      exit: 9,
      prepare: ({ emulator }) =>
        Object.assign(emulator.world.quotas.perDay, { '/customservice/kfaccount/del': 1 }) &&
        Object.assign(emulator.world.quotas, {
          day: today(emulator.now()),
          used: { '/customservice/kfaccount/del': 1 },
        }),
      says: /used up: customservice\/kfaccount\/del\. \[45009\] → .*midnight/,
    },
    'even asking for the quota is': {
      check: 'quota',
      exit: 9,
      prepare: ({ emulator }) =>
        emulator.inject({ kind: 'errcode', path: 'quota/get', errcode: 45009, times: 9 }),
      says: /45009/,
    },
    'the state file is damaged': {
      check: 'state',
      exit: 3,
      stage: { ...healthy, recorded: { accounts: { alice: { protect: 'yes' as unknown as boolean } } } },
      says: /kefu\.state\.json is not a state file.*→ Restore it/,
    },
    'the state file is that of another official account': {
      check: 'state',
      exit: 3,
      stage: { ...healthy, recorded: { appId: 'wxemu0000000000002', accounts: {} } },
      says: /belongs to wxemu0000000000002.*→ Correct officialAccount\.appId/,
    },
  };

  test.each(Object.entries(stories))('%s', async (_title, { check, exit, says, skipped = [], ...story }) => {
    const stage = await open(story.stage);
    await story.prepare?.(stage);
    const { checkup } = await checkUp(stage, undefined, story.env);
    expect(line(checkup, check)).toMatch(/^fail /);
    expect(line(checkup, check)).toMatch(says);
    expect(named(checkup, 'fail')).toEqual([check]);
    expect(named(checkup, 'skipped')).toEqual(skipped);
    for (const name of skipped) expect(line(checkup, name)).toContain(`because "${check}" failed`);
    expect(checkup.exitCode).toBe(exit);
    expect(JSON.stringify(checkup)).not.toMatch(/hush|undefined/);
  });
});

describe('given several faults, expect the one in one’s own hands to decide', () => {
  test('the config before the permission before the quota before the way', async () => {
    const stage = await open({ ...healthy, live: [{ account: 'bob@elsewhere' }] });
    stage.emulator.inject({ kind: 'errcode', path: 'quota/get', errcode: 45009, times: 99 });
    expect((await checkUp(stage)).checkup).toMatchObject({ exitCode: 3 });
    stage.emulator.inject({ kind: 'errcode', path: 'getkflist', errcode: 65400, times: 99 });
    const { checkup } = await checkUp(stage);
    expect(named(checkup, 'fail')).toEqual(['customer-service', 'quota']);
    expect(checkup.exitCode).toBe(4);
  });

  test('the quota before an answer that can not be read', async () => {
    const stage = await open();
    stage.emulator.inject({ kind: 'errcode', path: 'quota/get', errcode: 45009, times: 99 });
    stage.emulator.inject({ kind: 'html', path: 'getkflist', status: 404, times: 99 });
    const { checkup } = await checkUp(stage);
    expect(named(checkup, 'fail')).toEqual(['customer-service', 'quota']);
    expect(checkup.exitCode).toBe(9);
  });
});

test('given a ready-made token, expect no word about this machine’s address, and the token to be tried', async () => {
  const stage = await open({
    live: [{ account: 'alice' }],
    desired: { officialAccount: { credentials: { accessToken: { env: 'KEFU_TOKEN' } } } },
  });
  const { checkup } = await checkUp(stage, undefined, { KEFU_TOKEN: 'not-the-right-one' });
  expect(line(checkup, 'allow-list')).toMatch(/^ok The address of your own token server/);
  expect(line(checkup, 'token')).toMatch(/^ok /);
  expect(line(checkup, 'customer-service')).toMatch(/^fail .*4000?14?/);
  expect(checkup.callsMade).not.toContain('stable_token');
  expect(checkup.exitCode).toBe(4);
});

test('given the command, expect text and JSON to tell the same, and calls of reading alone', async () => {
  const stage = await open({ ...healthy, live: [{ account: 'bob@elsewhere' }] });
  const inText = capturedWorld(stage.folder, stage.env);
  const inJson = capturedWorld(stage.folder, stage.env);
  expect(await run({ config: 'kefu.yaml', json: false }, inText.world)).toBe(3);
  expect(await run({ config: 'kefu.yaml', json: true }, inJson.world)).toBe(3);
  const document = JSON.parse(inJson.out());
  expect(document).toMatchObject({
    ok: false,
    exit_code: 3,
    calls_made: expect.arrayContaining(['getkflist']),
  });
  // The second run leaves fewer calls for the day.
  const uncounted = (text: string) => text.replaceAll(/\d{5,}/g, 'N');
  const lines = uncounted(inText.out()).split('\n');
  for (const { name, status, message, code, fix } of document.checks) {
    const mark = { ok: 'ok  ', warn: 'warn', fail: 'fail', skipped: 'skip' }[status as 'ok'];
    expect(lines).toContain(`${mark}  ${name.padEnd(16)}  ${uncounted(message)}${code ? ` [${code}]` : ''}`);
    if (fix) expect(lines).toContain(`      → ${fix}`);
  }
  expect(inText.out()).toMatch(/\nDoctor: \d+ ok, \d+ to look at, 1 failed\.\n$/);
});

test('given a config with faults, expect each with its place, as validate shows it', async () => {
  const stage = await open({ config: 'version: 1\nofficialAcount: {}\n' });
  const { world, out } = capturedWorld(stage.folder, stage.env);
  expect(await run({ config: 'kefu.yaml', json: false }, world)).toBe(3);
  expect(out()).toMatch(
    /fail {2}config .*\[config-invalid\]\n(?: {6}.*\n)+ {6}kefu\.yaml:2:1 error: .*\n.*officialAcount/,
  );
  expect(stage.emulator.world.requests).toEqual([]);
});

function today(now: number): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
}
