import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadMessages } from '../../src/index.ts';
import { messageStage } from '../messages/stage.ts';

const examples = join(import.meta.dirname, '../../examples/messages');
const events = join(import.meta.dirname, '../contract/events');
const load = () => loadMessages('kefu.yaml', { cwd: examples, env: {} });

/** A developer's server: what is pushed to it, one after the other. */
async function developersServer() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const next = async (): Promise<string> => {
    const [request, response] = await once(server, 'request');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end('success');
    return Buffer.concat(chunks).toString('utf8');
  };
  return { url: `http://127.0.0.1:${port}/wechat`, next };
}

test('a click that the emulator pushes is told as template and answer', async () => {
  const stage = await messageStage();
  const { url, next } = await developersServer();
  stage.emulator.world.officialAccount.callbackUrl = url;
  stage.says('在吗');
  await stage.send('msgmenu');
  const pushed = next();
  const act = { act: 'click-msgmenu', id: '102' };
  const path = `${stage.emulator.url}/__emulator/users/oCUSTOMER_0123456789abcdefgh/acts`;
  await fetch(path, { method: 'POST', body: JSON.stringify(act) });
  expect(await (await load()).parseMenuReply(await pushed)).toEqual({
    openid: 'oCUSTOMER_0123456789abcdefgh',
    id: '102',
    content: '不满意',
    template: 'msgmenu',
    item: { id: '102', content: '不满意' },
  });
});

describe('given a push', () => {
  test('the documented click is understood', async () => {
    const xml = readFileSync(join(events, 'msgmenu_click.official.xml'), 'utf8');
    expect(await (await load()).parseMenuReply(xml)).toMatchObject({ id: '101', template: 'msgmenu' });
  });

  test('an id that no template has is told without one', async () => {
    const xml = readFileSync(join(events, 'msgmenu_click.official.xml'), 'utf8').replace('101', '0101');
    const reply = await (await load()).parseMenuReply(xml);
    expect(reply).toMatchObject({ id: '0101', content: '满意' });
    expect(reply).not.toHaveProperty('template');
  });

  test.each(['kf_create_session.wechatpy.xml', 'transfer_customer_service.any.reply.xml'])(
    '%s is no click',
    async (file) => {
      const xml = readFileSync(join(events, file), 'utf8');
      expect(await (await load()).parseMenuReply(xml)).toBeUndefined();
    },
  );

  test.each([
    ['<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/hostname">]><xml><MsgType>&a;</MsgType></xml>'],
    ['<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Content>&b;</Content></xml>'],
    ['<xml><MsgType>text</MsgType>'],
    ['{"MsgType":"text"}'],
    [''],
    [`<xml>${'<a>'.repeat(30_000)}</xml>`],
  ])('%.60s is refused', async (xml) => {
    await expect((await load()).parseMenuReply(xml)).rejects.toMatchObject({ code: 'push-invalid' });
  });

  test('whatever is in it, it is a click, no click, or refused, and changes no prototype', async () => {
    const messages = await load();
    const name = fc.constantFrom(
      'MsgType',
      'bizmsgmenuid',
      'FromUserName',
      '__proto__',
      'constructor',
      'xml',
    );
    const part = fc.tuple(name, fc.string()).map(([tag, text]) => `<${tag}>${text}</${tag}>`);
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const reply = await messages
          .parseMenuReply(`<xml>${parts.join('')}</xml>`)
          .catch((error) => error.code);
        expect(reply === undefined || reply === 'push-invalid' || typeof reply === 'object').toBe(true);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

test('importing the library prints nothing and keeps no process alive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'import.mjs');
  const { outputFiles } = await build({
    stdin: { contents: "import 'kefu'", resolveDir: join(import.meta.dirname, '../..') },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    alias: { kefu: join(import.meta.dirname, '../../src/index.ts') },
    external: ['sharp'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  writeFileSync(file, outputFiles[0]?.text ?? '');
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8', timeout: 20_000 })).toBe('');
});
