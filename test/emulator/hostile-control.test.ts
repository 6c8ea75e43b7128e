import { describe, expect, onTestFinished, test } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { rawRequest } from './raw-request.ts';

// Nothing that is sent to the emulator is a fault of the emulator: each request is answered as good or as bad, and the next
// one is answered, too.

async function start(): Promise<RunningEmulator> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  return emulator;
}

async function ask(
  { url }: RunningEmulator,
  request: string,
  lines: readonly string[] = [],
  body = '',
  host = '127.0.0.1',
) {
  const head = [`${request} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...lines, ''].join('\r\n');
  const { head: answered } = await rawRequest(url, head, body);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answered)?.[1]);
}

const values = [
  'null',
  '{}',
  '[]',
  '[null]',
  '5',
  '1e300',
  '-1',
  '""',
  '"x"',
  'true',
  '{"a":null}',
  '{"__proto__":{}}',
];
const targets = {
  'PUT /__emulator/official-account': [
    'appId',
    'appSecret',
    'wechatId',
    'kind',
    'verified',
    'kfEnabled',
    'ipAllowList',
    'callbackUrl',
    'miniPrograms',
    'troubles',
  ],
  'PUT /__emulator/world': [
    'officialAccount',
    'settings',
    'clockOffsetMs',
    'lastNumber',
    'tokens',
    'accounts',
    'formerLists',
    'people',
    'pictures',
    'users',
    'messages',
    'sessions',
    'records',
    'media',
    'quotas',
    'traces',
    'faults',
    'requests',
  ],
  'PUT /__emulator/settings': ['kfId', 'limits', 'unknown'],
  'POST /__emulator/clock': ['advanceSeconds'],
  'POST /__emulator/tokens': ['end', 'space'],
  'POST /__emulator/accounts': ['account', 'nickname', 'worker'],
  'PUT /__emulator/accounts/alice@kftest': ['nickname', 'worker'],
  'POST /__emulator/invitations/alice@kftest': ['answer'],
  'PUT /__emulator/online/alice@kftest': ['status', 'acceptedCase', 'sessions'],
  'PUT /__emulator/people/wxid_a': ['exists', 'boundElsewhere'],
  'PUT /__emulator/users/oA': ['relation', 'blacklisted', 'refusesMessages', 'minor'],
  'POST /__emulator/users/oA/acts': ['act', 'text', 'id'],
  'PUT /__emulator/media/m1': ['kind', 'permanent', 'createdAt', 'name', 'base64', 'articles'],
  'POST /__emulator/faults': ['kind', 'path', 'nth', 'times', 'ms'],
};

describe('the control API', () => {
  test.each(Object.entries(targets))(
    '%s: no value of any field is a fault of the emulator',
    async (target, fields) => {
      const emulator = await start();
      emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
      for (const field of fields) {
        for (const value of values) {
          const status = await ask(emulator, target, [], `{"${field}":${value}}`);
          expect([200, 400, 404, 409], `${field}: ${value}`).toContain(status);
          expect(await ask(emulator, 'GET /__emulator/clock'), `after ${field}: ${value}`).toBe(200);
        }
      }
    },
  );

  test.each([
    '{"messages":[{}]}',
    '{"messages":[{"at":1e300,"openid":"oA","from":"user","msgtype":"text","content":{}}],"users":{"oA":{}}}',
    '{"messages":[{"at":1,"openid":"oA","from":"account","msgtype":"msgmenu","content":{"list":[null,5,{}]}}],"users":{"oA":{}}}',
    '{"messages":[{"at":1,"openid":"oA","from":"account","msgtype":"__proto__","content":{}}],"users":{"oA":{}}}',
    '{"users":{"oA":{"relation":5}}}',
    '{"users":{"oA":{"grants":5}}}',
    '{"users":{"oA":{"grants":[{}]}}}',
    '{"users":{"oA":{"grants":[{"trigger":"pay","until":1e300,"left":null}]}}}',
    '{"users":{"oA":{"typingUntil":"x"}}}',
    '{"accounts":[{"account":"a","worker":{}}]}',
    '{"accounts":[{"account":"a","worker":{"state":"invited","wechatId":"w","answer":"x","expiresAt":1e300}}]}',
    '{"accounts":[{"account":5}]}',
    '{"requests":[{}]}',
    '{"media":{"M":{"kind":"news","permanent":true,"createdAt":1,"articles":[null]}}}',
    '{"clockOffsetMs":-200000000000000}',
  ])('a world of %s is taken or refused, and the page can be shown', async (world) => {
    const emulator = await start();
    expect([200, 400]).toContain(await ask(emulator, 'PUT /__emulator/world', [], world));
    for (const query of ['', '?user=oA', '?user=__proto__&lang=zh-CN']) {
      expect(await ask(emulator, `GET /${query}`), query).toBe(200);
    }
  });

  test('a world of which any part, however deep, is something else is taken or refused, and every call is answered', async () => {
    const emulator = await start();
    const { world, calls } = await livedIn(emulator);
    const broken: string[] = [];
    for (const path of pathsIn(world)) {
      for (const value of [null, {}, [null], 1e300, 'x', true]) {
        const where = `${path.join('.')} = ${JSON.stringify(value)}`;
        const put = await answered(emulator, 'PUT', '/__emulator/world', replaced(world, path, value));
        if (put >= 500) broken.push(where);
        if (put !== 200) continue;
        for (const [method, target, body] of calls)
          if ((await answered(emulator, method, target, body)) >= 500) broken.push(`${where}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  }, 60_000);

  test.each<Record<string, unknown>>([
    { kind: 'html', status: 2 ** 31 },
    { kind: 'html', status: 99 },
    { kind: 'body', status: 199.5 },
    { kind: 'body', contentType: '小' },
    { kind: 'body', contentType: 'text/plain\r\nx: y' },
    { kind: 'redirect', location: '小' },
    { kind: 'redirect', location: 'http://127.0.0.1:9/', status: 1000 },
    { kind: 'delay', ms: -1 },
    { kind: 'late', ms: 2 ** 31 },
    { kind: 'truncate', atByte: -1 },
    { kind: 'gzip-bomb', megabytes: 1e300 },
    { kind: 'errcode', errcode: 1.5 },
    { kind: 'reset', nth: 0 },
  ])('a fault of %j, which nobody could act out, is refused', async (fault) => {
    const emulator = await start();
    expect(await answered(emulator, 'POST', '/__emulator/faults', fault)).toBe(400);
    expect(await answered(emulator, 'GET', '/cgi-bin/customservice/getkflist')).toBe(200);
  });

  test.each(['null', '[]', '5', '{', '', '"x"', '{"a":'])('a body %j is answered as bad', async (body) => {
    const emulator = await start();
    expect([200, 400]).toContain(await ask(emulator, 'PUT /__emulator/settings', [], body));
  });
});

type Call = readonly [method: string, target: string, body?: unknown];

/** A world in which everything was used once, and calls that look at all of it. */
async function livedIn(emulator: RunningEmulator): Promise<{ world: object; calls: readonly Call[] }> {
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  const { appId, appSecret } = emulator;
  const asks = { grant_type: 'client_credential', appid: appId, secret: appSecret };
  const issued = await fetch(`${emulator.url}/cgi-bin/stable_token`, {
    method: 'POST',
    body: JSON.stringify(asks),
  });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const as = `access_token=${token}`;
  const text = { touser: 'oA', msgtype: 'text', text: { content: '您好' } };
  const before: readonly Call[] = [
    ['POST', '/__emulator/users/oA/acts', { act: 'message', text: '在吗' }],
    [
      'POST',
      `/customservice/kfaccount/inviteworker?${as}`,
      { kf_account: 'alice@kftest', invite_wx: 'wxid_a' },
    ],
    ['POST', `/cgi-bin/message/custom/send?${as}`, text],
    ['PUT', '/__emulator/online/alice@kftest', { status: 1 }],
    ['POST', `/customservice/kfsession/create?${as}`, { kf_account: 'alice@kftest', openid: 'oA' }],
    ['PUT', '/__emulator/people/wxid_b', { exists: false }],
    ['PUT', '/__emulator/media/m1', { kind: 'image', permanent: true, name: 'a.png', base64: 'AAAA' }],
    ['POST', '/__emulator/faults', { kind: 'lag', ms: 100 }],
  ];
  for (const call of before) await answered(emulator, ...call);
  const calls: readonly Call[] = [
    ['GET', '/?user=oA'],
    ['GET', '/__emulator/world'],
    ['GET', '/__emulator/media/m1'],
    ['GET', `/cgi-bin/customservice/getkflist?${as}`],
    ['GET', `/cgi-bin/customservice/getonlinekflist?${as}`],
    ['GET', `/customservice/kfsession/getwaitcase?${as}`],
    ['GET', `/customservice/kfsession/getsession?${as}&openid=oA`],
    ['POST', '/cgi-bin/stable_token', asks],
    ['POST', `/cgi-bin/message/custom/send?${as}`, text],
    ['POST', `/cgi-bin/material/batchget_material?${as}`, { type: 'image', offset: 0, count: 20 }],
    ['POST', '/__emulator/users/oA/acts', { act: 'message', text: '在吗' }],
  ];
  const world = await (await fetch(`${emulator.url}/__emulator/world`)).json();
  return { world: world as object, calls };
}

async function answered({ url }: RunningEmulator, ...[method, target, body]: Call): Promise<number> {
  const { status } = await fetch(`${url}${target}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return status;
}

/** The way to each part of a value; of a list to its first member alone. */
function pathsIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const looked = Array.isArray(value) ? below.slice(0, 1) : below;
  return looked.flatMap(([key, part]) => [[...way, key], ...pathsIn(part, [...way, key])]);
}

function replaced(whole: unknown, [key, ...way]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = Array.isArray(whole) ? [...whole] : { ...(whole as object) };
  const parts = copy as Record<string, unknown>;
  parts[key] = replaced(parts[key], way, value);
  return copy;
}

test.each([
  '//',
  '//evil.example/__emulator/world',
  '///',
  'http://',
  '/\\\\',
  '*',
  '/%',
  '/%ff',

  '//[',
  '/__emulator/../x',
])('the target %j is one path of this server, and no fault', async (target) => {
  const emulator = await start();
  expect([200, 404]).toContain(await ask(emulator, `GET ${target}`));
  const { body } = await rawRequest(
    emulator.url,
    `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n`,
  );
  expect(body).not.toContain(emulator.appSecret);
});

describe('a page of a browser', () => {
  test('that the emulator itself served is answered', async () => {
    const emulator = await start();
    const { port } = new URL(emulator.url);
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const own = `${host}:${port}`;
      expect(await ask(emulator, 'GET /__emulator/clock', [`Origin: http://${own}`], '', own)).toBe(200);
    }
  });

  test('of another name of this machine is refused: what listens there may be another program', async () => {
    const emulator = await start();
    const { port } = new URL(emulator.url);
    for (const host of ['localhost', '[::1]', '127.0.0.2']) {
      const lines = [`Origin: http://${host}:${port}`];
      expect(await ask(emulator, 'POST /__emulator/reset', lines, '{}', `127.0.0.1:${port}`)).toBe(403);
    }
  });

  test.each([
    'http://127.0.0.1:1',
    'http://localhost:3000',
    'http://localhost',
    'https://localhost',
    'null',
    'file://',
  ])('of %s is refused: another port is another site', async (origin) => {
    const emulator = await start();
    expect(await ask(emulator, 'POST /__emulator/reset', [`Origin: ${origin}`], '{}')).toBe(403);
  });
});

describe('a request without an origin that a browser makes for a page of another site', () => {
  const foreign = (site: string, mode = 'no-cors') => [`Sec-Fetch-Site: ${site}`, `Sec-Fetch-Mode: ${mode}`];

  test.each(['cross-site', 'same-site'])('(%s) is refused, for reading and for writing', async (site) => {
    const emulator = await start();
    expect(await ask(emulator, 'GET /__emulator/world', foreign(site))).toBe(403);
    expect(await ask(emulator, 'GET /cgi-bin/customservice/getkflist?access_token=x', foreign(site))).toBe(
      403,
    );
    expect(await ask(emulator, 'POST /__emulator/reset', foreign(site, 'navigate'), '{}')).toBe(403);
    expect(await ask(emulator, 'GET /__emulator/world', foreign(site, 'navigate'))).toBe(403);
  });

  test('may open the page, and show pictures', async () => {
    const emulator = await start();
    expect(await ask(emulator, 'GET /', foreign('cross-site', 'navigate'))).toBe(200);
    expect(await ask(emulator, 'GET /__emulator/pictures/default/0', foreign('cross-site'))).toBe(200);
  });

  test.each(['same-origin', 'none'])(
    '(%s) is answered: it is the emulator’s own page, or a person',
    async (site) => {
      const emulator = await start();
      expect(await ask(emulator, 'GET /__emulator/clock', foreign(site))).toBe(200);
    },
  );
});

test('the page can not be put into a frame of another page', async () => {
  const { url } = await start();
  const policy = (await fetch(url)).headers.get('content-security-policy');
  expect(policy).toContain("frame-ancestors 'none'");
});
