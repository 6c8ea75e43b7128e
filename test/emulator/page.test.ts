import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { connect } from './emulator-client.ts';
import { customer, customerWrites, sendPath, shelve, typingPath } from './scenes.ts';
import { stage } from './stage.ts';

beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

async function page(query = ''): Promise<string> {
  return (await fetch(`${stage.emulator.url}/${query}`)).text();
}

it('shows the accounts with face, name and worker', async () => {
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  stage.emulator.addAccount({
    account: 'bob@kftest',
    nickname: '小波',
    worker: { state: 'bound', wechatId: 'wxid_bob' },
  });
  const html = await page();
  expect(html).toContain('客服账号 (2)');
  expect(html).toMatch(
    /<img class="face" alt="" src="\/__emulator\/pictures\/default\/0"><\/td><td>小美<\/td>/,
  );
  expect(html).toMatch(/<td>小美<\/td><td><code>alice@kftest<\/code><\/td><td>未绑定<\/td>/);
  expect(html).toContain('wxid_bob');
});

it('shows as a phone what the customer sees: who speaks, bubbles, menus, and that someone types', async () => {
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  customerWrites(stage.emulator, '在吗');
  shelve(stage.emulator, { id: 'PICTURE', base64: '/9j/' });
  const send = (msgtype: string, content: object) =>
    stage.client.post(sendPath, {
      touser: customer,
      msgtype,
      [msgtype]: content,
      customservice: { kf_account: 'alice@kftest' },
    });
  await send('text', { content: '您好 <a href="http://www.qq.com">点这里</a>' });
  await send('image', { media_id: 'PICTURE' });
  await send('msgmenu', { head_content: '满意吗?', list: [{ id: '1', content: '满意' }] });
  await stage.client.post(typingPath, { touser: customer, command: 'Typing' });
  const html = await page();
  expect(html).toContain('<li class="user"><span class="face"></span><div><div class="bubble">在吗</div>');
  expect(html).toContain(
    '<p class="who">小美</p><div class="bubble">您好 <span class="link">点这里</span></div>',
  );
  expect(html).toContain('src="/__emulator/media/PICTURE"');
  expect(html).toContain('<li class="link">满意</li>');
  expect(html).toContain('对方正在输入');
});

it('escapes whatever people wrote, and makes hidden characters visible', async () => {
  const evil = '<script>x</script>"\'&\u202e\u200b';
  stage.emulator.addAccount({ account: '"><img>@x', nickname: evil });
  customerWrites(stage.emulator, evil);
  customerWrites(stage.emulator, '<a href="javascript:x">点</a><a onclick="x">y</a>');
  const html = await page('?user=%22%3E%3Cscript%3E');
  const shown = html + (await page());
  expect(shown).not.toMatch(/<script|<img>|javascript:|onclick/);
  expect(shown).toContain('&lt;script&gt;x&lt;/script&gt;&quot;&#39;&amp;\\u{202e}\\u{200b}');
});

it('needs no script and asks nobody else for anything', async () => {
  const response = await fetch(stage.emulator.url);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; img-src 'self'");
  const html = await response.text();
  expect(html).not.toMatch(/<script|https?:\/\/|<link|@import/);
});
