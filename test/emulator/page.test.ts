import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { customerWrites } from './scenes.ts';
import { stage } from './stage.ts';

beforeEach(async () => {
  stage.emulator = await startEmulator();
});
afterEach(() => stage.emulator.close());

async function page(query = ''): Promise<string> {
  return (await fetch(`${stage.emulator.url}/${query}`)).text();
}

it('shows the accounts with face, name and worker', async () => {
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  const worker = { state: 'bound', wechatId: 'wxid_bob' } as const;
  stage.emulator.addAccount({ account: 'bob@kftest', nickname: '小波', worker });
  const html = await page('?lang=zh-CN');
  expect(html).toContain('客服账号 <span class="count">2</span>');
  expect(html).toMatch(
    /<img class="face" alt="" src="\/__emulator\/pictures\/default\/0"><div><p><strong>小美<\/strong>/,
  );
  expect(html).toMatch(/<code>alice@kftest<\/code><\/p><p class="hint">未绑定</);
  expect(html).toContain('已绑定 wxid_bob');
});

it('escapes whatever people wrote, and makes hidden characters visible', async () => {
  const evil = '<script>x</script>"\'&\u202e\u200b';
  stage.emulator.addAccount({ account: '"><img>@x', nickname: evil });
  customerWrites(stage.emulator, evil);
  customerWrites(stage.emulator, '<a href="javascript:x">点</a><a onclick="x">y</a>');
  const html = await page('?user=%22%3E%3Cscript%3E');
  const shown = html + (await page());
  expect(shown).not.toMatch(/<img>|javascript:|onclick/);
  expect(shown.match(/<script[^>]*>/g)).toEqual(
    Array(2).fill('<script src="/__emulator/page/script.js" defer>'),
  );
  expect(shown).toContain('&lt;script&gt;x&lt;/script&gt;&quot;&#39;&amp;\\u{202e}\\u{200b}');
});

it('shows an emoji of several people as one', async () => {
  customerWrites(stage.emulator, '👨‍👩‍👧 a‍b');
  expect(await page()).toContain('👨‍👩‍👧 a\\u{200d}b');
});

it('asks nobody else for anything, and runs no script but its own file', async () => {
  const policy = (await fetch(stage.emulator.url)).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'");
  const files = ['', '__emulator/page/script.js', '__emulator/page/style.css', '__emulator/page/now'];
  for (const file of files) {
    const text = await (await fetch(`${stage.emulator.url}/${file}`)).text();
    expect(text, file).not.toMatch(/https?:\/\/|@import|<style|style="|<script>|\son\w+="/);
  }
});

it.each([
  ['', 'zh-HK,en;q=0.5', 'zh-CN'],
  ['', 'fr, en;q=0.3, zh;q=0.9', 'zh-CN'],
  ['', 'fr', 'en'],
  ['?lang=en', 'zh', 'en'],
  ['?lang=zh-CN', 'en', 'zh-CN'],
  ['?lang=xx', 'zh', 'en'],
])('%s with Accept-Language %s is in %s', async (query, acceptLanguage, language) => {
  const headers = { 'accept-language': acceptLanguage };
  const html = await (await fetch(`${stage.emulator.url}/${query}`, { headers })).text();
  expect(html).toContain(`<html lang="${language}"`);
});
