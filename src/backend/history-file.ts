// The history beside the state file: one line each time an apply begins to write, and one when it has ended.

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { historyLine, latestOfEach, readHistoryLine } from '../documents/history.ts';
import { readCarefully } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { HistoryEntry, HistoryReader, HistoryWriter } from '../model/history.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';
import { systemHint, unreadHint } from '../words/system-hints.ts';
import { unreadWords } from '../words/unread.ts';
import { syncFolder } from './write-durably.ts';

/** Where it lies: `kefu.history.jsonl` beside `kefu.state.json`. */
export function historyPathOf(stateFile: string): string {
  return `${stateFile.replace(/(?:\.state)?\.json$/, '')}.history.jsonl`;
}

/** A hundred applies a day for years. */
const mostBytes = 256 * 1024 * 1024;

export function historyFile(path: string): HistoryReader & HistoryWriter {
  return {
    read: async ({ sinceMs = 0, most }) =>
      newest(
        (await entriesIn(path)).filter(({ began }) => Date.parse(began) >= sinceMs),
        most,
      ),
    put: (entry) => append(path, `${historyLine(entry)}\n`),
  };
}

function newest(entries: readonly HistoryEntry[], most: number | undefined): readonly HistoryEntry[] {
  return most === undefined ? entries : entries.slice(Math.max(0, entries.length - most));
}

async function entriesIn(path: string): Promise<HistoryEntry[]> {
  const read = await readCarefully(path, mostBytes);
  if (!read.ok && read.why === 'missing') return [];
  if (!read.ok) {
    const what = say('history-unreadable', { file: visible(path), why: unreadWords(read) });
    throw unreadable(what, unreadHint(read, say('restore-history')));
  }
  const lines = Buffer.from(read.bytes).toString('utf8').split('\n');
  // A line without its end was cut off while it was written; what it would have said is not known.
  const cut = lines.pop();
  const entries = lines.flatMap((line, index): HistoryEntry[] => {
    if (line === '') return [];
    const entry = readHistoryLine(line);
    if (entry === undefined) throw unreadable(say('history-other', { file: visible(path), row: index + 1 }));
    return [entry];
  });
  const last = cut ? readHistoryLine(cut) : undefined;
  return latestOfEach(last ? [...entries, last] : entries);
}

async function append(path: string, line: string): Promise<void> {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  try {
    const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o644);
    try {
      const { size } = await file.stat();
      await mendEnd(file, size);
      await file.appendFile(line);
      await file.sync();
      // Also of a file that was there: whoever made it may have been killed before.
      await syncFolder(dirname(path));
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Failure(
      'config',
      'history-not-writable',
      told(
        say('history-not-writable', { file: visible(path), code }),
        systemHint(code, say('right-to-count')),
      ),
      { cause: error },
    );
  }
}

/** What a crash cut off would spoil the next line; a whole entry only lacks its end. */
async function mendEnd(file: FileHandle, size: number): Promise<void> {
  const from = Math.max(0, size - longestLine);
  const tail = Buffer.alloc(size - from);
  await file.read(tail, 0, tail.length, from);
  const whole = tail.lastIndexOf(0x0a) + 1;
  if (whole === tail.length) return;
  if (readHistoryLine(tail.subarray(whole).toString('utf8'))) await file.appendFile('\n');
  else await file.truncate(from + whole);
}

/** Four thousand changes of one apply have a tenth of it. */
const longestLine = 8 * 1024 * 1024;

function unreadable(what: Saying, hint = say('restore-history')): Failure {
  return new Failure('config', 'history-unreadable', told(what, hint));
}
