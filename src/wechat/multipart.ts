import { createHash } from 'node:crypto';
import type { Picture } from '../model/ports.ts';

/** A request body with its type, complete in memory so that its length is known. */
export interface RequestBody {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * The one picture of an `uploadheadimg` call as `multipart/form-data`. WeChat's parser is known to answer 41005 when
 * the closing boundary lacks its line end, when the length is missing, or when the file name is not plain ASCII.
 */
export function pictureForm(picture: Picture): RequestBody {
  const boundary = `kefu-${createHash('sha256').update(picture.bytes).digest('hex').slice(0, 32)}`;
  const fileName = picture.contentType === 'image/png' ? 'avatar.png' : 'avatar.jpg';
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${fileName}"`,
    `Content-Type: ${picture.contentType}`,
    '',
    '',
  ].join('\r\n');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), picture.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** JSON as WeChat wants it: raw UTF-8, since `\uXXXX` escapes would show as such (errcodes 40033 and 47002). */
export function jsonBody(value: object): RequestBody {
  return { contentType: 'application/json', bytes: Buffer.from(JSON.stringify(value)) };
}
