import fc from 'fast-check';
import { jsonTexts, numbers } from './corpora.ts';
import { damagedBytes, damagedValue, type Value } from './damage.ts';

/** One answer of a server that says it is WeChat, to one call. */
export interface AnswerCase {
  readonly call: Call;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type Call = keyof typeof good;

/** What WeChat answers when all is well. */
const good = {
  token: { access_token: `67_${'a'.repeat(120)}`, expires_in: 7200 },
  accounts: {
    kf_list: [
      {
        kf_account: 'alice@kftest',
        kf_nick: '小美',
        kf_id: '1001',
        kf_headimgurl: 'http://mmbiz.qpic.cn/a/0',
        invite_wx: 'wxid_alice',
        invite_expire_time: 1795305600,
        invite_status: 'waiting',
      },
      {
        kf_account: 'carol@kftest',
        kf_nick: '卡罗',
        kf_id: 1003,
        kf_headimgurl: '',
        kf_wx: 'wxid_carol',
      },
      { kf_nick: '控制台', kf_id: '9', kf_headimgurl: '' },
    ],
  },
  online: { kf_online_list: [{ kf_account: 'carol@kftest', status: 1, kf_id: '1003', accepted_case: 2 }] },
  media: {
    total_count: 2,
    item_count: 2,
    item: [
      { media_id: 'M1', name: 'day.png', update_time: 1795305600, url: 'http://mmbiz.qpic.cn/m/0' },
      { media_id: 'M2', name: 'kefu-0123.png', update_time: 1795305600, url: '' },
    ],
  },
  add: { errcode: 0, errmsg: 'ok' },
  delete: { errcode: 65401, errmsg: 'invalid kf_account rid: 6a-b' },
  invite: { errcode: 65408, errmsg: 'already invited' },
  'upload an avatar': { errcode: 0, errmsg: 'ok' },
  'upload a file': { media_id: 'M3', url: 'http://mmbiz.qpic.cn/m/1' },
  send: { errcode: 45015, errmsg: 'response out of time limit' },
} satisfies Record<string, Value>;

const errors = fc
  .tuple(
    fc.constantFrom<Value>(...numbers, -1, 40001, 40164, 45009, 45011, 48001, 65400, 65405, '0', null, [0]),
    fc.constantFrom(
      'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist',
      'x'.repeat(50_000),
      '\u001b[2K\u202E',
      '\r\n::error::x',
      '',
    ),
  )
  .map(([errcode, errmsg]): Value => ({ errcode, errmsg }));

const html = '<!DOCTYPE html><html><head><title>登录</title></head><body>'.padEnd(3000, 'x');

function bodyOf(call: Call): fc.Arbitrary<Uint8Array> {
  const whole = good[call] as Value;
  const text = JSON.stringify(whole);
  return fc.oneof(
    { weight: 6, arbitrary: damagedValue(whole).map((value) => Buffer.from(JSON.stringify(value) ?? '')) },
    { weight: 3, arbitrary: damagedBytes(text) },
    { weight: 2, arbitrary: errors.map((value) => Buffer.from(JSON.stringify(value))) },
    { weight: 1, arbitrary: fc.constantFrom(...jsonTexts, html, text).map((other) => Buffer.from(other)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  );
}

export const answerCases: fc.Arbitrary<AnswerCase> = fc
  .constantFrom(...(Object.keys(good) as Call[]))
  .chain((call) =>
    fc.record({
      call: fc.constant(call),
      status: fc.oneof(
        { weight: 8, arbitrary: fc.constant(200) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(201, 204, 301, 304, 307, 400, 404, 413, 429, 500, 502, 503, 599),
        },
      ),
      headers: fc.constantFrom<Record<string, string>[]>(
        {},
        {},
        {},
        { 'content-type': 'text/html; charset=gbk' },
        { 'content-encoding': 'gzip' },
        { 'content-encoding': 'br' },
        { location: 'http://127.0.0.1:1/' },
        { 'retry-after': '1e300' },
      ),
      body: bodyOf(call),
    }),
  );
