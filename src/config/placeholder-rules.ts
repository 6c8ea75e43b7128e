import { leftBehindIn, type PlaceholderKind, placeholderKind } from '../model/placeholder.ts';
import type { Saying } from '../model/saying.ts';
import { secretLookalikes } from '../model/secret-looks.ts';
import { meaningOf, say } from '../words/en/placeholders.ts';
import { say as place } from '../words/en/places.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import { type Fault, type Source, shownText } from './source.ts';
import { spansInside } from './text-place.ts';
import { isNull } from './tree.ts';
import type { Use, Value } from './value-uses.ts';

/**
 * `no-value`, `placeholder`, `placeholder-inside`: values that nobody meant. YAML's null and unfilled placeholders would
 * otherwise be taken as texts, and customers would be served by an account named "null".
 */
export function placeholderFaults(source: Source, values: readonly Value[]): Fault[] {
  return values.flatMap((value) => {
    const fault = wholeFault(source, value);
    return fault === undefined ? insideFaults(source, value) : [fault];
  });
}

/** The faults but for those about a value that nobody meant: what else is said of it would be noise, but not a secret. */
export function withoutNoise(faults: readonly Fault[], unmeant: readonly Fault[]): Fault[] {
  const errors = unmeant.filter(({ severity }) => severity === 'error');
  const places = errors.flatMap(({ covers }) => covers ?? []);
  return faults.filter(
    ({ code, at }) =>
      at === undefined || code === 'secret-in-yaml' || !places.some((place) => lies(at, place)),
  );
}

function lies(at: Span, place: Span): boolean {
  return place.start <= at.start && at.start < place.end;
}

function wholeFault(source: Source, { key, scalar, use, isTemplate }: Value): Fault | undefined {
  const { value, at } = scalar;
  if (isNull(source, scalar)) {
    return {
      severity: 'error',
      code: 'no-value',
      ...told(place('no-value', { key, value }), hintFor(key, use)),
      at,
      covers: [at],
    };
  }
  // A secret between signs is no placeholder: it has to be told, and changed.
  const kind = secretLookalikes(value).length > 0 ? undefined : placeholderKind(value);
  // A template of kefu's own has rules of its own.
  if (kind === undefined || (isTemplate && /\{\{|\{%/.test(value)) || !isMeantByNobody(kind, use))
    return undefined;
  const what = meaningOf(kind);
  const message =
    use === 'secret'
      ? say('is-placeholder', { key, what })
      : say('value-is-placeholder', { key, value: shownText(source, at), what });
  return {
    severity: kind === 'word' && (use === 'text' || use === 'choice') ? 'warning' : 'error',
    code: 'placeholder',
    ...told(message, key === 'nickname' ? say('write-nickname-or-lint') : hintFor(key, use)),
    at,
    covers: [at],
  };
}

/** A file or variable may have any name; a note or word may be one. */
function isMeantByNobody(kind: PlaceholderKind, use: Use): boolean {
  return use !== 'pointer' || kind === 'marker' || kind === 'nothing';
}

const hints: Readonly<Record<string, Saying>> = {
  nickname: say('write-customer-name'),
  worker: say('write-worker'),
  avatar: say('write-picture-path'),
  as: say('write-speaker'),
  previously: say('write-previous-or-not'),
  default: say('write-default-or-not'),
};

function hintFor(key: string, use: Use): Saying {
  const hint = Object.hasOwn(hints, key) ? hints[key] : undefined;
  if (hint !== undefined) return hint;
  if (use === 'secret') return say('write-env-reference');
  if (use === 'text') return say('write-customer-text');
  return say('write-value-itself');
}

/** In a name a marker is never meant; a text may say `${price}` or TODO. */
function insideFaults(source: Source, { key, scalar, use, isTemplate }: Value): Fault[] {
  if (use === 'pointer' || use === 'secret') return [];
  const spanOf = spansInside(source, scalar);
  return leftBehindIn(scalar.value, isTemplate).map(({ kind, start, end }): Fault => {
    const found = scalar.value.slice(start, end);
    const message = say('placeholder-inside', { found, key, what: meaningOf(kind) });
    const at = spanOf(start, end);
    if (kind === 'marker' && use === 'name')
      return {
        severity: 'error',
        code: 'placeholder',
        ...told(message, hintFor(key, use)),
        at,
        covers: [scalar.at],
      };
    return {
      severity: 'warning',
      code: 'placeholder-inside',
      ...told(message, say('write-what-belongs')),
      at,
    };
  });
}
