import type { ErrorObject } from 'ajv';
import { commentBehind, nameOf, type Place, type SchemaFault, spanOf } from './schema-place.ts';
import { type Source, shownText } from './source.ts';
import { entryOf } from './tree.ts';

/** `bad-value`: a value that breaks a pattern or limit. The schema's own text is the one editors show. */
export function badValue(error: ErrorObject, place: Place, source: Source): SchemaFault[] {
  const ofKey = error.propertyName === undefined ? undefined : entryOf(place.value, error.propertyName);
  const rule: unknown = error.parentSchema?.patternErrorMessage;
  const name = ofKey === undefined ? nameOf(place, source) : `\`${shownText(source, ofKey.keyAt)}\``;
  const { breach, hint } = limitOf(error, place);
  const isEmpty = place.value.kind === 'scalar' && place.value.value === '';
  return [
    {
      severity: 'error',
      code: 'bad-value',
      message: `${name} ${breach}${isEmpty ? commentBehind(place, source) : ''}.`,
      hint: typeof rule === 'string' ? rule : hint,
      at: ofKey?.keyAt ?? spanOf(place),
      about: 'value',
    },
  ];
}

/** What a value breaks, as the end of a sentence, and what to do with the limit named. */
function limitOf(error: ErrorObject, { value }: Place): { breach: string; hint: string } {
  const limit = Number(error.params.limit);
  const length = value.kind === 'scalar' ? [...value.value].length : 0;
  const isEmpty = value.kind === 'scalar' && value.value === '';
  switch (error.keyword) {
    case 'minimum':
    case 'maximum':
      return {
        breach: `has to be at ${error.keyword === 'minimum' ? 'least' : 'most'} ${limit}`,
        hint: `Write a number ${rangeOf(error.parentSchema)}.`,
      };
    case 'minLength':
      return {
        breach: 'is empty',
        hint: 'Write a value, or remove the line; one that begins with # goes in quotes.',
      };
    case 'maxLength':
      return { breach: `has ${length} characters; at most ${limit} are taken`, hint: 'Shorten it.' };
    case 'minItems':
      return { breach: 'is empty', hint: `Write at least ${counted(limit, 'item')}, or remove the line.` };
    case 'maxItems':
      return { breach: `has more than ${counted(limit, 'item')}`, hint: `Keep ${limit}.` };
    case 'minProperties':
      return { breach: `has fewer than ${counted(limit, 'key')}`, hint: `Write ${counted(limit, 'key')}.` };
    case 'maxProperties':
      return { breach: `has more than ${counted(limit, 'key')}`, hint: `Keep ${counted(limit, 'key')}.` };
    default:
      return {
        breach: isEmpty ? 'is empty' : 'is not written as it has to be',
        hint: 'docs/errors.md says how it is written.',
      };
  }
}

function rangeOf(schema: ErrorObject['parentSchema']): string {
  const minimum: unknown = schema?.minimum;
  const maximum: unknown = schema?.maximum;
  if (typeof minimum === 'number' && typeof maximum === 'number') return `from ${minimum} to ${maximum}`;
  return typeof minimum === 'number' ? `of at least ${minimum}` : `of at most ${String(maximum)}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
