import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run as render } from '../../src/cli/commands/message/render.ts';
import { capturedWorld } from '../support/cli.ts';

const examples = join(import.meta.dirname, '../../examples/messages');
const official = join(import.meta.dirname, '../contract/official');

/** Which template of examples/messages stands for which documented body. */
const documented: readonly (readonly [file: string, template: string])[] = [
  ['text', 'text'],
  ['text_kf', 'text-as-an-account'],
  ['text_minilink_kf', 'text-with-mini-program'],
  ['image', 'image'],
  ['voice', 'voice'],
  ['video', 'video'],
  ['music', 'music'],
  ['news', 'news'],
  ['mpnews', 'mpnews'],
  ['mpnewsarticle', 'mpnewsarticle'],
  ['msgmenu', 'msgmenu'],
  ['wxcard', 'wxcard'],
  ['miniprogrampage', 'miniprogrampage'],
  ['link_miniprogram_side', 'link'],
];

async function rendered(name: string): Promise<string> {
  const { world, out, told } = capturedWorld(examples, {});
  await render({ config: './kefu.yaml', name, to: 'OPENID', set: [] }, world);
  expect(told()).toBe('');
  return out();
}

describe('given the documented examples written as templates', () => {
  test('every documented body has its template', () => {
    const bodies = readdirSync(official)
      .map((name) => /^message_custom_send\.(.+)\.request\.json$/.exec(name)?.[1])
      .filter((name) => name !== undefined);
    expect(documented.map(([file]) => file).sort()).toEqual(bodies.sort());
  });

  test.each(documented)('%s renders to the documented body: same fields, same order', async (file, name) => {
    const body = readFileSync(join(official, `message_custom_send.${file}.request.json`), 'utf8').trim();
    expect(await rendered(name)).toBe(`${JSON.stringify(JSON.parse(body))}\n`);
  });

  test('the two that the pages print as invalid JSON come out valid', async () => {
    // The menu's example lacks commas, the text's stands in back-ticks.
    const menu = JSON.parse(await rendered('msgmenu'));
    expect(menu.msgmenu.list).toHaveLength(2);
    expect(JSON.parse(await rendered('text-with-mini-program')).text.content).not.toContain('`');
  });
});
