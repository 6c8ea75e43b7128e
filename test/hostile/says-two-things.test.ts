import { describe, expect, test } from 'vitest';
import { readHolder } from '../../src/backend/holder.ts';
import { readJournalText } from '../../src/backend/http/journal-document.ts';
import { readLockInfo } from '../../src/backend/http/lock-info.ts';
import { readJournal } from '../../src/backend/journal-lines.ts';
import { readStateText } from '../../src/backend/state-text.ts';
import { readWritten } from '../../src/backend/written-holder.ts';
import { readHistoryLine } from '../../src/documents/history.ts';
import { fleetReportOf } from '../../src/documents/read-fleet.ts';
import { parseAnswer } from '../../src/wechat/answer.ts';
import { type Kept, kept } from './kept-texts.ts';

// A JSON text whose object names one key twice says two things, and JSON.parse silently takes the last: a merge of two
// branches would drop a protection, or make "sent" into "not sent". Whoever reads such a text refuses it.

const readers: Readonly<Record<Kept, (text: string) => unknown>> = {
  state: (text) => readStateText(text, 'The state', ['kf_account', 'media', 'template']),
  journal: (text) => readJournal(Buffer.from(text)),
  'journal on a server': (text) => readJournalText(text, 'there'),
  lock: readHolder,
  'lock in a database': readWritten,
  'lock on a server': readLockInfo,
  history: readHistoryLine,
  'report of a fleet': (text) => fleetReportOf(text, { isFleetReport: () => true, isPlan: () => true }),
  'answer of WeChat': (text) => {
    const answer = parseAnswer(text);
    return answer.kind === 'object' ? answer.object : undefined;
  },
};

/** What a reader makes of a text; undefined when it refuses. */
async function takenBy(what: Kept, text: string): Promise<unknown> {
  try {
    return await readers[what](text);
  } catch {
    return undefined;
  }
}

/** The text with each key of each object, one after the other, standing twice. */
function withEachKeyTwice(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map(({ 0: key, index }) => {
    return `${text.slice(0, index)}${key} null, ${text.slice(index)}`;
  });
}

describe.each(Object.keys(kept) as Kept[])('given the text of a %s', (what) => {
  const text = kept[what];

  test('as it was written, expect it to be taken', async () => {
    expect(await takenBy(what, text)).toBeDefined();
  });

  test('with any of its keys twice, expect it to be refused', async () => {
    const taken: string[] = [];
    for (const twice of withEachKeyTwice(text)) {
      if ((await takenBy(what, twice)) !== undefined) taken.push(twice);
    }
    expect(taken).toEqual([]);
  });
});
