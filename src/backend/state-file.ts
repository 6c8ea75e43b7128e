import { readCarefully, unreadWords } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { StateStore } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import { visible } from '../model/visible.ts';
import { readStateText, refuseStale, stateText, stateUnreadable } from './state-text.ts';
import { writeDurably } from './write-durably.ts';

/** A thousand accounts with everything take a tenth of that. */
const mostBytes = 16 * 1024 * 1024;

/** Recorded state in a file beside the config. `kinds` are the names of the kinds of objects that may be in it. */
export function stateFile(path: string, kinds: readonly string[]): StateStore {
  const read = () => readState(path, kinds);
  return {
    read,
    write: async (recorded) => {
      refuseStale(placeOf(path), await read(), recorded);
      await writeState(path, recorded);
    },
  };
}

function placeOf(path: string): string {
  return `The state file ${visible(path)}`;
}

async function readState(path: string, kinds: readonly string[]): Promise<Recorded | undefined> {
  const read = await readCarefully(path, mostBytes);
  if (!read.ok && read.why === 'missing') return undefined;
  if (!read.ok)
    throw stateUnreadable(
      placeOf(path),
      unreadWords(read),
      read.why === 'unreadable' ? read.cause : undefined,
    );
  return readStateText(Buffer.from(read.bytes).toString('utf8'), placeOf(path), kinds);
}

async function writeState(path: string, recorded: Recorded): Promise<void> {
  try {
    await writeDurably(path, stateText(recorded));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      'config',
      'state-not-writable',
      `${placeOf(path)} can't be written (${(error as NodeJS.ErrnoException).code}).`,
      {
        hint: 'Give kefu the right to write beside the config; it sends nothing that it could not record.',
        cause: error,
      },
    );
  }
}
