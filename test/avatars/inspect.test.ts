import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { inspectPicture } from '../../src/avatars/inspect.ts';

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2a6' } });
const ascii = (text: string) => new TextEncoder().encode(text);
const codeOf = (bytes: Uint8Array) => {
  const inspection = inspectPicture(bytes);
  return inspection.ok ? 'ok' : inspection.code;
};

describe('given a whole picture, expect its format and pixels', () => {
  test.each([
    ['baseline JPEG', 'jpeg', () => canvas(64, 48).jpeg().toBuffer()],
    ['progressive JPEG', 'jpeg', () => canvas(64, 48).jpeg({ progressive: true }).toBuffer()],
    ['PNG', 'png', () => canvas(64, 48).png().toBuffer()],
    ['lossy WebP', 'webp', () => canvas(64, 48).webp().toBuffer()],
    ['lossless WebP', 'webp', () => canvas(64, 48).webp({ lossless: true }).toBuffer()],
    ['WebP with transparency', 'webp', () => canvas(64, 48).ensureAlpha(0.5).webp().toBuffer()],
  ])('%s', async (_title, format, make) => {
    expect(inspectPicture(await make())).toEqual({ ok: true, format, width: 64, height: 48 });
  });

  test('JPEG with padding after its end', async () => {
    const padded = Buffer.concat([await canvas(9, 9).jpeg().toBuffer(), Buffer.alloc(20)]);
    expect(codeOf(padded)).toBe('ok');
  });
});

describe('given a picture cut off at any byte, expect a fault', () => {
  test.each([
    ['JPEG', () => canvas(20, 20).jpeg().toBuffer()],
    ['progressive JPEG', () => canvas(20, 20).jpeg({ progressive: true }).toBuffer()],
    ['PNG', () => canvas(20, 20).png().toBuffer()],
    ['WebP', () => canvas(20, 20).webp().toBuffer()],
  ])('%s', async (_title, make) => {
    const whole = await make();
    const accepted = Array.from(whole.keys()).filter((end) => inspectPicture(whole.subarray(0, end)).ok);
    expect(accepted).toEqual([]);
  });

  test('a cut-off JPEG whose thumbnail is whole is still cut off', async () => {
    const thumbnail = await canvas(4, 4).jpeg().toBuffer();
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), thumbnail]);
    segment.writeUInt16BE(segment.length - 2, 2);
    const picture = await canvas(20, 20).jpeg().toBuffer();
    const withThumbnail = Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)]);
    expect(codeOf(withThumbnail)).toBe('ok');
    expect(codeOf(withThumbnail.subarray(0, -40))).toBe('avatar-truncated');
  });
});

describe('given something else, expect it to be named', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'avatar-empty', 'empty'],
    [
      'a git-lfs pointer',
      ascii('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'),
      'avatar-lfs-pointer',
      'git-lfs',
    ],
    ['SVG', ascii('\n<svg xmlns="http://www.w3.org/2000/svg"/>'), 'avatar-format', 'SVG'],
    ['SVG after an XML head', ascii('<?xml version="1.0"?>\n<svg width="1"/>'), 'avatar-format', 'SVG'],
    ['GIF', ascii('GIF89a........'), 'avatar-format', 'GIF'],
    ['HEIC', ascii('\0\0\0\x18ftypheic\0\0\0\0'), 'avatar-format', 'HEIC'],
    ['AVIF', ascii('\0\0\0\x1cftypavif\0\0\0\0'), 'avatar-format', 'AVIF'],
    ['HTML', ascii('<!DOCTYPE html><html>'), 'avatar-format', 'HTML'],
    ['plain text', ascii('alice'), 'avatar-format', 'not a picture'],
  ])('%s', (_title, bytes, code, words) => {
    const inspection = inspectPicture(bytes);
    expect(inspection).toMatchObject({ ok: false, code });
    expect(!inspection.ok && inspection.message).toContain(words);
  });
});

describe('given a picture beyond a limit, expect a fault', () => {
  const pngHeader = async (width: number, height: number) => {
    const png = await canvas(8, 8).png().toBuffer();
    png.writeUInt32BE(width, 16);
    png.writeUInt32BE(height, 20);
    return png;
  };

  test.each([
    ['a decompression bomb', 50_000, 50_000, 'avatar-too-many-pixels'],
    ['one very long side', 8193, 1, 'avatar-too-many-pixels'],
    ['too many pixels in all', 8000, 8000, 'avatar-too-many-pixels'],
    ['no width', 0, 10, 'avatar-no-pixels'],
  ])('%s', async (_title, width, height, code) => {
    expect(codeOf(await pngHeader(width, height))).toBe(code);
  });

  test('more than 5 MB', async () => {
    const big = Buffer.concat([await canvas(8, 8).jpeg().toBuffer(), Buffer.alloc(5 * 1024 * 1024)]);
    expect(codeOf(big)).toBe('avatar-too-big');
  });

  test('an animated WebP', async () => {
    const frames = sharp(Buffer.alloc(8 * 16 * 3, 99).fill(1, 0, 8 * 8 * 3), {
      raw: { width: 8, height: 16, channels: 3, pageHeight: 8 },
    });
    expect(codeOf(await frames.webp({ loop: 0 }).toBuffer())).toBe('avatar-animated');
  });

  test('an animated PNG', async () => {
    const png = await canvas(8, 8).png().toBuffer();
    const animationControl = Buffer.from([0, 0, 0, 8, ...ascii('acTL'), 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(codeOf(Buffer.concat([png.subarray(0, 33), animationControl, png.subarray(33)]))).toBe(
      'avatar-animated',
    );
  });
});

test('given any bytes behind a known start, expect an answer and never a crash', () => {
  const starts = [
    [0xff, 0xd8, 0xff],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    [...ascii('RIFF\xff\0\0\0WEBPVP8X')],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      expect(inspectPicture(Uint8Array.from([...start, ...rest]))).toHaveProperty('ok');
    }),
    { numRuns: 2000 },
  );
});
