import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/schema.ts';
import { told } from '../words/say.ts';
import type { BrokenRule } from './generated/validate-config.js';
import { commentBehind, nameOf, type Place, type SchemaFault, spanOf } from './schema-place.ts';
import { type Source, shownText } from './source.ts';
import { wordsForAbsent } from './synonyms.ts';
import { entriesOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

const typeNames = new Map([
  ['object', say('type-object')],
  ['array', say('type-array')],
  ['string', say('type-string')],
  ['integer', say('type-integer')],
  ['boolean', say('type-boolean')],
]);

const foundNames = {
  scalar: say('type-string'),
  list: say('type-array'),
  mapping: say('type-object'),
} as const;

const typeHints = new Map([
  ['string', say('text-on-same-line')],
  ['integer', say('digits-alone')],
  ['number', say('digits-alone')],
]);

/** `wrong-type`: a text where a block of keys has to be, and the like. */
export function wrongType(error: BrokenRule, place: Place, source: Source): SchemaFault[] {
  const type = String(error.params.type);
  const owner = nameOf(place, source);
  const { value } = place;
  const empty = value.kind === 'scalar' && value.value === '';
  const comment = commentBehind(place, source);
  const found = value.kind === 'scalar' ? `\`${shownText(source, value.at)}\`` : foundNames[value.kind];
  const missing =
    comment === undefined
      ? say('owner-without-value', { owner })
      : say('owner-with-comment', { owner, comment });
  return [
    {
      severity: 'error',
      code: 'wrong-type',
      ...told(
        empty ? missing : say('wrong-type', { owner, found, expected: typeNames.get(type) ?? type }),
        typeHint(type, place, source),
      ),
      at: spanOf(place),
      about: 'value',
    },
  ];
}

function typeHint(type: string, place: Place, source: Source): Saying {
  const { value } = place;
  if (type === 'boolean') return booleanHint(value);
  if (type === 'array') return listHint(value, source);
  if (type !== 'object') return typeHints.get(type) ?? say('digits-alone');
  if (wordsForAbsent.includes(textOf(value)?.toLowerCase() ?? '')) return say('write-state-absent');
  const form = value.kind === 'list' ? mapForm(value, place, source) : undefined;
  return form === undefined ? say('write-keys-below') : say('write-as-map', { form });
}

/** YAML 1.1 took yes and on for true, and many still write them. */
function booleanHint(value: Tree): Saying {
  const word = value.kind === 'scalar' ? value.value.toLowerCase() : '';
  if (['yes', 'y', 'on', 'true', '1'].includes(word)) return say('write-true');
  if (['no', 'n', 'off', 'false', '0'].includes(word)) return say('write-false');
  return say('write-true-or-false');
}

function listHint(value: Tree, source: Source): Saying {
  const text = textOf(value);
  if (text === undefined || value.at.end - value.at.start > longestShown) return say('write-list');
  return say('write-list-of', { text: shownText(source, value.at) });
}

const longestShown = 60;

/** Keys under which people write the name in a list that has to be a map. */
const nameKeys = ['name', 'account', 'kf_account', 'id', 'key'];

/** The map form of a list, made of its first item: `accounts: { alice: { nickname: … } }`. */
function mapForm(list: Tree, { entry }: Place, source: Source): string | undefined {
  const [first] = itemsOf(list);
  if (entry === undefined || first === undefined) return undefined;
  const inside = first.kind === 'scalar' ? shownText(source, first.at) : namedItem(first, source);
  if (inside === undefined) return undefined;
  const isNamed = first.kind === 'scalar';
  return `${shownText(source, entry.keyAt)}: { ${inside}${isNamed ? ': { … }' : ''} }`;
}

function namedItem(item: Tree, source: Source): string | undefined {
  const entries = entriesOf(item);
  const nameKey = nameKeys.find((key) => textOf(valueAt(item, key)) !== undefined);
  const name = nameKey === undefined ? undefined : valueAt(item, nameKey);
  const [first, second] = entries;
  if (name !== undefined && entries.length > 1) {
    const next = entries.find(({ key }) => key !== nameKey);
    return `${shownText(source, name.at)}: { ${next === undefined ? '' : shownText(source, next.keyAt)}: … }`;
  }
  if (first === undefined) return undefined;
  const key = shownText(source, first.keyAt);
  // `- alice:` with the fields beside it, not below.
  if (first.value.kind === 'scalar' && first.value.value === '' && second !== undefined)
    return `${key}: { ${shownText(source, second.keyAt)}: … }`;
  const [field] = entriesOf(first.value);
  if (field !== undefined) return `${key}: { ${shownText(source, field.keyAt)}: … }`;
  return `${key}: …`;
}
