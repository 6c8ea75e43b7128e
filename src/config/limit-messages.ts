import type { Saying } from '../model/saying.ts';
import { say as place } from '../words/en/places.ts';
import { say } from '../words/en/schema.ts';
import type { Named } from '../words/named.ts';
import { told } from '../words/say.ts';
import type { BrokenRule } from './generated/validate-config.js';
import { commentBehind, nameOf, type Place, type SchemaFault, spanOf } from './schema-place.ts';
import { type Source, shownText } from './source.ts';
import { entryOf } from './tree.ts';

/** `bad-value`: a value that breaks a pattern or limit. The schema's own text is the one editors show. */
export function badValue(error: BrokenRule, at: Place, source: Source): SchemaFault[] {
  const ofKey = error.propertyName === undefined ? undefined : entryOf(at.value, error.propertyName);
  const rule: unknown = error.parentSchema?.patternErrorMessage;
  const owner: Named =
    ofKey === undefined ? nameOf(at, source) : { what: 'key', key: shownText(source, ofKey.keyAt) };
  const { breach, hint } = limitOf(error, at, owner, source);
  return [
    {
      severity: 'error',
      code: 'bad-value',
      ...told(breach, typeof rule === 'string' ? say('by-rule', { rule }) : hint),
      at: ofKey?.keyAt ?? spanOf(at),
      about: 'value',
    },
  ];
}

/** What a value breaks, and what to do with the limit named. */
function limitOf(
  error: BrokenRule,
  at: Place,
  owner: Named,
  source: Source,
): { breach: Saying; hint: Saying } {
  const { value } = at;
  const limit = Number(error.params.limit);
  const isEmpty = value.kind === 'scalar' && value.value === '';
  switch (error.keyword) {
    case 'minimum':
      return { breach: say('number-at-least', { owner, limit }), hint: rangeOf(error.parentSchema) };
    case 'maximum':
      return { breach: say('number-at-most', { owner, limit }), hint: rangeOf(error.parentSchema) };
    case 'minLength':
      return { breach: emptiness(at, owner, source), hint: say('value-or-no-line') };
    case 'maxLength': {
      const count = value.kind === 'scalar' ? [...value.value].length : 0;
      return { breach: say('text-over-limit', { owner, count, limit }), hint: place('shorten-it') };
    }
    case 'minItems':
      return { breach: say('is-empty', { owner }), hint: say('items-or-no-line', { limit }) };
    case 'maxItems':
      return { breach: say('too-many-items', { owner, limit }), hint: say('keep-items', { limit }) };
    case 'minProperties':
      return { breach: say('too-few-keys', { owner, limit }), hint: say('write-so-many-keys', { limit }) };
    case 'maxProperties':
      return { breach: say('too-many-keys', { owner, limit }), hint: say('keep-keys', { limit }) };
    default:
      return {
        breach: isEmpty ? emptiness(at, owner, source) : say('not-as-it-has-to-be', { owner }),
        hint: say('see-errors-page'),
      };
  }
}

function emptiness(at: Place, owner: Named, source: Source): Saying {
  const comment = commentBehind(at, source);
  return comment === undefined ? say('is-empty', { owner }) : say('is-empty-but-comment', { owner, comment });
}

function rangeOf(schema: BrokenRule['parentSchema']): Saying {
  const minimum: unknown = schema?.minimum;
  const maximum: unknown = schema?.maximum;
  if (typeof minimum === 'number' && typeof maximum === 'number')
    return say('number-from-to', { least: minimum, most: maximum });
  if (typeof minimum === 'number') return say('number-from', { least: minimum });
  return say('number-to', { most: String(maximum) });
}
