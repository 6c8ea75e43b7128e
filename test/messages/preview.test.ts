import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PreviewOptions, run as preview } from '../../src/cli/commands/message/preview.ts';
import type { ShownMessage } from '../../src/model/shown-message.ts';
import { messagePage } from '../../src/render/message-page.ts';
import { renderMessageText } from '../../src/render/message-text.ts';
import { plain } from '../../src/render/paint.ts';
import { displayWidth } from '../../src/render/width.ts';
import { wrapped } from '../../src/render/wrap.ts';
import { folderWith } from '../config/written-config.ts';
import { capturedWorld } from '../support/cli.ts';

const avatar = readFileSync(join(import.meta.dirname, '../../examples/quickstart/avatars/alice.png'));
const config = readFileSync(join(import.meta.dirname, 'preview.yaml'), 'utf8');

async function shown(options: Partial<PreviewOptions> = {}) {
  const folder = await folderWith({ 'kefu.yaml': config, 'alice.png': avatar });
  const { world, out, told } = capturedWorld(folder, {});
  const exit = await preview({ config: './kefu.yaml', names: [], set: [], ...options }, world);
  const read = () => readFileSync(join(folder, options.html ?? ''), 'utf8');
  return { exit, out: out(), told: told(), read };
}

test('every type is a bubble in the terminal', async () => {
  const { out, exit } = await shown();
  expect(exit).toBe(0);
  await expect(out).toMatchFileSnapshot('./preview.txt');
});

test('what kefu itself says of a message is Chinese where that is chosen', () => {
  const body = {
    msgtype: 'msgmenu' as const,
    content: {
      head_content: '<a data-miniprogram-appid="wx1" data-miniprogram-path="a">看</a>',
      list: [{ id: '101', content: '满意' }],
    },
  };
  const message = { name: 'rate', speaker: { nickname: '小美' }, body, isAi: false } as ShownMessage;
  const text = renderMessageText(message, plain, 'zh-CN');
  expect(text).toContain('rate · 菜单\n');
  expect(text).toContain('  [1] 编号 101\n  [2] 小程序 wx1 a\n');
  expect(messagePage('shop', [message], 'zh-CN')).toContain('<p>菜单</p>');
});

test('values that are given stand in the place of examples', async () => {
  const { out } = await shown({ names: ['welcome'], set: ['name=老李'] });
  expect(out).toContain('老李,您好');
});

test('the lines of a box end in one column, whatever is in them', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(text, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 16 }), (content, nickname) => {
      const lines = renderMessageText(messageOf(content, nickname), plain).split('\n');
      const box = lines.filter((line) => /^ {2}[╭│├◁╰]/.test(line)).map((line) => displayWidth(line));
      expect(new Set(box).size).toBe(1);
    }),
  );
});

test('wrapping loses no character and begins no line with a closing sign', () => {
  const lines = wrapped(
    '您好,请问有什么可以帮您?我们的营业时间是每天上午九点到晚上九点。Please call back.',
    20,
  );
  expect(lines.join('').replaceAll(' ', '')).toBe(
    '您好,请问有什么可以帮您?我们的营业时间是每天上午九点到晚上九点。Pleasecallback.',
  );
  expect(lines.filter((line) => /^[,。?.]/.test(line))).toEqual([]);
  expect(lines.every((line) => displayWidth(line) <= 22)).toBe(true);
});

describe('the page', () => {
  test('shows every message and the avatar, and loads and runs nothing', async () => {
    const { read, out } = await shown({ html: 'messages.html' });
    const html = read();
    expect(out).toBe('Wrote messages.html: 12 messages.\n');
    expect(html.match(/class="phone"/g)).toHaveLength(12);
    expect(html).toMatch(/<img class="face" src="data:image\/(png|jpeg);base64,/);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link rel="stylesheet"|src="http|href="http/);
  });

  test('text from outside is text', () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>"\u202E';
    const html = messagePage(hostile, [messageOf(hostile, hostile)]);
    expect(html).not.toMatch(/<script>|<img src=x/);
    expect(html).not.toContain('\u202E');
  });
});

function messageOf(content: string, nickname: string): ShownMessage {
  return {
    name: 'welcome',
    speaker: { nickname },
    body: { msgtype: 'text', content: { content } },
    isAi: false,
  };
}
