import { messageTypes } from '../model/message.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/config.ts';
import { say as sayPlace } from '../words/en/places.ts';
import type { Named } from '../words/named.ts';
import { told } from '../words/say.ts';
import type { BrokenRule } from './generated/validate-config.js';
import { badValue } from './limit-messages.ts';
import { nearest } from './nearest.ts';
import { type Place, type SchemaFault, spanOf } from './schema-place.ts';
import { type Source, shownText } from './source.ts';
import { synonymIn } from './synonyms.ts';
import { type Entry, entriesOf, entryOf, type Tree, textOf, valueAt } from './tree.ts';
import { wrongType } from './type-messages.ts';

/** What ajv found at a place, said to people; nothing for errors that only enclose others. */
export function explain(error: BrokenRule, place: Place, source: Source): SchemaFault[] {
  return (explanations[error.keyword] ?? badValue)(error, place, source);
}

type Explain = (error: BrokenRule, place: Place, source: Source) => SchemaFault[];

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

function unknownKey(error: BrokenRule, place: Place, source: Source): SchemaFault[] {
  const key = String(error.params.additionalProperty);
  const entry = entryOf(place.value, key);
  if (entry === undefined) return [];
  return [
    {
      severity: 'error',
      code: 'unknown-key',
      ...told(
        say('unknown-key', {
          key: shownText(source, entry.keyAt),
          owner: ownerOf(place, error.instancePath === '', source),
        }),
        hintForKey(entry, knownKeys(error), error.instancePath),
      ),
      at: entry.keyAt,
      about: 'key',
    },
  ];
}

function ownerOf({ entry }: Place, isWhole: boolean, source: Source): Named {
  if (entry !== undefined) return { what: 'key', key: shownText(source, entry.keyAt) };
  return { what: isWhole ? 'file' : 'item' };
}

/** The keys the schema knows where it found one that is unknown. */
export function knownKeys(error: BrokenRule): string[] {
  return Object.keys((error.parentSchema?.properties ?? {}) as object);
}

function hintForKey(entry: Entry, known: readonly string[], pointer: string): Saying {
  const meant = nearest(entry.key, known);
  if (meant !== undefined) return sayPlace('did-you-mean', { meant });
  const home = homes.get(entry.key);
  if (home !== undefined && !pointer.endsWith(home)) return say('belongs-under', { home });
  if (pointer === '' && valueAt(entry.value, 'nickname') !== undefined) {
    return say('under-accounts');
  }
  return say('known-keys', { keys: known });
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

function missingKey(error: BrokenRule, place: Place, source: Source): SchemaFault[] {
  const key = String(error.params.missingProperty);
  const { entry, value } = place;
  if (key === 'nickname' && isStateUnknown(value)) return [];
  const first = entriesOf(value)[0];
  const owner = ownerOf(place, error.instancePath === '', source);
  return [
    {
      severity: 'error',
      code: 'missing-key',
      ...told(say('missing-key', { key, owner }), missingHints.get(key) ?? say('add-key', { key })),
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
  ['version', say('add-version')],
  ['officialAccount', say('add-official-account')],
  ['accounts', say('add-accounts')],
  ['msgtype', say('add-msgtype')],
  ['nickname', say('add-nickname')],
  ['name', say('add-name')],
  ['wechatId', say('add-wechat-id')],
  ['appId', say('add-app-id')],
]);

function unknownValue(error: BrokenRule, place: Place, source: Source): SchemaFault[] {
  const allowed: unknown[] =
    error.keyword === 'const' ? [error.params.allowedValue] : error.params.allowedValues;
  const options = allowed.map(String);
  const text = place.value.kind === 'scalar' ? place.value.value : '';
  const meant = synonymIn(options, text) ?? nearest(text, options);
  const found = text === '' ? '' : shownText(source, place.value.at);
  return [
    {
      severity: 'error',
      code: 'unknown-value',
      ...told(
        say('unknown-value', {
          owner: ownerOf(place, place.value.kind !== 'scalar', source),
          found,
          options,
        }),
        meant === undefined ? say('write-one-of', { options }) : sayPlace('did-you-mean', { meant }),
      ),
      at: spanOf(place),
      about: 'value',
    },
  ];
}

/** Without a known msgtype nothing else of a template can be checked; a missing one is found as such. */
function noMessageType(error: BrokenRule, place: Place, source: Source): SchemaFault[] {
  const key = String(error.params.tag);
  const entry = entryOf(place.value, key);
  if (entry === undefined) return [];
  const params = { allowedValues: messageTypes };
  return unknownValue({ ...error, keyword: 'enum', params }, { value: entry.value, entry }, source);
}

function notWithAbsent(_: BrokenRule, place: Place, source: Source): SchemaFault[] {
  return [
    {
      severity: 'error',
      code: 'absent-with-more',
      ...told(
        say('absent-with-more', { owner: ownerOf(place, place.value.kind !== 'scalar', source) }),
        say('absent-alone'),
      ),
      at: place.entry?.keyAt ?? place.value.at,
      about: 'key',
    },
  ];
}
