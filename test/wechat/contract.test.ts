import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { Failure } from '../../src/model/failure.ts';
import { parseAnswer } from '../../src/wechat/answer.ts';
import type { WechatClient } from '../../src/wechat/client.ts';
import { connectionTo, openClient, told } from './opened.ts';
import { bytesThenClose, giveToken, openServer } from './servers.ts';

const contract = new URL('../contract/', import.meta.url);
const contentOf = (file: string) => readFileSync(new URL(file, contract), 'utf8');
const alice = accountId('test1', 'test');
const jpeg = { bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), contentType: 'image/jpeg' } as const;

async function clientAnswered(file: string): Promise<WechatClient> {
  return openClient(
    connectionTo((await openServer(bytesThenClose(contentOf(file)))).url, 'APPID', 'APPSECRET'),
  );
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const failure = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof Failure) return failure;
  throw new Error('a Failure was expected');
}

describe('given the answers WeChat documents', () => {
  test('getkflist: bound and waiting workers, kf_id as text', async () => {
    const { accounts } = await clientAnswered('official/getkflist.three_states.response.json');
    const live = await accounts.list();
    expect(live.consoleAccounts).toEqual([]);
    expect(live.accounts).toMatchObject([
      { id: 'test1@test', nickname: 'ntest1', kfId: '1001', worker: { status: 'bound', wechatId: 'kfwx1' } },
      { id: 'test2@test', nickname: 'ntest2', kfId: '1002', worker: { status: 'bound', wechatId: 'kfwx2' } },
      {
        id: 'test3@test',
        kfId: '1003',
        worker: { status: 'invited', wechatId: 'kfwx3', expiresAt: 123456789 },
      },
    ]);
    expect(live.accounts[0]?.avatarUrl).toMatch(/^http:\/\/mmbiz\.qpic\.cn\/mmbiz\/.*\/0$/);
  });

  test('getkflist with the key of the online list: an error that names the documentation bug', async () => {
    const { accounts } = await clientAnswered('official/getkflist.DOCBUG_kf_online_list_key.response.json');
    const failure = await failureOf(accounts.list());
    expect(failure).toMatchObject({ kind: 'unreachable', code: 'unusable-list' });
    expect(failure.message).toContain('kf_online_list in place of kf_list');
    expect(failure.message).toContain('documentation');
  });

  test('getonlinekflist: rows without an account are left out, a missing count is none', async () => {
    const some = await clientAnswered('official/getonlinekflist.with_kf_openid.response.json');
    expect(await some.accounts.online()).toEqual([{ id: 'test1@test', acceptedCases: 0 }]);
    const none = await clientAnswered('official/getonlinekflist.empty_account.response.json');
    expect(await none.accounts.online()).toEqual([]);
  });

  test('the calls that write: errcode 0 is applied', async () => {
    const { accounts } = await clientAnswered('official/kfaccount_any.ok.response.json');
    expect(told(await accounts.add(alice, 'ntest1'))).toBe('applied');
    expect(told(await accounts.delete(alice))).toBe('applied');
  });

  test('openapi/quota/get and get_api_domain_ip', async () => {
    const quota = await clientAnswered('official/openapi_quota_get.response.json');
    expect(await quota.inquiries.quota('/cgi-bin/message/custom/send')).toEqual({
      dailyLimit: 0,
      used: 0,
      remain: 0,
    });
    const addresses = await clientAnswered('official/get_api_domain_ip.response.json');
    expect(await addresses.inquiries.serverAddresses()).toEqual(['101.89.47.18', '101.91.34.103']);
  });

  test.each(['token.ok', 'stable_token.reused'])('%s: a token that is used as it is', async (name) => {
    const server = await openServer(
      bytesThenClose(contentOf('official/getkflist.three_states.response.json')),
      bytesThenClose(contentOf(`official/${name}.response.json`)),
    );
    const { accounts } = openClient(connectionTo(server.url, 'APPID', 'APPSECRET'));
    expect((await accounts.list()).accounts).toHaveLength(3);
  });
});

describe('given answers captured by users', () => {
  test('getkflist: gh_ suffix, kf_id as number', async () => {
    const { accounts } = await clientAnswered('reports/getkflist.live.gh_suffix_numeric_id.response.json');
    expect((await accounts.list()).accounts).toMatchObject([
      { id: 'kf2001@gh_0a1b2c3d4e5f', nickname: '测试客服', kfId: '2001' },
      { id: 'kf2002@gh_0a1b2c3d4e5f', kfId: '2002' },
      { id: 'kf2004@gh_0a1b2c3d4e5f', nickname: '舟岛小鲜', kfId: '2004', worker: { status: 'bound' } },
    ]);
  });

  test('getonlinekflist: nobody', async () => {
    const { accounts } = await clientAnswered('reports/getonlinekflist.live.empty.response.json');
    expect(await accounts.online()).toEqual([]);
  });

  test.each([
    ['err_40001_hint', 'auth', '40001', undefined],
    ['err_40001_stable_token_hint', 'auth', '40001', undefined],
    ['err_40003_rid', 'unreachable', '40003', 'rid 66f3bd4d-25a283a9-73c6a452'],
    ['err_40013_token', 'auth', '40013', '40013 invalid appid.'],
    ['err_40164_hint', 'auth', '40164', 'hint KJZfAa0644e575'],
    ['err_40164_ipv6_rid_2', 'auth', '40164', 'rid 64d1e675-2ca73ab3-2e56ca44'],
    ['err_45004_hint_and_rid', 'unreachable', '45004', 'hint 7jly7a074878-1, rid 68ff2583-479cabd7-08ff32c3'],
    ['err_45009_plain', 'quota', '45009', '45009 reach max api daily quota limit.'],
    ['err_45009_token_rid', 'quota', '45009', 'rid 60fa6713-49187ba1-7a8cf8a7'],
    ['err_45015_hint2', 'unreachable', '45015', 'hint G6cObA05284126'],
    ['err_45015_rid', 'unreachable', '45015', 'rid 6348bdf8-38ee9781-1cca7b03'],
    ['err_45047_rid', 'unreachable', '45047', 'rid 608780e2-4b5d9662-035705c2'],
    ['err_65400_hint_add', 'auth', '65400', 'hint gAADLA09731551'],
    [
      'err_65401_hint_and_rid_inviteworker',
      'unreachable',
      '65401',
      'hint 4hEDR0I2e-OQxxgA, rid 61123150-1bf2ec94-0441cc67',
    ],
  ])('%s to a read: a Failure of kind %s that keeps WeChat’s traces', async (name, kind, code, words) => {
    const { accounts } = await clientAnswered(`reports/${name}.response.json`);
    const failure = await failureOf(accounts.list());
    expect(failure).toMatchObject({ kind, code });
    if (words !== undefined) expect(failure.message).toContain(words);
  });

  test('61457 to an upload: not applied, about the avatar', async () => {
    const { accounts } = await clientAnswered('reports/err_61457_uploadheadimg.response.json');
    expect(told(await accounts.uploadAvatar(alice, jpeg))).toBe('not-applied 61457 fail');
  });

  test('65400 to an add: not applied, stop, and the three steps', async () => {
    const { accounts } = await clientAnswered('reports/err_65400_hint_add.response.json');
    const outcome = await accounts.add(alice, 'ntest1');
    expect(told(outcome)).toBe('not-applied 65400 stop');
    expect(outcome.kind !== 'applied' && outcome.cause.hint).toMatch(/1\. .*2\. .*3\. /);
  });

  test.each([
    ['err_40164_hint', '203.0.113.219'],
    ['err_40164_ipv6_rid_2', '203.0.113.14'],
  ])('%s: the address to allow, and how long it takes', async (name, address) => {
    const { accounts } = await clientAnswered(`reports/${name}.response.json`);
    const { hint } = await failureOf(accounts.list());
    expect(hint).toContain(`The address to allow is ${address}.`);
    expect(hint).toContain('5 to 10 minutes');
  });
});

test('every answer of the contract can be read', () => {
  const files = ['official', 'reports'].flatMap((folder) =>
    readdirSync(new URL(folder, contract)).map((name) => `${folder}/${name}`),
  );
  const answers = files.filter((file) => file.endsWith('.response.json'));
  expect(answers.length).toBeGreaterThan(30);
  expect(answers.filter((file) => parseAnswer(contentOf(file)).kind !== 'object')).toEqual([]);
});

describe('given a call, expect the request WeChat documents', () => {
  const example = (name: string) => JSON.parse(contentOf(`official/${name}.request.json`));
  const ok = bytesThenClose(contentOf('official/kfaccount_any.ok.response.json'));

  test.each([
    ['kfaccount_add', (c: WechatClient, b: Body) => c.accounts.add(b.kf_account, b.nickname ?? '')],
    ['kfaccount_update', (c: WechatClient, b: Body) => c.accounts.update(b.kf_account, b.nickname ?? '')],
    ['kfaccount_del', (c: WechatClient, b: Body) => c.accounts.delete(b.kf_account)],
    [
      'kfaccount_inviteworker',
      (c: WechatClient, b: Body) => c.accounts.invite(b.kf_account, b.invite_wx ?? ''),
    ],
  ])('%s', async (name, call) => {
    const server = await openServer(ok);
    const body = example(name);
    await call(openClient(connectionTo(server.url, 'APPID', 'APPSECRET')), body);
    expect(JSON.parse(server.received.at(-1)?.body ?? '')).toEqual(body);
    expect(server.received.at(-1)?.path).toBe(`/customservice/${name.replace('_', '/')}`);
  });

  test('stable_token, and never with force_refresh', async () => {
    const server = await openServer(ok, giveToken);
    await openClient(connectionTo(server.url, 'APPID', 'APPSECRET')).accounts.delete(alice);
    expect(server.received[0]?.path).toBe('/cgi-bin/stable_token');
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual(example('stable_token'));
  });

  test('openapi/quota/get', async () => {
    const server = await openServer(ok);
    await openClient(connectionTo(server.url, 'APPID', 'APPSECRET')).inquiries.quota(
      '/cgi-bin/message/custom/send',
    );
    expect(JSON.parse(server.received.at(-1)?.body ?? '')).toEqual(example('openapi_quota_get'));
  });
});

interface Body {
  readonly kf_account: ReturnType<typeof accountId>;
  readonly nickname?: string;
  readonly invite_wx?: string;
}
