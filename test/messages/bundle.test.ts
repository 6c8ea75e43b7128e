import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run as bundle } from '../../src/cli/commands/message/bundle.ts';
import { loadMessages, messagesOfBundle } from '../../src/index.ts';
import { configWith, folderWith, tinyPng } from '../config/written-config.ts';
import { capturedWorld } from '../support/cli.ts';

const examples = readFileSync(join(import.meta.dirname, '../../examples/messages/kefu.yaml'), 'utf8');

async function bundled(config: string, files: Record<string, Uint8Array> = {}) {
  const folder = await folderWith({ 'kefu.yaml': config, ...files });
  const { world, out } = capturedWorld(folder, {});
  await bundle({ config: './kefu.yaml', out: 'build' }, world);
  return { folder, out: out(), text: readFileSync(join(folder, 'build/messages.json'), 'utf8') };
}

describe('given every type of template', () => {
  test('the bundle renders each to the same body as the configuration', async () => {
    const { folder, text, out } = await bundled(examples);
    expect(out).toBe('Wrote build/messages.json: 14 templates.\n');
    const fromBundle = messagesOfBundle(JSON.parse(text));
    const fromConfig = await loadMessages('kefu.yaml', { cwd: folder, env: {} });
    for (const { name } of fromConfig.templates) {
      const to = 'oCUSTOMER_1';
      expect(JSON.stringify(await fromBundle.render(name, { to }))).toBe(
        JSON.stringify(await fromConfig.render(name, { to })),
      );
    }
  });

  test('a card keeps its card_ext, in which a value stays within its string', async () => {
    const more =
      'templates:\n  card:\n    msgtype: wxcard\n    variables: { code: { type: string } }\n' +
      '    wxcard: { card_id: pCARD, card_ext: \'{"code":"{{ code }}","openid":""}\' }\n';
    const { folder, text } = await bundled(configWith({}, more));
    const options = { to: 'oCUSTOMER_1', values: { code: '","openid":"oOTHER' } };
    for (const messages of [
      messagesOfBundle(JSON.parse(text)),
      await loadMessages('kefu.yaml', { cwd: folder, env: {} }),
    ]) {
      const { wxcard } = (await messages.render('card', options)) as unknown as {
        wxcard: { card_id: string; card_ext: string };
      };
      expect(wxcard.card_id).toBe('pCARD');
      expect(JSON.parse(wxcard.card_ext)).toEqual({ code: options.values.code, openid: '' });
    }
  });

  test('the same configuration gives the same bytes', async () => {
    expect((await bundled(examples)).text).toBe((await bundled(examples)).text);
  });
});

test('media that were not uploaded keep the bundle from being written', async () => {
  const config = configWith({}, 'templates:\n  t: { msgtype: image, image: { file: p.png } }\n');
  await expect(bundled(config, { 'p.png': tinyPng })).rejects.toMatchObject({
    code: 'media-not-uploaded',
    diagnostics: [{ code: 'media-not-uploaded', range: { line: 9 } }],
  });
});

describe('given what is no bundle', () => {
  test.each([[null], [{}], [{ format_version: '2.0' }], ['text']])('%j is refused', (value) => {
    expect(() => messagesOfBundle(value)).toThrow(/This is no bundle of kefu/);
  });

  test('a bundle with a key too many is refused', async () => {
    const bundle = JSON.parse((await bundled(examples)).text);
    bundle.templates.text.text.extra = 1;
    expect(() => messagesOfBundle(bundle)).toThrow(/templates\/text/);
  });
});
