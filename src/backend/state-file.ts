import { readCarefully } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { StateStore } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';
import { systemHint, unreadHint } from '../words/system-hints.ts';
import { unreadWords } from '../words/unread.ts';
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
      const mustFollow = async () => refuseStale(placeOf(path), await read(), recorded);
      await mustFollow();
      // Again right before it is replaced: a disk that stalls leaves time for another run.
      await writeState(path, recorded, mustFollow);
    },
  };
}

function placeOf(path: string): Saying {
  return say('state-file', { file: visible(path) });
}

async function readState(path: string, kinds: readonly string[]): Promise<Recorded | undefined> {
  const read = await readCarefully(path, mostBytes);
  if (!read.ok && read.why === 'missing') return undefined;
  if (!read.ok) {
    const cause = read.why === 'unreadable' ? read.cause : undefined;
    const what = say('state-unreadable', { place: placeOf(path), why: unreadWords(read) });
    const usual = say(read.why === 'no-folder' ? 'name-record-place' : 'restore-state');
    throw stateUnreadable(what, cause, unreadHint(read, usual));
  }
  return readStateText(textOf(path, read.bytes), placeOf(path), kinds);
}

/** Bytes that are no UTF-8 would be replaced on reading, and two names that differ become one. */
function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw stateUnreadable(say('state-not-utf8', { place: placeOf(path) }), error);
  }
}

async function writeState(path: string, recorded: Recorded, lastLook: () => Promise<void>): Promise<void> {
  try {
    await writeDurably(path, stateText(recorded), undefined, lastLook);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    const what = say('state-not-writable', { place: placeOf(path), code });
    throw new Failure('config', 'state-not-writable', told(what, systemHint(code, say('right-to-record'))), {
      cause: error,
    });
  }
}
