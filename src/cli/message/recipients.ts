import { resolve } from 'node:path';
import { foreignEncoding } from '../../config/encoding.ts';
import { readNamed, unreadWords } from '../../files/read-carefully.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';

/** A customer to write to, and on which line of the file the OpenID stands. */
export interface Recipient {
  readonly openid: string;
  readonly line?: number;
}

/** A file of a hundred thousand OpenIDs; nobody sends to more by hand. */
const byteLimit = 4 * 1024 * 1024;

/** WeChat's have 28 characters; nothing says that they must. Throws a `Failure` for what can't be one. */
export function recipient(openid: string, line?: number): Recipient {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(openid)) return { openid, ...(line !== undefined && { line }) };
  const where = line === undefined ? '' : ` (line ${line})`;
  throw new Failure('config', 'openid', `"${visible(openid.slice(0, 80))}" is not an OpenID${where}.`, {
    hint: "Write the customer's OpenID: letters, digits, - and _.",
  });
}

/**
 * The OpenIDs of a file, one a line; empty lines and lines that begin with # are skipped, and nobody is written to
 * twice. Rejects with a `Failure`, also when there are more than `most`.
 */
export async function recipientsIn(file: string, cwd: string, most: number): Promise<Recipient[]> {
  const text = textIn(file, await bytesOf(resolve(cwd, file)));
  const found = new Map<string, Recipient>();
  for (const [index, written] of text.split('\n').entries()) {
    const openid = written.trim();
    if (openid === '' || openid.startsWith('#') || found.has(openid)) continue;
    found.set(openid, recipient(openid, index + 1));
  }
  if (found.size === 0) {
    throw new Failure('config', 'no-recipients', `${visible(file)} has no OpenID in it.`, {
      hint: 'Write one a line.',
    });
  }
  if (found.size > most) {
    throw new Failure(
      'config',
      'too-many-recipients',
      `${visible(file)} has ${found.size} OpenIDs; at most ${most} are taken at once. Nothing was sent.`,
      { hint: `Check that it is the right file, then say --max ${found.size}.` },
    );
  }
  return [...found.values()];
}

/** The bytes as text. Throws a `Failure` that names another encoding: its OpenIDs would be garbage. */
function textIn(file: string, bytes: Uint8Array): string {
  const encoding = foreignEncoding(bytes);
  if (encoding === undefined) return new TextDecoder().decode(bytes);
  const message = `${visible(file)} is saved as ${encoding}. Nothing was sent.`;
  throw new Failure('config', 'recipients-unreadable', message, {
    hint: 'Save it as UTF-8 text with one OpenID a line (Excel: CSV UTF-8).',
  });
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const read = await readNamed(path, byteLimit);
  if (read.ok) return read.bytes;
  throw new Failure(
    'config',
    'recipients-unreadable',
    `The OpenIDs can't be read: ${visible(path)} ${unreadWords(read)}.`,
    {
      hint: 'Name a text file with one OpenID a line.',
      cause: read.why === 'unreadable' ? read.cause : undefined,
    },
  );
}

/** An OpenID as it may stand in a log: enough to recognise it, too little to write to it. */
export function shortOpenId(openid: string): string {
  return openid.length < 12 ? `${openid.slice(0, 2)}…` : `${openid.slice(0, 4)}…${openid.slice(-4)}`;
}
