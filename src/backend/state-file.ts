import { readFile } from 'node:fs/promises';
import {
  recordedOf,
  type StateDocument,
  type StateDocumentOne,
  stateDocument,
  unknownAddresses,
} from '../documents/state.ts';
import { Failure } from '../model/failure.ts';
import type { StateStore } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import { visible } from '../model/visible.ts';
import { validateState } from './generated/validate-state.js';
import { writeDurably } from './write-durably.ts';

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
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, `can't be read (${(error as NodeJS.ErrnoException).code})`, error);
  }
  const recorded = recordedOf(parseState(path, text));
  const [unknown] = unknownAddresses(recorded, kinds);
  if (unknown === undefined) return recorded;
  throw unreadable(path, visible(`speaks of ${unknown}, a kind of object that this version does not know`));
}

function parseState(path: string, text: string): StateDocument | StateDocumentOne {
  if (/^(?:<{7}|>{7}) /m.test(text)) throw unreadable(path, 'holds merge-conflict markers');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, 'is not JSON; it may have been cut off or edited', error);
  }
  if (validateState(parsed)) return parsed as StateDocument | StateDocumentOne;
  const fault = validateState.errors?.[0];
  throw unreadable(
    path,
    visible(`is not a state file of this version: ${fault?.instancePath || '/'} ${fault?.message}`),
  );
}

function unreadable(path: string, what: string, cause?: unknown): Failure {
  return new Failure('config', 'state-unreadable', `The state file ${visible(path)} ${what}.`, {
    hint: 'Restore it from version control. Without any state file kefu forgets protection and which pictures it uploaded.',
    cause,
  });
}

async function writeState(path: string, recorded: Recorded): Promise<void> {
  try {
    await writeDurably(path, `${JSON.stringify(stateDocument(recorded), null, 2)}\n`);
  } catch (error) {
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
