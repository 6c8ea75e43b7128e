import { latestOfEach, readHistoryLine } from '../../documents/history.ts';
import type { Memory, Remembered } from '../../model/backend.ts';
import type { DeliveryJournals } from '../../model/delivery.ts';
import { Failure } from '../../model/failure.ts';
import type { HistoryEntry } from '../../model/history.ts';
import { parseJson } from '../../model/parse-json.ts';
import type { Recorded } from '../../model/recorded.ts';
import { say } from '../../words/en/backends.ts';
import { told } from '../../words/say.ts';
import { inversePlanPath } from '../inverse-folder.ts';
import { readStateText, refuseStale, stateText } from '../state-text.ts';
import { putText, textAt } from './documents.ts';
import { giveBack, lookAtLock, takeLock } from './lock.ts';
import type { Served } from './served.ts';
import { tokenAt } from './token.ts';

/** A server keeps one document for the record and one for the history; the lock of the first guards both. */
export function memoryAt({ stateFile }: Remembered, served: Served, deliveries: DeliveryJournals): Memory {
  const { place, address, world } = served;
  const words = `The state ${place}`;
  const read = async (): Promise<Recorded | undefined> => {
    const text = await textAt(served, address.state);
    return text === undefined ? undefined : readStateText(text, words, world.kinds);
  };
  return {
    place,
    lockPlace: `of ${place}`,
    state: { read },
    history: {
      read: async ({ sinceMs = 0, most }) => {
        const { entries } = await historyAt(served);
        const recent = entries.filter(({ began }) => Date.parse(began) >= sinceMs);
        return most === undefined ? recent : recent.slice(Math.max(0, recent.length - most));
      },
    },
    deliveries,
    sealedToken: tokenAt(served),
    inversePlan: inversePlanPath(stateFile),
    takeLock: async (timeoutMs) => {
      const info = await takeLock(served, timeoutMs);
      const lost = new AbortController();
      const put = (url: URL, text: string, id?: string) => putText(served, url, text, lost, id);
      return {
        state: {
          read,
          write: async (recorded) => {
            refuseStale(words, await read(), recorded);
            await put(address.state, stateText(recorded), info.ID);
          },
        },
        history: {
          put: async (entry) => {
            if (lost.signal.aborted) throw lost.signal.reason;
            await put(address.history, historyText(await historyAt(served), entry));
          },
        },
        lost: lost.signal,
        release: () => giveBack(served, info),
      };
    },
    lookAtLock: () => lookAtLock(served),
    others: async () => [],
  };
}

interface History {
  /** GitLab keeps each serial of a document once. */
  readonly serial: number;
  readonly entries: readonly HistoryEntry[];
}

async function historyAt(served: Served): Promise<History> {
  const text = await textAt(served, served.address.history);
  if (text === undefined) return { serial: 0, entries: [] };
  try {
    const { serial, entries } = parseJson(text) as { serial: number; entries: unknown[] };
    const read = entries.map((entry) => readHistoryLine(JSON.stringify(entry)));
    if (Number.isSafeInteger(serial) && !read.includes(undefined)) {
      return { serial, entries: latestOfEach(read as HistoryEntry[]) };
    }
  } catch {
    // Told below.
  }
  throw new Failure(
    'config',
    'history-unreadable',
    told(
      say('history-of-other', { place: served.place }),
      say('look-at-path', { path: served.address.history.pathname }),
    ),
  );
}

/** Servers limit the size of a document. */
const mostEntries = 500;

function historyText({ serial, entries }: History, entry: HistoryEntry): string {
  const all = latestOfEach([...entries, entry]).slice(-mostEntries);
  const lines = all.map((one) => ({ kefu_history: 1, ...one }));
  return `${JSON.stringify({ version: 1, serial: serial + 1, entries: lines })}\n`;
}
