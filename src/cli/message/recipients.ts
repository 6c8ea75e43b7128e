import { resolve } from 'node:path';
import { readNamed, unreadWords } from '../../files/read-carefully.ts';
import { requireOpenId } from '../../messages/open-id.ts';
import type { Recipient } from '../../model/delivery.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
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
  { cwd, terminal }: Pick<CommandWorld, 'cwd' | 'terminal'>,
): Promise<readonly Recipient[]> {
  const name = visible(file);
  const { recipients, headings, faults } = recipientList(name, await textOf(resolve(cwd, file), name));
  if (faults.length > 0) {
    const message = `${name} is not a list of OpenIDs. Nothing was sent.`;
    throw new Failure('config', 'recipients-invalid', message, { diagnostics: faults });
  }
  if (recipients.length === 0) {
    throw new Failure('config', 'no-recipients', `${name} has no OpenID in it.`, {
      hint: 'Write one a line.',
    });
  }
  if (recipients.length > most) {
    throw new Failure(
      'config',
      'too-many-recipients',
      `${name} has ${recipients.length} OpenIDs; at most ${most} are taken at once. Nothing was sent.`,
      { hint: `Check that it is the right file, then say --max ${recipients.length}.` },
    );
  }
  for (const line of headings) terminal.tell(`${name}: line ${line} is a heading and was left out.\n`);
  return recipients;
}

async function textOf(path: string, name: string): Promise<string> {
  const decoded = decodeList(await bytesOf(path));
  if (decoded.ok) return decoded.text;
  throw unreadable(`${name} is ${decoded.what}`, decoded.hint);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const read = await readNamed(path, byteLimit);
  if (read.ok) return read.bytes;
  const cause = read.why === 'unreadable' ? read.cause : undefined;
  throw unreadable(
    `${visible(path)} ${unreadWords(read)}`,
    'Name a text file with one OpenID a line.',
    cause,
  );
}

function unreadable(what: string, hint: string, cause?: unknown): Failure {
  return new Failure('config', 'recipients-unreadable', `The OpenIDs can't be read: ${what}.`, {
    hint,
    cause,
  });
}
