import { resolve } from 'node:path';
import { readNamed } from '../../files/read-carefully.ts';
import { requireOpenId } from '../../messages/open-id.ts';
import type { Recipient } from '../../model/delivery.ts';
import { Failure } from '../../model/failure.ts';
import type { Saying } from '../../model/saying.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/sending.ts';
import { sayIn } from '../../words/language-words.ts';
import { type InBoth, told } from '../../words/say.ts';
import { unreadWords } from '../../words/unread.ts';
import type { CommandWorld } from '../command.ts';
import { decodeList } from './list-encoding.ts';
import { recipientList } from './recipient-lines.ts';

/** A file of a hundred thousand OpenIDs; nobody sends to more by hand. */
const byteLimit = 4 * 1024 * 1024;

/** The customer that `--to` names. Throws a `Failure`. */
export function recipient(openid: string): Recipient {
  requireOpenId(openid);
  return { openid };
}

/**
 * The customers of a file, by {@link recipientList}; headings left out are told. Rejects with a `Failure` that repeats
 * nothing of what stands in the file, also when there are more than `most`.
 */
export async function recipientsIn(
  file: string,
  most: number,
  { cwd, terminal, words }: Pick<CommandWorld, 'cwd' | 'terminal' | 'words'>,
): Promise<readonly Recipient[]> {
  const name = visible(file);
  const { recipients, headings, faults } = recipientList(name, await textOf(resolve(cwd, file), name));
  if (faults.length > 0) {
    const what = told(say('recipients-invalid', { file: name }));
    throw new Failure('config', 'recipients-invalid', what, { diagnostics: faults });
  }
  if (recipients.length === 0) {
    const what = told(say('no-openid-in', { file: name }), say('write-one-a-line'));
    throw new Failure('config', 'no-recipients', what);
  }
  if (recipients.length > most) {
    const count = recipients.length;
    const what = told(say('too-many-recipients', { file: name, count, most }), say('raise-max', { count }));
    throw new Failure('config', 'too-many-recipients', what);
  }
  for (const line of headings)
    terminal.tell(`${sayIn(words, say('heading-left-out', { file: name, line }))}\n`);
  return recipients;
}

async function textOf(path: string, name: string): Promise<string> {
  const decoded = decodeList(await bytesOf(path));
  if (decoded.ok) return decoded.text;
  throw unreadable(name, decoded.why, decoded.hint);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const read = await readNamed(path, byteLimit);
  if (read.ok) return read.bytes;
  const cause = read.why === 'unreadable' ? read.cause : undefined;
  throw unreadable(visible(path), unreadWords(read), say('name-text-file'), cause);
}

function unreadable(file: string, why: Saying | InBoth, hint: Saying, cause?: unknown): Failure {
  const what = told(say('recipients-unreadable', { file, why }), hint);
  return new Failure('config', 'recipients-unreadable', what, { cause });
}
