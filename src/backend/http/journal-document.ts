import type { Ending, JournaledMessage } from '../../model/delivery.ts';
import { parseJson } from '../../model/parse-json.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/locks.ts';
import { unreadable } from '../journal-refusals.ts';

/** What is kept of one customer. `at`: ISO 8601. */
interface Noted {
  readonly status: Ending | 'intended';
  readonly line: number | undefined;
  readonly code: number | string | undefined;
  readonly at: string;
}

/** A delivery journal as one document. */
export interface JournalDocument {
  /** GitLab keeps each serial of a document once. */
  readonly serial: number;
  readonly message: JournaledMessage;
  /** ISO 8601. */
  readonly begun: string;
  /** By hash. */
  readonly customers: ReadonlyMap<string, Noted>;
  /** The last word on each of them. */
  readonly last: ReadonlyMap<string, Noted['status']>;
}

/** A journal of nobody yet. `nowMs`: milliseconds since 1970. */
export function newJournal(message: JournaledMessage, nowMs: number): JournalDocument {
  const { appId, template, digest } = message;
  const begun = new Date(nowMs).toISOString();
  return {
    serial: 1,
    message: { appId, template, digest },
    begun,
    customers: new Map(),
    last: new Map(),
  };
}

export function journalText({ serial, message, begun, customers }: JournalDocument): string {
  const document = {
    version: 1,
    serial,
    kefu_delivery_journal: '1.0',
    app_id: message.appId,
    template: message.template,
    message: message.digest,
    begun,
    customers: Object.fromEntries(customers),
  };
  return `${JSON.stringify(document)}\n`;
}

/** Throws a `Failure` for anything that kefu can't have written. */
export function readJournalText(text: string, place: string): JournalDocument {
  const document = documentIn(text);
  if (document) return document;
  throw unreadable(say('journal-no-journal', { journal: visible(place) }));
}

function documentIn(text: string): JournalDocument | undefined {
  let read: Readonly<Record<string, unknown>>;
  try {
    read = { ...(parseJson(text) as object) };
  } catch {
    return undefined;
  }
  const { serial, kefu_delivery_journal: version, app_id: appId, template, message: digest, begun } = read;
  const customers = customersIn(read.customers);
  const isText = (value: unknown): value is string => typeof value === 'string';
  if (version !== '1.0' || typeof serial !== 'number' || !Number.isSafeInteger(serial)) return undefined;
  if (!isText(appId) || !isText(template) || !isText(digest) || !isText(begun) || !customers)
    return undefined;
  const last = new Map([...customers].map(([hash, { status }]) => [hash, status]));
  return { serial, message: { appId, template, digest }, begun, customers, last };
}

function customersIn(value: unknown): ReadonlyMap<string, Noted> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every(([hash, noted]) => /^[0-9a-f]{64}$/.test(hash) && isNoted(noted))
    ? new Map(entries)
    : undefined;
}

function isNoted(value: unknown): value is Noted {
  if (typeof value !== 'object' || value === null || !('status' in value) || !('at' in value)) return false;
  return (
    ['intended', 'sent', 'not-sent', 'unknown'].includes(String(value.status)) && typeof value.at === 'string'
  );
}
