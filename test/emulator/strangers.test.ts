import { connect as connectSocket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { connect, type Json } from './emulator-client.ts';
import { drawnPicture } from './pictures.ts';
import { rawExchange, rawRequest } from './raw-request.ts';
import { stage } from './stage.ts';

const addPath = '/customservice/kfaccount/add';
const uploadPath = '/customservice/kfaccount/uploadheadimg';
const body = '{"kf_account":"alice@kftest","nickname":"小美"}';

beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

function head(path: string, lines: string[] = [], query = ''): string {
  const target = `${path}?access_token=${stage.client.token}${query}`;
  return [`POST ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...lines, ''].join('\r\n');
}

function chunked(bytes: Buffer, size: number): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

describe('JSON is taken from a client that', () => {
  it.each([
    ['sends no Content-Type', []],
    ['sends a form Content-Type', ['Content-Type: application/x-www-form-urlencoded']],
    ['sends text/plain with a charset', ['Content-Type: text/plain; charset=GBK']],
    ['writes header names in capitals', ['CONTENT-TYPE: APPLICATION/JSON', 'USER-AGENT: x']],
    ['asks for 100-continue', ['Expect: 100-continue']],
  ])('%s', async (_case, lines) => {
    const answer = await rawRequest(stage.emulator.url, head(addPath, lines), body);
    expect(answer.head + answer.body).toContain('{"errcode":0,"errmsg":"ok"}');
    expect(stage.emulator.world.accounts).toMatchObject([{ account: 'alice@kftest', nickname: '小美' }]);
  });

  it.each([
    ['ends it with a line break', `${body}\n`],
    ['begins it with a byte order mark', `\uFEFF${body}`],
    ['indents it', JSON.stringify(JSON.parse(body), null, 4)],
    ['escapes it', '{"kf_account":"alice@kftest","nickname":"\\u5c0f\\u7f8e"}'],
    ['escapes slashes and at signs', '{"kf_account":"alice\\u0040kftest","nickname":"小美","x":"a\\/b"}'],
    [
      'sends a password and more',
      '{"password":"md5","kf_account":"alice@kftest","nickname":"小美","business_id":1}',
    ],
  ])('%s', async (_case, sent) => {
    const answer = await rawRequest(stage.emulator.url, head(addPath), sent);
    expect(answer.body).toBe('{"errcode":0,"errmsg":"ok"}');
    expect(stage.emulator.world.accounts).toMatchObject([{ account: 'alice@kftest', nickname: '小美' }]);
  });

  it('sends it in chunks', async () => {
    const request = Buffer.concat([
      Buffer.from(`${head(addPath, ['Transfer-Encoding: chunked'])}\r\n`),
      chunked(Buffer.from(body), 7),
    ]);
    expect((await rawExchange(stage.emulator.url, request)).body).toBe('{"errcode":0,"errmsg":"ok"}');
  });

  it('sends the head and the body byte by byte', async () => {
    const request = Buffer.from(
      `${head(addPath, [`Content-Length: ${Buffer.byteLength(body)}`])}\r\n${body}`,
    );
    const socket = connectSocket(Number(new URL(stage.emulator.url).port), '127.0.0.1');
    for (const byte of request) socket.write(Buffer.from([byte]));
    await expect.poll(() => stage.emulator.world.accounts.length).toBe(1);
    socket.destroy();
  });
});

describe('a picture is taken from a client that', () => {
  it.each([
    ['names no part type', 'name="media"; filename="a.jpg"', []],
    ['names a wrong part type', 'name="media"; filename="a.jpg"', ['Content-Type: application/octet-stream']],
    ['sends a path as file name', 'name="media"; filename="drivers/头像 1.jpg"', []],
    ['puts the file name first', 'filename="a.jpg"; name="media"', []],
    ['uses no quotes', 'name=media; filename=a.jpg', []],
    [
      'sends a length for the part',
      'name="media"; filename="a.jpg"',
      ['Content-Length: 5', 'content-type: image/jpeg'],
    ],
  ])('%s', async (_case, disposition, partHead) => {
    expect(await upload(disposition, partHead)).toBe('{"errcode":0,"errmsg":"ok"}');
    expect(stage.emulator.world.accounts[0]?.picture).not.toBe('default');
  });

  it('sends it in chunks, with the boundary in quotes and text around the parts', async () => {
    expect(await upload('name="media"; filename="a.jpg"', [], { quoted: true, chunks: 1000 })).toContain(
      '"ok"',
    );
  });

  it('leaves out the last line break, unless the settings are strict', async () => {
    const disposition = 'name="media"; filename="a.jpg"';
    expect(await upload(disposition, [], { end: '' })).toContain('"ok"');
    stage.emulator.world.settings.multipart = 'strict';
    expect(await upload(disposition, [], { end: '' })).toContain('41005');
    expect(await upload(disposition, [])).toContain('"ok"');
  });

  it('is refused when the field has another name, no file name, or no end', async () => {
    expect(await upload('name="file"; filename="a.jpg"', [])).toContain('41005');
    expect(await upload('name="media"', [])).toContain('41005');
    expect(await upload('name="media"; filename="a.jpg"', [], { closing: '' })).toContain('41005');
  });
});

async function upload(
  disposition: string,
  partHead: string[],
  form: { quoted?: boolean; chunks?: number; end?: string; closing?: string } = {},
): Promise<string> {
  if (stage.emulator.world.accounts.length === 0) stage.emulator.addAccount({ account: 'alice@kftest' });
  const picture = await drawnPicture('#369');
  const part = [`Content-Disposition: form-data; ${disposition}`, ...partHead].join('\r\n');
  const preamble = form.quoted === true ? 'ignored\r\n' : '';
  const bytes = Buffer.concat([
    Buffer.from(`${preamble}--b0\r\n${part}\r\n\r\n`),
    picture,
    Buffer.from(`\r\n${form.closing ?? '--b0--'}${form.end ?? '\r\n'}`),
  ]);
  const boundary = form.quoted === true ? '"b0"' : 'b0';
  const type = `Content-Type: multipart/form-data; boundary=${boundary}`;
  const query = '&kf_account=alice%40kftest';
  if (form.chunks === undefined) {
    return (await rawRequest(stage.emulator.url, head(uploadPath, [type], query), bytes)).body;
  }
  const start = Buffer.from(`${head(uploadPath, [type, 'Transfer-Encoding: chunked'], query)}\r\n`);
  return (await rawExchange(stage.emulator.url, Buffer.concat([start, chunked(bytes, form.chunks)]))).body;
}

it('a path that WeChat does not have is refused with 40066 by HTTP 200, before anybody looks at the token', async () => {
  const asked = async (path: string) => {
    const response = await fetch(`${stage.emulator.url}${path}?access_token=WRONG`);
    return { status: response.status, ...((await response.json()) as Json) };
  };
  const refusal = { status: 200, errcode: 40066, errmsg: expect.stringMatching(/^invalid url rid: /) };
  expect(await asked('/cgi-bin/customservice/msgrecord/getrecord')).toEqual(refusal);
  expect(await asked('/customservice/kfaccount/delete')).toEqual(refusal);
  expect(await asked('/customservice/kfaccount/del')).toMatchObject({ errcode: 40001 });
  stage.emulator.world.settings.errmsgTail = 'hint';
  expect(await asked('/cgi-bin/nothing')).toMatchObject({ errmsg: expect.stringMatching(/ hint: \[/) });
});

it.each([
  ['404', 'Not Found'],
  ['503', 'Service Temporarily Unavailable'],
] as const)(
  'a path that WeChat does not have gets a page of HTTP %s where the setting says so',
  async (status, reason) => {
    stage.emulator.world.settings.unknownPath = status;
    const answer = await rawRequest(stage.emulator.url, head('/cgi-bin/customservice/kfaccount/add'), body);
    expect(answer.head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.body).toContain(`<h1>${status} ${reason}</h1>`);
  },
);
