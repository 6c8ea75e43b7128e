import type { ErrorObject } from 'ajv';
import { messageTypes } from '../model/message.ts';
import type { Span } from './mask.ts';
import { nearest } from './nearest.ts';
import { type Fault, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, type Tree, textOf, valueAt } from './tree.ts';

/** A fault found by the schema. `about`: a key that is too many or missing is never explained better by a rule. */
export interface SchemaFault extends Fault {
  readonly at: Span;
  readonly about: 'value' | 'key';
}

/** A value with the entry it stands in. */
export interface Place {
  readonly value: Tree;
  readonly entry?: Entry;
}

/** What ajv found at a place, said to people; nothing for errors that only enclose others. */
export function explain(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  return (explanations[error.keyword] ?? badValue)(error, place, source);
}

type Explain = (error: ErrorObject, place: Place, source: Source) => SchemaFault[];

const explanations: Readonly<Record<string, Explain>> = {
  additionalProperties: unknownKey,
  required: missingKey,
  type: wrongType,
  enum: unknownValue,
  const: unknownValue,
  'false schema': notWithAbsent,
  discriminator: noMessageType,
  // The faults these two enclose are given by themselves.
  if: () => [],
  propertyNames: () => [],
};

/** Where the value stands, or its key when there is nothing to mark. */
function spanOf({ value, entry }: Place): Span {
  return value.at.end > value.at.start || entry === undefined ? value.at : entry.keyAt;
}

function unknownKey(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const key = String(error.params.additionalProperty);
  const entry = entryOf(place.value, key);
  if (entry === undefined) return [];
  const unnamed = error.instancePath === '' ? 'the top level' : 'this item';
  const where = place.entry === undefined ? unnamed : `\`${shownText(source, place.entry.keyAt)}\``;
  return [
    {
      severity: 'error',
      code: 'unknown-key',
      message: `\`${shownText(source, entry.keyAt)}\` is not a key of ${where}.`,
      hint: hintForKey(entry, knownKeys(error), error.instancePath),
      at: entry.keyAt,
      about: 'key',
    },
  ];
}

/** The keys the schema knows where it found one that is unknown. */
export function knownKeys(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema?.properties ?? {}) as object);
}

function hintForKey(entry: Entry, known: readonly string[], pointer: string): string {
  const meant = nearest(entry.key, known);
  if (meant !== undefined) return `Did you mean \`${meant}\`?`;
  const home = homes.get(entry.key);
  if (home !== undefined && !pointer.endsWith(home)) return `It belongs under \`${home}\`: indent it there.`;
  if (pointer === '' && valueAt(entry.value, 'nickname') !== undefined) {
    return 'An account stands under `accounts:`, two spaces further right.';
  }
  return `Known keys here: ${known.join(', ')}.`;
}

/** Where a key belongs that was found elsewhere, most often by wrong indentation. */
const homes = new Map([
  ...['name', 'wechatId', 'appId', 'credentials', 'endpoint'].map((key) => [key, 'officialAccount'] as const),
  ...['appSecret', 'accessToken'].map((key) => [key, 'credentials'] as const),
  ...['unmanaged', 'maxDeletes', 'media', 'unverifiable'].map((key) => [key, 'policy'] as const),
  ...['nickname', 'avatar', 'worker', 'protect', 'previously', 'state', 'password'].map(
    (key) => [key, 'accounts: <name>'] as const,
  ),
]);

function missingKey(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const key = String(error.params.missingProperty);
  const { entry, value } = place;
  const first = entriesOf(value)[0];
  const whole = error.instancePath === '' ? 'The file' : 'This item';
  const owner = entry === undefined ? whole : `\`${shownText(source, entry.keyAt)}\``;
  return [
    {
      severity: 'error',
      code: 'missing-key',
      message: `${owner} has no \`${key}\`.`,
      hint: missingHints.get(key) ?? `Add \`${key}:\`.`,
      at: entry?.keyAt ?? first?.keyAt ?? value.at,
      about: 'key',
    },
  ];
}

const missingHints = new Map([
  ['version', 'Add `version: 1` as the first line.'],
  ['officialAccount', 'Add `officialAccount:` with `name`, `wechatId` and `appId` below.'],
  ['accounts', 'Add `accounts:` with the accounts below, or `accounts: {}` for none.'],
  ['msgtype', 'Add `msgtype:`, such as `msgtype: text`: it says what the message is.'],
  ['nickname', 'Add `nickname:`, the name customers see; for a delete write `state: absent` alone.'],
  ['name', 'Add `name:`, a short name for reports, such as shop-cn.'],
  ['wechatId', 'Add `wechatId:`, the official account\'s WeChat ID (公众号微信号): what stands after "@".'],
  ['appId', "Add `appId:`; WeChat's console shows it beside the AppSecret."],
]);

const typeNames = new Map([
  ['object', 'a block of keys'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
]);

const typeHints = new Map([
  ['object', 'Write its keys on the lines below, two spaces further right.'],
  ['array', 'Write a list: [one, two].'],
  ['string', 'Write a text on the same line.'],
  ['integer', 'Write digits alone.'],
]);

function wrongType(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const type = String(error.params.type);
  const name = nameOf(place, source);
  const { value } = place;
  const empty = value.kind === 'scalar' && value.value === '';
  const found = { scalar: 'a text', list: 'a list', mapping: 'a block of keys' }[value.kind];
  const said = value.kind === 'scalar' ? `\`${shownText(source, value.at)}\`` : found;
  return [
    {
      severity: 'error',
      code: 'wrong-type',
      message: empty
        ? `${name} has no value.`
        : `${name} is ${said}; it has to be ${typeNames.get(type) ?? type}.`,
      hint: typeHint(type, value),
      at: spanOf(place),
      about: 'value',
    },
  ];
}

function typeHint(type: string, value: Tree): string {
  if (type === 'boolean') return booleanHint(value);
  if (type === 'object' && textOf(value) === 'absent') return 'Write { state: absent }.';
  return typeHints.get(type) ?? '';
}

/** YAML 1.1 took yes and on for true, and many still write them. */
function booleanHint(value: Tree): string {
  const word = value.kind === 'scalar' ? value.value.toLowerCase() : '';
  if (['yes', 'y', 'on', 'true', '1'].includes(word)) return 'Write true.';
  if (['no', 'n', 'off', 'false', '0'].includes(word)) return 'Write false.';
  return 'Write true or false.';
}

function unknownValue(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const allowed: unknown[] =
    error.keyword === 'const' ? [error.params.allowedValue] : error.params.allowedValues;
  const options = allowed.map(String);
  const text = place.value.kind === 'scalar' ? place.value.value : '';
  const meant = nearest(text, options);
  const said = text === '' ? 'has no value' : `is \`${shownText(source, place.value.at)}\``;
  return [
    {
      severity: 'error',
      code: 'unknown-value',
      message: `${nameOf(place, source)} ${said}; it can be ${options.join(' or ')}.`,
      hint: meant === undefined ? `Write ${options.join(' or ')}.` : `Did you mean \`${meant}\`?`,
      at: spanOf(place),
      about: 'value',
    },
  ];
}

/** Without a known msgtype nothing else of a template can be checked; a missing one is found as such. */
function noMessageType(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const key = String(error.params.tag);
  const entry = entryOf(place.value, key);
  if (entry === undefined) return [];
  const params = { allowedValues: messageTypes };
  return unknownValue({ ...error, keyword: 'enum', params }, { value: entry.value, entry }, source);
}

function notWithAbsent(_: ErrorObject, place: Place, source: Source): SchemaFault[] {
  return [
    {
      severity: 'error',
      code: 'absent-with-more',
      message: `${nameOf(place, source)} stands beside \`state: absent\`, which deletes the account.`,
      hint: 'Keep `state: absent` alone for a delete, or remove it to keep the account.',
      at: place.entry?.keyAt ?? place.value.at,
      about: 'key',
    },
  ];
}

/** A value that breaks a pattern or limit. The schema's own text is the one editors show. */
function badValue(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const ofKey = error.propertyName === undefined ? undefined : entryOf(place.value, error.propertyName);
  const rule: unknown = error.parentSchema?.patternErrorMessage;
  const name = ofKey === undefined ? nameOf(place, source) : `\`${shownText(source, ofKey.keyAt)}\``;
  return [
    {
      severity: 'error',
      code: 'bad-value',
      message: `${name} ${limitOf(error)}.`,
      hint: typeof rule === 'string' ? rule : 'Write it within that limit.',
      at: ofKey?.keyAt ?? spanOf(place),
      about: 'value',
    },
  ];
}

function limitOf(error: ErrorObject): string {
  const limit = String(error.params.limit);
  if (error.keyword === 'minimum') return `has to be at least ${limit}`;
  if (error.keyword === 'maximum') return `has to be at most ${limit}`;
  if (error.keyword === 'minLength' || error.keyword === 'minItems') return 'is empty';
  if (error.keyword === 'minProperties') return `has fewer than ${limit} keys`;
  if (error.keyword === 'maxProperties') return `has more than ${limit} keys`;
  return 'is not written as it has to be';
}

function nameOf({ entry, value }: Place, source: Source): string {
  if (entry !== undefined) return `\`${shownText(source, entry.keyAt)}\``;
  return value.kind === 'scalar' ? 'This item' : 'The file';
}
