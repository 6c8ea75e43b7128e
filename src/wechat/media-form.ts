import { createHash } from 'node:crypto';
import type { MediaFile } from '../model/message.ts';
import type { VideoTitles } from '../model/ports.ts';
import type { RequestBody } from './multipart.ts';

/**
 * A media file as `multipart/form-data` (WeChat docs, 新增永久素材): the file as `media`, and for a permanent video its
 * titles as `description`. `name` must be plain ASCII.
 */
export function mediaForm(file: MediaFile, name: string, titles?: VideoTitles): RequestBody {
  const boundary = `kefu-${createHash('sha256').update(file.bytes).digest('hex').slice(0, 32)}`;
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${name}"`,
    `Content-Type: ${contentTypes[file.format] ?? 'application/octet-stream'}`,
    '',
    '',
  ].join('\r\n');
  const description = titles
    ? [
        '',
        `--${boundary}`,
        'Content-Disposition: form-data; name="description"',
        '',
        JSON.stringify({ title: titles.title, introduction: titles.introduction }),
      ].join('\r\n')
    : '';
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([
      Buffer.from(head),
      file.bytes,
      Buffer.from(`${description}\r\n--${boundary}--\r\n`),
    ]),
  };
}

const contentTypes: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  amr: 'audio/amr',
  mp3: 'audio/mpeg',
  wma: 'audio/x-ms-wma',
  wav: 'audio/wav',
  mp4: 'video/mp4',
};
