import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { openBrowser } from '../render/browser.ts';
import { connect } from './emulator-client.ts';
import { customer, silentCustomer } from './scenes.ts';
import { stage } from './stage.ts';

// What another page in the same browser can do to the emulator: nothing. The browser is real, and so is the other page.

let browser: Browser;
beforeAll(async () => {
  // A name of somebody else's that leads to this machine, as DNS rebinding makes it.
  browser = await openBrowser(['--host-resolver-rules=MAP rebound.example 127.0.0.1']);
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
  silentCustomer(stage.emulator);
});
afterEach(() => stage.emulator.close());

const act = `users/${customer}/acts`;
const message = '{"act":"message","text":"我是别的网页"}';

async function openPage(address: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** A page of another port of this machine. */
async function foreignPage(): Promise<Page> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>elsewhere</title><p>elsewhere</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return openPage(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

/** What a script of the page gets: the status, or that the browser gave it nothing. */
function ask(page: Page, address: string, options: object): Promise<number | string> {
  const given = JSON.stringify([address, options]);
  return page.evaluate(
    `fetch(...${given}).then(({ status, type }) => type === 'opaque' ? 'opaque' : status, () => 'refused')`,
  );
}

function expectNothingDone(): void {
  const { world } = stage.emulator;
  expect(world.messages).toEqual([]);
  expect(world.users[customer]).toMatchObject({ relation: 'follower', grants: [] });
  expect(world.accounts).toEqual([]);
}

it('a foreign page can not write: by a script, simple or with headers, nor by a form', async () => {
  const { url } = stage.emulator;
  const page = await foreignPage();
  for (const mode of ['cors', 'no-cors']) {
    for (const type of ['text/plain', 'application/json']) {
      const options = { method: 'POST', mode, body: message, headers: { 'content-type': type } };
      expect(await ask(page, `${url}/__emulator/${act}`, options)).toMatch(/refused|opaque/);
    }
  }
  const withToken = { method: 'POST', body: message, headers: { 'x-page-token': 'guessed' } };
  expect(await ask(page, `${url}/__emulator/${act}`, withToken)).toBe('refused');
  expect(
    await ask(page, `${url}/__emulator/users/${customer}`, { method: 'PUT', body: '{"relation":"left"}' }),
  ).toBe('refused');

  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.evaluate(`{
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: '${url}/__emulator/${act}', enctype: 'text/plain' });
    const field = document.createElement('input');
    Object.assign(field, { name: '{"act":"message","text":"', value: '"}' });
    form.append(field);
    document.body.append(form);
    form.submit();
  }`);
  expect((await answer).status()).toBe(403);
  expectNothingDone();
});

it('a foreign page can not read: not the world, not the token, not the stream of changes, and not in a frame', async () => {
  const { url } = stage.emulator;
  const page = await foreignPage();
  for (const path of ['/', '/__emulator/world', '/__emulator/page/now', '/__emulator/page/changes']) {
    expect(await ask(page, url + path, {}), path).toBe('refused');
  }
  const stream = `new Promise((resolve) => {
    const stream = new EventSource('${url}/__emulator/page/changes');
    stream.onopen = () => resolve('open');
    stream.onerror = () => { stream.close(); resolve('refused'); };
  })`;
  expect(await page.evaluate(stream)).toBe('refused');
  await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.onload = resolve;
    frame.src = '${url}/';
    document.body.append(frame);
  })`);
  const shown = await Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) => frame.content()),
  );
  expect(shown).toHaveLength(1);
  expect(shown.join()).not.toContain(customer);
  expect(shown.join()).not.toContain('data-token');
});

it('a page under a foreign name that leads to this machine gets nothing', async () => {
  const { port } = new URL(stage.emulator.url);
  const page = await openPage(`http://rebound.example:${port}/`);
  expect(await page.content()).not.toContain('data-token');
  expect(await ask(page, `/__emulator/${act}`, { method: 'POST', body: message })).toBe(403);
  expect(await ask(page, '/__emulator/world', {})).toBe(403);
  expectNothingDone();
});

it('a page that another program left open on this port can not write: it does not know the token', async () => {
  const page = await openPage(stage.emulator.url);
  const write = (headers: object) =>
    ask(page, `/__emulator/${act}`, { method: 'POST', body: message, headers });
  expect(await write({})).toBe(403);
  expect(await write({ 'x-page-token': 'of-another-day' })).toBe(403);
  expectNothingDone();
  const token = await page.evaluate<string>('document.documentElement.dataset.token');
  expect(await write({ 'x-page-token': token })).toBe(200);
  expect(stage.emulator.world.messages).toHaveLength(1);
});

it('programs that are no browser write as ever, without a token', async () => {
  await stage.client.control('POST', act, { act: 'message', text: '在吗' });
  expect(stage.emulator.world.messages).toHaveLength(1);
});

it('what people wrote is shown as they wrote it, and runs nowhere', async () => {
  const { emulator, client } = stage;
  const evil = `"><img src=x onerror="window.isHit=1"><script>window.isHit=1</script>'\u202e`;
  await client.control('POST', act, { act: 'message', text: evil });
  emulator.addAccount({
    account: 'alice@kftest',
    nickname: evil,
    worker: { state: 'bound', wechatId: evil },
  });
  const menu = { head_content: evil, list: [{ id: evil, content: evil }] };
  const options = {
    touser: customer,
    msgtype: 'msgmenu',
    msgmenu: menu,
    customservice: { kf_account: 'alice@kftest' },
  };
  await client.post('/cgi-bin/message/custom/send', options);
  const page = await openPage(`${emulator.url}/?user=${customer}&lang=${encodeURIComponent(evil)}`);
  await page.locator('.menu button').click();
  await page.locator('.said.mine').nth(1).waitFor();
  expect(await page.locator('.said.mine .text').first().innerText()).toBe(
    evil.replace('\u202e', '\\u{202e}'),
  );
  expect(await page.evaluate('window.isHit')).toBeUndefined();
  expect(emulator.world.messages.at(-1)?.menuId).toBe(evil);
});
