/** Pictures for tests, drawn here. */

import sharp from 'sharp';

export async function drawnPicture(
  colour: string,
  format: 'jpeg' | 'png' = 'jpeg',
  size = 640,
): Promise<Buffer> {
  const picture = sharp({ create: { width: size, height: size, channels: 3, background: colour } });
  return format === 'jpeg' ? picture.jpeg().toBuffer() : picture.png().toBuffer();
}
