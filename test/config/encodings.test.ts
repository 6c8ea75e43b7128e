import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recipientsIn } from '../../src/cli/message/recipients.ts';
import { givenValues } from '../../src/cli/message/values.ts';
import { checkConfig } from '../../src/config/config.ts';
import { capturedWorld } from '../support/cli.ts';
import { configWith, folderWith } from './written-config.ts';

/** "# 小美" and what follows, as an editor on Chinese Windows saves it. */
const inGbk = (text: string) =>
  Buffer.concat([Buffer.from([0x23, 0x20, 0xd0, 0xa1, 0xc3, 0xc0, 0x0a]), Buffer.from(text)]);
const wide = (text: string, more: { swapped?: boolean; mark?: boolean }) => {
  const bytes = Buffer.from(`${more.mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return more.swapped ? bytes.swap16() : bytes;
};

const savings: [string, (text: string) => Uint8Array][] = [
  ['UTF-16', (text) => wide(text, { mark: true })],
  ['UTF-16', (text) => wide(text, { mark: true, swapped: true })],
  ['UTF-16', (text) => wide(text, {})],
  ['UTF-16', (text) => wide(text, { swapped: true })],
  ['GBK', inGbk],
];

describe.each(savings)('given a file that is saved as %s, expect that to be said', (encoding, saved) => {
  test('of a config', async () => {
    const folder = await folderWith({ 'kefu.yaml': saved(configWith({ alice: '{ nickname: Mei }' })) });
    const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'not-utf8' }] });
    expect(JSON.stringify(result)).toContain(`kefu.yaml is saved as ${encoding}`);
  });

  test('of values', async () => {
    const folder = await folderWith({ 'values.yaml': saved('name: Mei\n') });
    const given = givenValues({ set: [], values: 'values.yaml' }, capturedWorld(folder, {}).world);
    await expect(given).rejects.toMatchObject({
      code: 'values-invalid',
      diagnostics: [{ code: 'not-utf8' }],
    });
    await given.catch((error) => expect(JSON.stringify(error.diagnostics)).toContain(`saved as ${encoding}`));
  });

  test('of recipients', async () => {
    const folder = await folderWith({ 'to.txt': saved('oCUSTOMER_0123456789abcdefgh\n') });
    await expect(recipientsIn('to.txt', 10, capturedWorld(folder, {}).world)).rejects.toMatchObject({
      code: 'recipients-unreadable',
      message: `The OpenIDs can't be read: to.txt is saved as ${encoding}.`,
    });
  });
});

test('given UTF-8 with a byte order mark, expect it to be taken', async () => {
  const marked = '\uFEFF';
  const folder = await folderWith({
    'kefu.yaml': marked + configWith({}),
    'values.yaml': `${marked}name: 小王\n`,
    'to.txt': `${marked}oCUSTOMER_0123456789abcdefgh\r\n`,
  });
  expect(await checkConfig(join(folder, 'kefu.yaml'), { cwd: folder, env: {} })).toMatchObject({ ok: true });
  const { world } = capturedWorld(folder, {});
  expect(await givenValues({ set: [], values: 'values.yaml' }, world)).toEqual({ name: '小王' });
  expect(await recipientsIn('to.txt', 10, world)).toMatchObject([{ line: 1 }]);
});

test.each([
  ['name：小王\n', 'yaml-sign'],
  ['name: null\n', 'no-value'],
  ['name: ~\n', 'no-value'],
])('given the values %j, expect %s', async (text, code) => {
  const folder = await folderWith({ 'values.yaml': text });
  const given = givenValues({ set: [], values: 'values.yaml' }, capturedWorld(folder, {}).world);
  await expect(given).rejects.toMatchObject({ code: 'values-invalid', diagnostics: [{ code }] });
});
