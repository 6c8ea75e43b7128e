import type { ErrorObject } from 'ajv';
import { messageTypes } from '../model/message.ts';
import { badValue } from './limit-messages.ts';
import { nearest } from './nearest.ts';
import { nameOf, type Place, type SchemaFault, spanOf } from './schema-place.ts';
import { type Source, shownText } from './source.ts';
import { synonymIn } from './synonyms.ts';
import { type Entry, entriesOf, entryOf, type Tree, textOf, valueAt } from './tree.ts';
import { wrongType } from './type-messages.ts';

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
  if (key === 'nickname' && isStateUnknown(value)) return [];
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

/** Whether the account has a state that is none: then it is not known either which keys it needs. */
function isStateUnknown(account: Tree): boolean {
  const state = valueAt(account, 'state');
  return state !== undefined && !['present', 'absent'].includes(textOf(state) ?? '');
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

function unknownValue(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const allowed: unknown[] =
    error.keyword === 'const' ? [error.params.allowedValue] : error.params.allowedValues;
  const options = allowed.map(String);
  const text = place.value.kind === 'scalar' ? place.value.value : '';
  const meant = synonymIn(options, text) ?? nearest(text, options);
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
