import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { run as render } from '../../src/cli/commands/message/render.ts';
import { systemClock } from '../../src/cli/wiring.ts';
import { folderWith } from '../config/written-config.ts';
import { capturedWorld } from '../support/cli.ts';
import { customer, messageStage } from './stage.ts';

// A heart that is drawn in colour, a person of several signs, and what ends a line for some parsers: WeChat refuses `\uXXXX`.
const content = '谢谢 ❤\ufe0f 👩\u200d💻 ##[group] \u2028 {{who}}';

const config = `version: 1
officialAccount:
  name: shop
  wechatId: kftest
  appId: wxemu0000000000001
  credentials: { appSecret: { env: KEFU_APP_SECRET } }
accounts: {}
templates:
  thanks:
    msgtype: text
    variables: { who: { type: string, maxLength: 20, example: 小美 } }
    text: { content: ${JSON.stringify(content)} }
`;

/** Stands before the emulator and keeps what goes by. */
async function relay() {
  const bodies: string[] = [];
  const to = { url: '' };
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (request.url?.startsWith('/cgi-bin/message/custom/send')) bodies.push(body.toString());
    const method = request.method ?? 'GET';
    const answer = await fetch(`${to.url}${request.url}`, method === 'GET' ? {} : { method, body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { bodies, to, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('render prints the body that send puts on the wire, byte for byte', async () => {
  const folder = await folderWith({ 'kefu.yaml': config });
  const { bodies, to, url } = await relay();
  const stage = await messageStage(folder, systemClock, { KEFU_ENDPOINT: url });
  to.url = stage.emulator.url;
  stage.says('你好');
  const { world, out } = capturedWorld(folder, {});
  const set = ['who=❤\ufe0f'];
  const exit = await render({ config: './kefu.yaml', name: 'thanks', to: customer, set }, world);
  expect(exit).toBe(0);

  const sent = await stage.send('thanks', { set, autoApprove: true });
  expect(sent.exit, sent.told).toBe(0);
  expect(bodies).toEqual([out().trimEnd()]);
  expect(out()).not.toContain('\\u');
});
