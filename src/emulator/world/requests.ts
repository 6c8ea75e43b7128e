/** The record of API calls: which came, and which had an effect. It never holds a token or a secret. */

export interface RequestEntry {
  number: number;
  at: number;
  method: string;
  path: string;
  /** The kf account the call names, if any. */
  account: string | null;
  /** How often the call was carried out: 0 when a fault came first, 2 when it was delivered twice. */
  carriedOut: number;
  /** Whether it changed anything; true only for writes that were not refused. */
  effect: boolean;
  /** When the effect happened, which may be after the caller was gone. */
  effectAt: number | null;
  status: number | null;
  errcode: number | null;
  fault: string | null;
}

const keptEntries = 5000;

export function addRequest(
  entries: RequestEntry[],
  call: { at: number; method: string; path: string; account: string | null; fault: string | null },
): RequestEntry {
  const number = (entries.at(-1)?.number ?? 0) + 1;
  const entry = {
    ...call,
    number,
    carriedOut: 0,
    effect: false,
    effectAt: null,
    status: null,
    errcode: null,
  };
  entries.push(entry);
  if (entries.length > keptEntries) entries.splice(0, entries.length - keptEntries);
  return entry;
}
