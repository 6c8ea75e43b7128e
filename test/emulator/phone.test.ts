import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { openBrowser, seriousFaults } from '../render/browser.ts';
import { connect, type Json } from './emulator-client.ts';
import { drawnPicture } from './pictures.ts';
import { customer, customerWrites, sendPath, shelve, silentCustomer, text, typingPath } from './scenes.ts';
import { stage } from './stage.ts';

// The emulator's page as people use it, in a real browser: what they do reaches the world, and what happens there reaches them.

const uploadPath = '/customservice/kfaccount/uploadheadimg';
const invitePath = '/customservice/kfaccount/inviteworker';
const phoneWidth = { viewport: { width: 360, height: 740 }, locale: 'en-US' } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

async function open(path = '/', options: BrowserContextOptions = phoneWidth): Promise<Page> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // The browser itself tells of each refusal; the page tells people.
    if (message.type() === 'error' && !message.text().includes('status of 400')) faults.push(message.text());
  });
  onTestFinished(() => expect(faults).toEqual([]));
  await page.goto(stage.emulator.url + path);
  await page.locator('#state.good').waitFor();
  // Gone after a reload: by it a test sees that the page changed without one.
  await page.evaluate('window.isSamePage = true');
  return page;
}

function seen(page: Page, words: string): Promise<void> {
  return page.getByText(words).first().waitFor();
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

function send(msgtype: string, content: object): Promise<Json> {
  const customservice = { kf_account: 'alice@kftest' };
  return stage.client.post(sendPath, { touser: customer, msgtype, [msgtype]: content, customservice });
}

/** Of a picture that has loaded, else 0. */
function widthOf(page: Page, selector: string): Promise<number> {
  return page.evaluate<number>(`document.querySelector(${JSON.stringify(selector)}).naturalWidth`);
}

/** What colour a picture of one colour has where it is shown, to within what JPEG makes of it. */
async function colourOf(page: Page, selector: string): Promise<string> {
  const shown = await page.locator(selector).screenshot();
  const { dominant } = await sharp(shown).stats();
  const drawn = { '#c96442': [201, 100, 66], '#2a6fb0': [42, 111, 176] };
  const near = Object.entries(drawn).find(([, parts]) =>
    [dominant.r, dominant.g, dominant.b].every((part, index) => Math.abs(part - (parts[index] ?? 0)) <= 16),
  );
  return near?.[0] ?? JSON.stringify(dominant);
}

/** The bubble with these words, the account's or the customer's. */
function said(page: Page, whose: 'theirs' | 'mine', words: string): Locator {
  return page.locator(`.said.${whose}`, { hasText: words });
}

it('plays a whole conversation: a customer comes, follows, asks, is answered, clicks a menu and leaves', async () => {
  const { emulator, client } = stage;
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  await client.upload(uploadPath, await drawnPicture('#c96442'), { kf_account: 'alice@kftest' });
  const page = await open();
  await seen(page, 'There is no customer yet.');

  await press(page, 'Add');
  await page.waitForURL(/user=oCUSTOMER_1/);
  await page.locator('#state.good').waitFor();
  await page.evaluate('window.isSamePage = true');
  await seen(page, 'Follow kftest to write to it.');
  await press(page, 'Follow');
  await seen(page, 'Nothing was said yet.');
  expect(emulator.world.users[customer]?.relation).toBe('follower');

  await page.getByLabel('Message').fill('在吗？');
  await page.keyboard.press('Enter');
  await said(page, 'mine', '在吗？').waitFor();
  expect(await page.getByLabel('Message').inputValue()).toBe('');
  expect(emulator.world.messages).toMatchObject([{ openid: customer, from: 'user' }]);
  await seen(page, '5 left');

  await client.post(typingPath, { touser: customer, command: 'Typing' });
  await seen(page, 'Typing…');
  expect(await send('text', { content: '您好 <a href="http://www.qq.com">点这里</a>' })).toMatchObject({
    errcode: 0,
  });
  const greeting = said(page, 'theirs', '您好 点这里');
  await greeting.waitFor();
  expect(await greeting.locator('.who').innerText()).toBe('小美');
  expect(await colourOf(page, '.said.theirs img.face')).toBe('#c96442');
  expect(await page.getByText('Typing…').count()).toBe(0);
  await seen(page, '4 left');

  await send('msgmenu', {
    head_content: '满意吗？',
    list: [
      { id: '101', content: '很满意' },
      { id: '102', content: '不满意' },
    ],
  });
  await press(page, '很满意');
  await said(page, 'mine', '很满意').waitFor();
  expect(emulator.world.messages.at(-1)).toMatchObject({ from: 'user', menuId: '101' });

  await press(page, '+48 hours');
  await seen(page, 'No, sending fails with 45015');
  stage.client = await connect(emulator);
  expect(await send('text', { content: '还在吗' })).toMatchObject({ errcode: 45015 });

  await press(page, 'Unfollow');
  await seen(page, 'You no longer follow kftest.');
  expect(emulator.world.users[customer]?.relation).toBe('left');
  expect(await page.evaluate('window.isSamePage')).toBe(true);
});

it('does what customers do without a word: each act reaches the world, and opens its window', async () => {
  const { emulator } = stage;
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  const user = silentCustomer(emulator);
  user.relation = 'never-followed';
  const page = await open();
  const window = page.getByRole('region', { name: 'May the account write?' });
  for (const [name, opens, told] of [
    ['Scan QR code', 'scan', 'After scanning'],
    ['Follow', 'follow', 'After following'],
    ['Click menu', 'menu', 'After a menu click'],
    ['Pay', 'pay', 'After paying'],
  ] as const) {
    expect(emulator.world.users[customer]?.grants.map(({ trigger }) => trigger)).not.toContain(opens);
    await press(page, name);
    await window.getByText(told).waitFor();
    expect(emulator.world.users[customer]?.grants.map(({ trigger }) => trigger)).toContain(opens);
  }
  await press(page, 'Ask for a person');
  await seen(page, 'Waiting for a person.');
  expect(emulator.world.sessions.waiting).toMatchObject([{ openid: customer }]);
});

it('a face and a name that change are those of the customer at once, without a reload', async () => {
  const { emulator, client } = stage;
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  customerWrites(emulator);
  await client.upload(uploadPath, await drawnPicture('#c96442'), { kf_account: 'alice@kftest' });
  const page = await open();
  await send('text', { content: '您好' });
  await said(page, 'theirs', '您好').waitFor();
  expect(await colourOf(page, '.said.theirs img.face')).toBe('#c96442');
  await client.upload(uploadPath, await drawnPicture('#2a6fb0'), { kf_account: 'alice@kftest' });
  await client.post('/customservice/kfaccount/update', {
    kf_account: 'alice@kftest',
    nickname: '小美（夜班）',
  });
  await seen(page, '小美（夜班）');
  await expect.poll(() => colourOf(page, '.said.theirs img.face')).toBe('#2a6fb0');
  expect(await page.locator('.said.theirs .who').innerText()).toBe('小美（夜班）');
  expect(await page.evaluate('window.isSamePage')).toBe(true);
});

it('the invited person accepts or rejects on the page', async () => {
  const { emulator, client } = stage;
  for (const name of ['alice', 'bob']) emulator.addAccount({ account: `${name}@kftest`, nickname: name });
  const page = await open();
  await client.post(invitePath, { kf_account: 'alice@kftest', invite_wx: 'wxid_alice' });
  await client.post(invitePath, { kf_account: 'bob@kftest', invite_wx: 'wxid_bob' });
  const invitations = page.getByRole('region', { name: 'Invitations' });
  const of = (person: string) =>
    invitations.getByRole('listitem').filter({ hasText: `On the phone of ${person}` });
  await of('wxid_alice').getByRole('button', { name: 'Accept' }).click();
  await seen(page, 'bound to wxid_alice');
  await of('wxid_bob').getByRole('button', { name: 'Reject' }).click();
  await seen(page, 'wxid_bob rejected');
  await invitations.waitFor({ state: 'detached' });
  expect(emulator.world.accounts.map(({ worker }) => worker)).toMatchObject([
    { state: 'bound', wechatId: 'wxid_alice' },
    { state: 'invited', answer: 'rejected' },
  ]);
});

it('what arrives leaves alone what a person is writing, and older messages that are being read', async () => {
  const { emulator } = stage;
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  for (let number = 1; number <= 40; number += 1) customerWrites(emulator, `第 ${number} 条`);
  const page = await open();
  const fromEnd = () => page.evaluate<number>('log.scrollHeight - log.scrollTop - log.clientHeight');
  expect(await fromEnd()).toBeLessThan(2);
  await page.getByLabel('Message').pressSequentially('我想问');
  await send('text', { content: '您好' });
  await said(page, 'theirs', '您好').waitFor();
  expect(await fromEnd()).toBeLessThan(2);
  await page.keyboard.type('一下');
  expect(await page.getByLabel('Message').inputValue()).toBe('我想问一下');

  await page.evaluate('log.scrollTop = 0');
  await send('text', { content: '请说' });
  await page.getByRole('button', { name: 'New messages' }).click();
  expect(await fromEnd()).toBeLessThan(2);
});

it('what ends by itself goes away by itself: the sign that someone types, and a window', async () => {
  const { emulator } = stage;
  const user = customerWrites(emulator);
  const page = await open();
  user.typingUntil = emulator.now() + 1500;
  user.grants = [{ trigger: 'menu', until: emulator.now() + 2000, left: 3 }];
  emulator.addAccount({ account: 'alice@kftest' });
  await seen(page, 'Typing…');
  await page.getByText('Typing…').waitFor({ state: 'detached' });
  await seen(page, 'No, sending fails with 45015');
});

it('listens to nothing while nobody looks, and shows what was missed when somebody does again', async () => {
  customerWrites(stage.emulator);
  const page = await open();
  const looking = (isHidden: boolean) =>
    page.evaluate(`{
      Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }`);
  await looking(true);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await stage.client.post(sendPath, { ...text, text: { content: '您好，请问' } });
  await page.waitForTimeout(500);
  expect(asked).toEqual([]);
  await looking(false);
  await said(page, 'theirs', '您好，请问').waitFor();
});

it('stays the phone of one customer when another one writes', async () => {
  customerWrites(stage.emulator);
  const page = await open();
  await page.getByLabel('Message').fill('我的草稿');
  await stage.client.control('POST', 'users/oOTHER/acts', { act: 'message', text: '我是别人' });
  await page.getByRole('link', { name: 'oOTHER' }).waitFor();
  await press(page, 'Send');
  await said(page, 'mine', '我的草稿').waitFor();
  expect(stage.emulator.world.messages.at(-1)).toMatchObject({ openid: customer });
});

it('shows each kind of message, and a refusal is told', async () => {
  const { emulator } = stage;
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  const user = customerWrites(emulator);
  const picture = (await drawnPicture('#c96442')).toString('base64');
  shelve(emulator, { id: 'PICTURE', base64: picture, format: 'jpeg' });
  shelve(emulator, { id: 'VOICE', kind: 'voice', base64: null });
  shelve(emulator, { id: 'VIDEO', kind: 'video', base64: null });
  for (const [msgtype, content] of [
    ['image', { media_id: 'PICTURE' }],
    ['voice', { media_id: 'VOICE' }],
    ['video', { media_id: 'VIDEO', thumb_media_id: 'PICTURE', title: '使用说明', description: '三分钟看懂' }],
    [
      'news',
      {
        articles: [
          {
            title: '春季新品',
            description: '上架了',
            url: 'http://x.example',
            picurl: 'http://x.example/1.jpg',
          },
        ],
      },
    ],
    [
      'miniprogrampage',
      { title: '我的订单', appid: 'wx1', pagepath: 'pages/order', thumb_media_id: 'PICTURE' },
    ],
  ] as const) {
    user.grants = [{ trigger: 'message', until: emulator.now() + 60_000, left: 5 }];
    expect(await send(msgtype, content), msgtype).toMatchObject({ errcode: 0 });
  }
  const page = await open();
  const bubbles = page.locator('.said.theirs');
  expect(await bubbles.count()).toBe(5);
  expect(await widthOf(page, '.said.theirs img[alt=Picture]')).toBeGreaterThan(0);
  expect(await bubbles.nth(1).innerText()).toContain('Voice');
  expect(await bubbles.nth(2).innerText()).toMatch(/使用说明\s+三分钟看懂/);
  expect(await bubbles.nth(3).innerText()).toMatch(/Picture from x\.example, not loaded\s+春季新品/);
  expect(await bubbles.nth(4).innerText()).toMatch(/我的订单\s+Mini program/);

  await page.getByLabel('Hours').fill('99999999');
  await press(page, 'Move');
  await seen(page, 'advanceSeconds leads beyond the calendar');
}, 30_000);

it('a page that stayed open while the emulator was started anew loads itself, and goes on', async () => {
  const { port } = new URL(stage.emulator.url);
  const context = await browser.newContext(phoneWidth);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(stage.emulator.url);
  await seen(page, 'There is no customer yet.');
  await stage.emulator.close();
  await seen(page, 'No connection, trying again…');
  const loaded = page.waitForEvent('load');
  stage.emulator = await startEmulator({ port: Number(port) });
  silentCustomer(stage.emulator);
  // What is written before it has loaded itself is lost.
  await loaded;
  await page.getByLabel('Message').fill('又见面了');
  await press(page, 'Send');
  await said(page, 'mine', '又见面了').waitFor();
  expect(stage.emulator.world.messages).toHaveLength(1);
}, 30_000);

describe('in each language, light and dark, narrow and wide', () => {
  const looks = [
    { locale: 'en-US', colorScheme: 'light', viewport: { width: 360, height: 740 } },
    { locale: 'en-US', colorScheme: 'dark', viewport: { width: 1280, height: 740 } },
    { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
    { locale: 'zh-CN', colorScheme: 'light', viewport: { width: 1280, height: 740 } },
  ] as const;

  it.each(looks)(
    '$locale $colorScheme $viewport.width: fits, and axe finds nothing serious',
    async (look) => {
      const { emulator, client } = stage;
      emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
      await client.post(invitePath, { kf_account: 'alice@kftest', invite_wx: 'wxid_alice' });
      customerWrites(emulator, '请问'.repeat(60));
      await send('msgmenu', { head_content: '满意吗？', list: [{ id: '1', content: '满意' }] });
      await client.post(sendPath, { ...text, aimsgcontext: { is_ai_msg: 1 } });
      const page = await open('/', { ...look, bypassCSP: true });
      expect(await page.evaluate('document.documentElement.lang')).toBe(
        look.locale === 'zh-CN' ? 'zh-CN' : 'en',
      );
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(look.viewport.width);
      expect(await seriousFaults(page)).toEqual([]);
      const { dominant } = await sharp(await page.screenshot()).stats();
      expect(dominant.r + dominant.g + dominant.b < 3 * 128).toBe(look.colorScheme === 'dark');
      const words = await page.locator('body').innerText();
      if (look.locale === 'zh-CN') expect(words).toMatch(/可以[\s\S]*还能发 3 条/);
    },
  );
});

it('the language of the address goes before that of the browser, and stays while one clicks on', async () => {
  silentCustomer(stage.emulator, 'oTWO');
  silentCustomer(stage.emulator, 'oONE');
  const page = await open('/?lang=zh-CN');
  await page.getByRole('link', { name: 'oONE' }).click();
  await seen(page, 'oONE 的手机');
  await page.getByRole('link', { name: 'English' }).click();
  await seen(page, 'Phone of oONE');
});

it('works by keyboard alone', async () => {
  silentCustomer(stage.emulator);
  const page = await open();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('你好');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await said(page, 'mine', '你好').waitFor();
});

it('without scripts the page can be read', async () => {
  customerWrites(stage.emulator, '在吗');
  const context = await browser.newContext({ ...phoneWidth, javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(stage.emulator.url);
  await said(page, 'mine', '在吗').waitFor();
  expect(await page.locator('noscript').innerHTML()).toContain(
    'Without JavaScript this page shows how things are',
  );
});
