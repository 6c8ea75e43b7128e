import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { inspectPicture } from '../../src/avatars/inspect.ts';
import { normalizePicture } from '../../src/avatars/normalize.ts';
import type { AvatarFile } from '../../src/model/desired.ts';

const withoutSharp = async () => undefined;

function avatarOf(bytes: Uint8Array): AvatarFile {
  const inspection = inspectPicture(bytes);
  if (!inspection.ok) throw new Error(inspection.message);
  const { format, width, height } = inspection;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: './avatars/alice.png', sha256, format, width, height, bytes };
}

async function pictureOf(bytes: Uint8Array): Promise<Buffer> {
  const normalized = await normalizePicture(avatarOf(bytes));
  if (!normalized.ok) throw new Error(normalized.message);
  return Buffer.from(normalized.picture.bytes);
}

const canvas = (width: number, height: number, background = '#2a6') =>
  sharp({ create: { width, height, channels: 4, background } });

describe('with sharp', () => {
  test.each([
    ['JPEG', () => canvas(900, 700).flatten().jpeg().toBuffer()],
    ['PNG', () => canvas(64, 64).png().toBuffer()],
    ['WebP', () => canvas(300, 800).webp().toBuffer()],
  ])('given a %s of any shape, expect a JPEG of 640×640 pixels', async (_title, make) => {
    const picture = await pictureOf(await make());
    expect(inspectPicture(picture)).toEqual({ ok: true, format: 'jpeg', width: 640, height: 640 });
    expect(await sharp(picture).metadata()).toMatchObject({ space: 'srgb', chromaSubsampling: '4:4:4' });
  });

  test('given transparency, expect white behind it', async () => {
    const { channels } = await sharp(await pictureOf(await canvas(50, 50, '#0000').png().toBuffer())).stats();
    expect(channels.map(({ min }) => min)).toEqual([255, 255, 255]);
  });

  test('given a photo that is turned by its EXIF data, expect it upright and the data gone', async () => {
    const top = {
      input: { create: { width: 40, height: 20, channels: 3 as const, background: '#000' } },
      left: 0,
      top: 0,
    };
    const sideways = await canvas(40, 40, '#fff')
      .composite([top])
      .flatten()
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const picture = await pictureOf(sideways);
    const right = await sharp(picture)
      .extract({ left: 400, top: 0, width: 200, height: 640 })
      .png()
      .toBuffer();
    expect((await sharp(right).stats()).channels[0]?.max).toBeLessThan(20);
    expect((await sharp(picture).metadata()).orientation).toBeUndefined();
  });

  test('given the same file twice, expect the same bytes', async () => {
    const png = await canvas(123, 77).png().toBuffer();
    expect(await pictureOf(png)).toEqual(await pictureOf(png));
  });

  test('given damaged content behind a sound header, expect a fault', async () => {
    const png = await canvas(64, 64).png().toBuffer();
    const avatar = avatarOf(png);
    const damaged = Buffer.from(png);
    damaged.fill(0, 45, 60);
    expect(await normalizePicture({ ...avatar, bytes: damaged })).toMatchObject({
      ok: false,
      code: 'avatar-damaged',
    });
  });
});

describe('without sharp', () => {
  test.each([
    ['jpeg', () => canvas(90, 70).flatten().jpeg().toBuffer()],
    ['png', () => canvas(90, 70).png().toBuffer()],
  ])('given a %s, expect its own bytes', async (format, make) => {
    const bytes = await make();
    expect(await normalizePicture(avatarOf(bytes), withoutSharp)).toEqual({
      ok: true,
      picture: { bytes, contentType: `image/${format}` },
    });
  });

  test('given a WebP, expect a fault that says how to install sharp', async () => {
    const normalized = await normalizePicture(avatarOf(await canvas(90, 70).webp().toBuffer()), withoutSharp);
    expect(normalized).toMatchObject({ ok: false, code: 'avatar-needs-sharp' });
    expect(!normalized.ok && normalized.hint).toContain('npm install sharp');
  });
});
