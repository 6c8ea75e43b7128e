import type { ErrorObject } from 'ajv';
import { commentBehind, nameOf, type Place, type SchemaFault, spanOf } from './schema-place.ts';
import { type Source, shownText } from './source.ts';
import { wordsForAbsent } from './synonyms.ts';
import { entriesOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

const typeNames = new Map([
  ['object', 'a block of keys'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
]);

const typeHints = new Map([
  ['string', 'Write a text on the same line.'],
  ['integer', 'Write digits alone.'],
  ['number', 'Write digits alone.'],
]);

/** `wrong-type`: a text where a block of keys has to be, and the like. */
export function wrongType(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
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
        ? `${name} has no value${commentBehind(place, source)}.`
        : `${name} is ${said}; it has to be ${typeNames.get(type) ?? type}.`,
      hint: typeHint(type, place, source),
      at: spanOf(place),
      about: 'value',
    },
  ];
}

function typeHint(type: string, place: Place, source: Source): string {
  const { value } = place;
  if (type === 'boolean') return booleanHint(value);
  if (type === 'array') return listHint(value, source);
  if (type !== 'object') return typeHints.get(type) ?? '';
  if (wordsForAbsent.includes(textOf(value)?.toLowerCase() ?? '')) return 'Write { state: absent }.';
  const form = value.kind === 'list' ? mapForm(value, place, source) : undefined;
  return form === undefined
    ? 'Write its keys on the lines below, two spaces further right.'
    : `Write it without dashes and brackets, each with its name as key: ${form}.`;
}

/** YAML 1.1 took yes and on for true, and many still write them. */
function booleanHint(value: Tree): string {
  const word = value.kind === 'scalar' ? value.value.toLowerCase() : '';
  if (['yes', 'y', 'on', 'true', '1'].includes(word)) return 'Write true.';
  if (['no', 'n', 'off', 'false', '0'].includes(word)) return 'Write false.';
  return 'Write true or false.';
}

function listHint(value: Tree, source: Source): string {
  const text = textOf(value);
  if (text === undefined || value.at.end - value.at.start > longestShown) return 'Write a list: [one, two].';
  return `Write a list: [${shownText(source, value.at)}].`;
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
  return `\`${shownText(source, entry.keyAt)}: { ${inside}${isNamed ? ': { … }' : ''} }\``;
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
