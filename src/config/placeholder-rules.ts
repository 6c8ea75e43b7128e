import {
  leftBehindIn,
  type PlaceholderKind,
  placeholderKind,
  placeholderMeaning,
} from '../model/placeholder.ts';
import type { Span } from './mask.ts';
import { type Fault, type Source, shownText } from './source.ts';
import { spanInside } from './text-place.ts';
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

/** The faults but for those about a value that nobody meant: what else is said of it would be noise. */
export function withoutNoise(faults: readonly Fault[], unmeant: readonly Fault[]): Fault[] {
  const errors = unmeant.filter(({ severity }) => severity === 'error');
  const places = errors.flatMap(({ covers }) => covers ?? []);
  return faults.filter(({ at }) => at === undefined || !places.some((place) => lies(at, place)));
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
      message: `\`${key}\` is \`${value}\`, YAML's word for no value.`,
      hint: hintFor(key, use),
      at,
      covers: [at],
    };
  }
  const kind = placeholderKind(value);
  // A template of kefu's own has rules of its own.
  if (kind === undefined || (isTemplate && /\{\{|\{%/.test(value)) || !isMeantByNobody(kind, use))
    return undefined;
  const said = use === 'secret' ? '' : `\`${shownText(source, at)}\`: `;
  return {
    severity: kind === 'word' && (use === 'text' || use === 'choice') ? 'warning' : 'error',
    code: 'placeholder',
    message: `\`${key}\` is ${said}${placeholderMeaning[kind]}.`,
    hint: key === 'nickname' ? `${hintFor(key, use)} ${wayOut}` : hintFor(key, use),
    at,
    covers: [at],
  };
}

const wayOut = 'Set `lint: { placeholder: warning }` if somebody is really called so.';

/** A file or variable may have any name; a note or word may be one. */
function isMeantByNobody(kind: PlaceholderKind, use: Use): boolean {
  return use !== 'pointer' || kind === 'marker' || kind === 'nothing';
}

const hints: Readonly<Record<string, string>> = {
  nickname: 'Write the name customers see.',
  worker: "Write the person's WeChat ID (微信号), or leave `worker` out to invite nobody.",
  avatar: 'Write the path of a picture, or leave `avatar` out.',
  as: 'Write the name of an account of this file, or leave `as` out.',
  previously: 'Write the name the account had, or leave it out.',
  default: 'Write the value, or leave `default` out: then one has to be given.',
};

function hintFor(key: string, use: Use): string {
  const hint = Object.hasOwn(hints, key) ? hints[key] : undefined;
  if (hint !== undefined) return hint;
  if (use === 'secret') return 'Write { env: NAME_OF_THE_VARIABLE }: kefu reads the variable itself.';
  if (use === 'text')
    return 'Write what customers are to read; kefu fills in {{ name }} of declared variables alone.';
  return 'Write the value itself: kefu fills nothing in here.';
}

/** In a name a marker is never meant; a text may say `${price}` or TODO. */
function insideFaults(source: Source, { key, scalar, use, isTemplate }: Value): Fault[] {
  if (use === 'pointer' || use === 'secret') return [];
  return leftBehindIn(scalar.value, isTemplate).map(({ kind, start, end }): Fault => {
    const message = `\`${scalar.value.slice(start, end)}\` in \`${key}\` is ${placeholderMeaning[kind]}.`;
    const at = spanInside(source, scalar, start, end);
    if (kind === 'marker' && use === 'name')
      return {
        severity: 'error',
        code: 'placeholder',
        message,
        hint: hintFor(key, use),
        at,
        covers: [scalar.at],
      };
    const hint = 'Write what belongs there; `lint: { placeholder-inside: off }` if customers are to read it.';
    return { severity: 'warning', code: 'placeholder-inside', message, hint, at };
  });
}
