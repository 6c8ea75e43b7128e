import { createHmac } from 'node:crypto';
import type { Ending, JournaledMessage, Recipient } from '../model/delivery.ts';
import { parseJson } from '../model/parse-json.ts';

/*
 * A delivery journal is JSON Lines: first what it is about, then two lines for each message, `intended` before it is sent
 * and how it ended after. OpenIDs stand in it as hashes salted with the AppID: enough to recognise a customer by who has
 * the list, too little to write to one.
 */

/** What a journal says, all lines together. */
export interface JournalContent {
  readonly message: JournaledMessage;
  /** The last word on each customer, by hash. `intended`: the run ended before there was one. */
  readonly last: ReadonlyMap<string, Ending | 'intended'>;
  /** Bytes up to the end of the last whole line; a line that a crash cut off comes after it. */
  readonly wholeBytes: number;
}

/** A customer as a journal names one. */
export function hashedOpenId({ appId }: JournaledMessage, openid: string): string {
  return createHmac('sha256', appId).update(openid).digest('hex');
}

/** The first line. `at`: milliseconds since 1970. */
export function headLine({ appId, template, digest }: JournaledMessage, at: number): string {
  return line({
    kefu_delivery_journal: '1.0',
    app_id: appId,
    template,
    message: digest,
    begun: new Date(at).toISOString(),
  });
}

/** One line about one customer. */
export function entryLine(
  message: JournaledMessage,
  to: Recipient,
  { status, at, code }: { status: Ending | 'intended'; at: number; code?: number | string | undefined },
): string {
  return line({
    to: hashedOpenId(message, to.openid),
    ...(to.line !== undefined && { line: to.line }),
    status,
    ...(code !== undefined && { code }),
    at: new Date(at).toISOString(),
  });
}

function line(document: object): string {
  return `${JSON.stringify(document)}\n`;
}

/**
 * Reads a journal; undefined for anything that kefu can't have written. A last line without its end is left out: an
 * intent is whole before its message leaves, and without an ending nobody knows.
 */
export function readJournal(bytes: Buffer): JournalContent | undefined {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const [head, ...entries] = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  const message = messageOf(objectOf(head ?? ''));
  if (message === undefined) return undefined;
  const last = new Map<string, Ending | 'intended'>();
  for (const text of entries) {
    const { to, status } = objectOf(text);
    if (typeof to !== 'string' || !/^[0-9a-f]{64}$/.test(to) || !isStatus(status)) return undefined;
    last.set(to, settled(last.get(to), status));
  }
  return { message, last, wholeBytes };
}

/** Once it was sent, or nobody knows whether it was, nothing takes that back. */
function settled(before: Ending | 'intended' | undefined, now: Ending | 'intended'): Ending | 'intended' {
  return before === 'sent' || before === 'unknown' ? before : now;
}

function messageOf(head: Readonly<Record<string, unknown>>): JournaledMessage | undefined {
  const { kefu_delivery_journal: version, app_id: appId, template, message: digest } = head;
  const isWhole = typeof appId === 'string' && typeof template === 'string' && typeof digest === 'string';
  return version === '1.0' && isWhole ? { appId, template, digest } : undefined;
}

function isStatus(value: unknown): value is Ending | 'intended' {
  return value === 'intended' || value === 'sent' || value === 'not-sent' || value === 'unknown';
}

/** Empty for what is no JSON object, or one that says two things. */
function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
