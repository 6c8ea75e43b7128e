import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { say } from '../words/en/wechat.ts';
import { AnswerError, answerFault } from './transport-faults.ts';

/**
 * Reads a body whole, decompressed, of at most `limit` bytes: counted on the wire and again after decompression, so
 * that a small bomb is stopped before it fills the memory. Rejects with an `AnswerError`, or with the stream's error.
 */
export async function readBody(
  stream: Readable,
  encoding: string | undefined,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += (chunk as Buffer).length;
    if (length > limit) throw tooLong(limit);
    chunks.push(chunk as Buffer);
  }
  return decompress(Buffer.concat(chunks), encoding, limit);
}

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** node:zlib takes its time to load, and most answers come as they are. */
async function decoderOf(name: string): Promise<Decode | undefined> {
  const { brotliDecompress, gunzip, inflate } = await import('node:zlib');
  if (name === 'gzip' || name === 'x-gzip') return promisify(gunzip);
  if (name === 'deflate') return promisify(inflate);
  return name === 'br' ? promisify(brotliDecompress) : undefined;
}

async function decompress(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase();
  if (name === undefined || name === '' || name === 'identity') return bytes;
  const decode = await decoderOf(name);
  if (decode === undefined) {
    throw new AnswerError(answerFault('unreadable-answer', say('answer-packed-otherwise')));
  }
  try {
    return await decode(bytes, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLong(limit);
    throw new AnswerError(answerFault('unreadable-answer', say('answer-not-unpacked')));
  }
}

function tooLong(limit: number): AnswerError {
  return new AnswerError(
    answerFault('answer-too-long', say('answer-longer', { mebibytes: limit / 1024 / 1024 })),
  );
}
