/** Faults: what goes wrong with the n-th call to a path. */

import { errorText } from '../errors.ts';

/** Where a fault strikes: from the `nth` matching call on (counted since it was set), `times` calls in a row. */
interface Aim {
  /** A path, the end of one (`kfaccount/add`), or `*` for every API call. */
  path: string;
  nth: number;
  times: number;
  /** Only calls whose query or body holds this text. */
  containing: string | null;
  /** How many matching calls came so far. */
  seen: number;
  /** The newest former list of accounts when it was set. */
  sinceList: number;
}

/** `effect` says whether the call is carried out all the same. */
type Trouble =
  /** The connection is closed on accept (path `*`) or as soon as the head of the request was read. */
  | { kind: 'refuse' }
  | { kind: 'reset'; effect: boolean; close: 'rst' | 'fin' }
  /** Effect true: carried out at once, answered late. False: carried out late, even if the caller has left. */
  | { kind: 'delay'; ms: number; effect: boolean }
  | { kind: 'drip'; bytes: number; everyMs: number }
  /** The answer's body is cut after that many bytes and the connection closed. */
  | { kind: 'cut'; atByte: number; framing: 'length' | 'chunked' }
  | { kind: 'html'; status: number; effect: boolean }
  | { kind: 'errcode'; errcode: number; errmsg: string; effect: boolean }
  | { kind: 'redirect'; location: string; status: number; effect: boolean }
  /** Carried out twice, as by a proxy that tried again; `answer` says which of the two answers comes back. */
  | { kind: 'duplicate'; answer: 'first' | 'second' }
  /** The connection is dropped at once, the effect happens later. */
  | { kind: 'late'; ms: number }
  /** Lists show what stood before a change: for `ms` after it, and for the next `reads` reads. */
  | { kind: 'lag'; ms: number; reads: number }
  | { kind: 'hang'; effect: boolean }
  | { kind: 'gzip-bomb'; megabytes: number; effect: boolean }
  /** Any body instead of the true one: broken JSON, HTML with status 200, another shape. */
  | { kind: 'body'; body: string; status: number; contentType: string; effect: boolean }
  /** A complete HTTP answer whose JSON ends too early. */
  | { kind: 'truncate'; atByte: number };

export type Fault = Aim & Trouble;
type FaultKind = Trouble['kind'];

/** A fault as people write it: kind, and what differs from the defaults below. */
export type FaultInput = {
  [K in FaultKind]: { kind: K } & Partial<Omit<Aim, 'seen' | 'sinceList'>> & Partial<Details<K>>;
}[FaultKind];
type Details<K extends FaultKind> = Omit<Extract<Trouble, { kind: K }>, 'kind'>;

const defaults: { [K in FaultKind]: Details<K> } = {
  refuse: {},
  reset: { effect: false, close: 'rst' },
  delay: { ms: 1000, effect: true },
  drip: { bytes: 1, everyMs: 100 },
  cut: { atByte: 10, framing: 'length' },
  html: { status: 502, effect: false },
  errcode: { errcode: -1, errmsg: '', effect: false },
  redirect: { location: '', status: 302, effect: false },
  duplicate: { answer: 'second' },
  late: { ms: 1000 },
  lag: { ms: 0, reads: 0 },
  hang: { effect: false },
  'gzip-bomb': { megabytes: 64, effect: true },
  body: { body: '', status: 200, contentType: 'application/json', effect: true },
  truncate: { atByte: 10 },
};

const aimDefaults = { path: '*', nth: 1, times: 1, containing: null };
const nullableNames = new Set(['containing']);

/** The complete fault, or what is wrong with it as a string. */
export function readFault(input: unknown, sinceList: number): Fault | string {
  if (typeof input !== 'object' || input === null || !('kind' in input)) return 'a fault needs a kind';
  const kind = String(input.kind);
  if (!Object.hasOwn(defaults, kind)) return `kind must be one of: ${Object.keys(defaults).join(', ')}`;
  const expected: Record<string, unknown> = { kind, ...aimDefaults, ...defaults[kind as FaultKind] };
  for (const [name, value] of Object.entries(input)) {
    if (!Object.hasOwn(expected, name)) return `${kind} has no ${name}`;
    const fits =
      typeof value === typeof expected[name] || (nullableNames.has(name) && typeof value === 'string');
    if (!fits && value !== expected[name]) return `${name} must be a ${typeof expected[name]}`;
    const beyond = boundsFault(name, value);
    if (beyond !== undefined) return beyond;
  }
  const fault = { ...expected, ...input, seen: 0, sinceList } as Fault;
  if (fault.kind === 'errcode' && fault.errmsg === '') return { ...fault, errmsg: errorText(fault.errcode) };
  if (fault.kind === 'redirect' && fault.location === '') return 'redirect needs a location';
  return fault;
}

const mostMs = 2 ** 31 - 1;

/** What Node.js can send and wait for: beyond these, acting out the fault would be a fault itself. */
const bounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  nth: [1, mostMs],
  times: [0, mostMs],
  ms: [0, mostMs],
  reads: [0, mostMs],
  atByte: [0, mostMs],
  status: [200, 599],
  errcode: [-(2 ** 31), mostMs],
  megabytes: [0, 1024],
};

const inHeaders = ['location', 'contentType'];

function boundsFault(name: string, value: unknown): string | undefined {
  const [least, most] = bounds[name] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (
    Object.hasOwn(bounds, name) &&
    !(Number.isInteger(value) && Number(value) >= least && Number(value) <= most)
  )
    return `${name} must be a whole number from ${least} to ${most}`;
  if (inHeaders.includes(name) && !/^[\t\x20-\x7e\x80-\xff]*$/.test(String(value)))
    return `${name} has characters that no header can have`;
  return undefined;
}
