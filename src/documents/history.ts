import type { HistoryEntry } from '../model/history.ts';
import { parseJson } from '../model/parse-json.ts';

/** One apply as a line of JSON, as it is kept in every backend. Holds no secret. */
export function historyLine(entry: HistoryEntry): string {
  return JSON.stringify({ kefu_history: 1, ...entry });
}

/** The entry a line holds; undefined for anything that kefu can't have written. */
export function readHistoryLine(line: string): HistoryEntry | undefined {
  let written: unknown;
  try {
    written = parseJson(line);
  } catch {
    return undefined;
  }
  if (!isFields(written) || written.kefu_history !== 1) return undefined;
  const { kefu_history: _, ...entry } = written;
  return isEntry(entry) ? (entry as unknown as HistoryEntry) : undefined;
}

/** The entries by their last word, oldest first. */
export function latestOfEach(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((one, other) =>
    one.began === other.began ? (one.id < other.id ? -1 : 1) : one.began < other.began ? -1 : 1,
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isEntry(entry: Fields): boolean {
  const { id, officialAccount, appId, began, by, planDigest, configDigest, plannedDeletes } = entry;
  const { toDelete, ended } = entry;
  return (
    [id, officialAccount, appId, configDigest].every(isText) &&
    isTime(began) &&
    isFields(by) &&
    isText(by.host) &&
    isCount(by.pid) &&
    [by.user, by.commit, by.run, planDigest].every((value) => value === undefined || isText(value)) &&
    isCount(plannedDeletes) &&
    (toDelete === undefined || (Array.isArray(toDelete) && toDelete.every(isText))) &&
    (ended === undefined || isEnding(ended))
  );
}

function isEnding(ended: unknown): boolean {
  if (!isFields(ended)) return false;
  const { at, verdict, counts, changes, deletes } = ended;
  return (
    isTime(at) &&
    isText(verdict) &&
    isCount(deletes) &&
    Array.isArray(counts) &&
    counts.every(
      (count) =>
        isFields(count) && isText(count.kind) && [count.add, count.change, count.destroy].every(isCount),
    ) &&
    Array.isArray(changes) &&
    changes.every(
      (change) =>
        isFields(change) && [change.address, change.action, change.step, change.status].every(isText),
    )
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): boolean {
  return isText(value) && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
