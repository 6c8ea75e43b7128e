// MP4 shares its container with formats that WeChat does not document for videos.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkConfig } from '../../src/config/config.ts';
import { inspectMedia } from '../../src/media/inspect.ts';
import { emptyFolder } from '../files/folder.ts';

/** The start of a file of this brand that readers of the others can try. */
function file(brand: string, ...readers: readonly string[]): Uint8Array {
  const size = 16 + readers.length * 4;
  return Buffer.from(`\0\0\0${String.fromCharCode(size)}ftyp${brand}\0\0\x02\0${readers.join('')}`, 'latin1');
}

test.each([
  ['isom', 'isom', 'iso2', 'avc1', 'mp41'],
  ['iso5', 'iso6', 'mp41'],
  ['mp42', 'mp42', 'isom'],
  ['avc1', 'isom'],
  ['M4V ', 'M4V ', 'mp42'],
  ['XYZ1', 'isom'],
])('given a video of the brand %s, expect it taken', (brand, ...readers) => {
  expect(inspectMedia(file(brand, ...readers), 'video', 'permanent')).toMatchObject({
    ok: true,
    format: 'mp4',
  });
});

test.each([
  ['MOV (QuickTime)', 'qt  ', 'qt  '],
  ['HEIC', 'heic', 'mif1', 'heic'],
  ['AVIF', 'avif', 'avif', 'mif1'],
  ['M4A', 'M4A ', 'M4A ', 'mp42', 'isom'],
  ['3GP', '3gp4', '3gp4', 'isom'],
])('given a %s for a video, expect it told by that name', (name, brand, ...readers) => {
  expect(inspectMedia(file(brand, ...readers), 'video', 'permanent')).toMatchObject({
    ok: false,
    fault: {
      code: 'media-format',
      message: `The file is ${name}; as permanent video WeChat takes MP4.`,
      hint: 'Save it as MP4.',
    },
  });
});

test.each([['XYZ1'], ['XYZ1', 'XYZ2']])(
  'given brands that nobody knows, expect an unknown format',
  (...brands) => {
    const [brand = '', ...readers] = brands;
    expect(inspectMedia(file(brand, ...readers), 'video', 'permanent')).toMatchObject({
      ok: false,
      fault: { code: 'media-format' },
    });
  },
);

test.each([5, 8, 11, 12, 17])('given a file that ends after %i bytes, expect no MP4', (length) => {
  const cut = file('XYZ1', 'isom').subarray(0, length);
  expect(inspectMedia(cut, 'video', 'permanent')).toMatchObject({ ok: false });
});

test('given a .mov named .mp4 in a config, expect its place', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'tour.mp4'), file('qt  ', 'qt  '));
  writeFileSync(
    join(folder, 'kefu.yaml'),
    `version: 1
officialAccount: { name: shop-cn, wechatId: kftest, appId: wxemu0000000000001 }
accounts: { alice: { nickname: 小美 } }
templates:
  tour:
    as: alice
    msgtype: video
    video: { file: ./tour.mp4, title: 门店, thumb: { media_id: thumb } }
`,
  );
  const checked = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
  const diagnostics = checked.ok ? [] : checked.diagnostics;
  expect(diagnostics.find(({ code }) => code === 'media-format')).toMatchObject({
    message: 'The file is MOV (QuickTime); as permanent video WeChat takes MP4.',
    range: { file: 'kefu.yaml', line: 8, column: 20 },
  });
});
