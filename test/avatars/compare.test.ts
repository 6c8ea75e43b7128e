import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { samePicture } from '../../src/avatars/compare.ts';

const drawing = (content: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800">${content}</svg>`);
const png = (svg: Buffer) => sharp(svg).png().toBuffer();

const face = (change: { eyeX?: number; smile?: number; badge?: string } = {}) =>
  drawing(`<rect width="800" height="800" fill="#f4b183"/><circle cx="400" cy="360" r="220" fill="#ffe0bd"/>
    <circle cx="${change.eyeX ?? 320}" cy="320" r="28"/><circle cx="480" cy="320" r="28"/>
    <path d="M300 440 Q400 ${change.smile ?? 540} 500 440" stroke="#a33" stroke-width="18" fill="none"/>
    <rect x="240" y="600" width="320" height="200" fill="#3366aa"/>${change.badge ?? ''}`);
const stripes = drawing(
  Array.from(
    { length: 80 },
    (_, i) => `<rect x="${i * 10}" width="5" height="800" fill="${i % 2 ? '#111' : '#d22'}"/>`,
  ).join(''),
);
const gradient = drawing(`<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#1e3c72"/>
  <stop offset="1" stop-color="#e96443"/></linearGradient></defs><rect width="800" height="800" fill="url(#g)"/>`);
const noise = () => {
  const pixels = Buffer.alloc(640 * 640 * 3);
  let seed = 7;
  for (let i = 0; i < pixels.length; i += 1) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    pixels[i] = (seed >> 16) & 255;
  }
  return sharp(pixels, { raw: { width: 640, height: 640, channels: 3 } })
    .png()
    .toBuffer();
};

/** What a CDN does to an upload: scale and encode once more. */
const uploaded = async (bytes: Uint8Array) =>
  sharp(bytes)
    .flatten({ background: '#fff' })
    .resize(640, 640, { fit: 'cover' })
    .jpeg({ quality: 90 })
    .toBuffer();
const servings = {
  'JPEG q85 at 300': (image: Sharp) => image.resize(300).jpeg({ quality: 85 }),
  'JPEG q50 at 300': (image: Sharp) => image.resize(300).jpeg({ quality: 50 }),
  'JPEG q60 at 132': (image: Sharp) => image.resize(132).jpeg({ quality: 60 }),
  'JPEG q75 at 640': (image: Sharp) => image.jpeg({ quality: 75 }),
  'WebP at 300': (image: Sharp) => image.resize(300).webp({ quality: 75 }),
  'PNG at 300': (image: Sharp) => image.resize(300, 300, { kernel: 'linear' }).png(),
};

describe.each(Object.entries(servings))('served as %s', (_title, serve) => {
  const servedOf = async (bytes: Uint8Array) => serve(sharp(await uploaded(bytes))).toBuffer();

  test.each([
    ['a drawn face', () => png(face())],
    ['fine stripes', () => png(stripes)],
    ['a gradient', () => png(gradient)],
    ['noise', noise],
  ])('given %s, expect the same picture', async (_name, make) => {
    const local = await make();
    expect(await samePicture(local, await servedOf(local))).toBe('same');
  });

  test.each([
    ['an eye moved', face({ eyeX: 335 })],
    ['another smile', face({ smile: 500 })],
    ['a badge in the corner', face({ badge: '<circle cx="720" cy="720" r="40" fill="#fff"/>' })],
    ['another picture', gradient],
  ])('given a near-duplicate with %s, expect a difference', async (_name, other) => {
    expect(await samePicture(await png(face()), await servedOf(await png(other)))).toBe('different');
  });
});

describe('given no way to tell, expect to hear so', () => {
  test('without sharp', async () => {
    const picture = await png(face());
    expect(await samePicture(picture, picture, async () => undefined)).toBe('cannot-tell');
  });

  test('served below 132 pixels', async () => {
    const picture = await png(face());
    expect(await samePicture(picture, await sharp(picture).resize(131).png().toBuffer())).toBe('cannot-tell');
  });

  test('served as something that is no picture', async () => {
    expect(await samePicture(await png(face()), new TextEncoder().encode('<html></html>'))).toBe(
      'cannot-tell',
    );
  });
});
