import { keyTwice } from '../documents/key-twice.ts';
import {
  recordedOf,
  type StateDocument,
  type StateDocumentOne,
  stateDocument,
  unknownAddresses,
} from '../documents/state.ts';
import { readCarefully, unreadWords } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { StateStore } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import { visible } from '../model/visible.ts';
import { writeDurably } from './write-durably.ts';

/** A thousand accounts with everything take a tenth of that. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Recorded state in a file beside the config. A file that is damaged, of another version or holds merge-conflict markers
 * is refused, never taken as empty: an empty state would forget which accounts are protected. `kinds` are the names of the
 * kinds of objects that may be in it.
 */
export function stateFile(path: string, kinds: readonly string[]): StateStore {
  return {
    read: () => readState(path, kinds),
    write: (recorded) => writeState(path, recorded),
  };
}

async function readState(path: string, kinds: readonly string[]): Promise<Recorded | undefined> {
  const read = await readCarefully(path, mostBytes);
  if (!read.ok && read.why === 'missing') return undefined;
  if (!read.ok) throw unreadable(path, unreadWords(read), read.why === 'unreadable' ? read.cause : undefined);
  const text = Buffer.from(read.bytes).toString('utf8');
  const recorded = recordedOf(await parseState(path, text));
  const [unknown] = unknownAddresses(recorded, kinds);
  if (unknown === undefined) return recorded;
  throw unreadable(path, visible(`speaks of ${unknown}, a kind of object that this version does not know`));
}

async function parseState(path: string, text: string): Promise<StateDocument | StateDocumentOne> {
  const conflict = text.split('\n').findIndex((line) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(line));
  if (conflict >= 0) {
    throw unreadable(path, `holds a merge-conflict marker at line ${conflict + 1}`, undefined, {
      hint: 'Take the side of the branch that was applied last, whole; then kefu plan shows what differs from what is live.',
    });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, 'is not JSON; it may have been cut off or edited', error);
  }
  const twice = keyTwice(text);
  if (twice !== undefined) throw unreadable(path, visible(`says two things: the key ${twice} stands twice`));
  const { validateState } = await import('./generated/validate-state.js');
  if (validateState(parsed)) return parsed as StateDocument | StateDocumentOne;
  const fault = validateState.errors?.[0];
  throw unreadable(
    path,
    visible(`is not a state file of this version: ${fault?.instancePath || '/'} ${fault?.message}`),
  );
}

function unreadable(
  path: string,
  what: string,
  cause?: unknown,
  more: { readonly hint: string } = {
    hint: 'Restore it from version control. Without any state file kefu forgets protection and which pictures it uploaded.',
  },
): Failure {
  return new Failure('config', 'state-unreadable', `The state file ${visible(path)} ${what}.`, {
    ...more,
    cause,
  });
}

async function writeState(path: string, recorded: Recorded): Promise<void> {
  try {
    await writeDurably(path, `${JSON.stringify(stateDocument(recorded), null, 2)}\n`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      'config',
      'state-not-writable',
      `The state file ${visible(path)} can't be written (${(error as NodeJS.ErrnoException).code}).`,
      {
        hint: 'Give kefu the right to write beside the config; it sends nothing that it could not record.',
        cause: error,
      },
    );
  }
}
