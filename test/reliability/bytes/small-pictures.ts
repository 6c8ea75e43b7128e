import { readFileSync } from 'node:fs';
import sharp from 'sharp';

/** Pictures in the forms in which WeChat serves them, small but large enough to be compared; by file name. */
export async function smallPictures(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { KEFU_PICTURES: folder = 'test/cases/pictures' } = process.env;
  const small = sharp(readFileSync(`${folder}/glasses.jpg`)).resize(132, 132);
  return new Map([
    ['small.png', await small.clone().png({ palette: true, colours: 8 }).toBuffer()],
    ['small.jpg', await small.clone().jpeg({ quality: 50 }).toBuffer()],
    ['progressive.jpg', await small.clone().jpeg({ quality: 50, progressive: true }).toBuffer()],
  ]);
}
