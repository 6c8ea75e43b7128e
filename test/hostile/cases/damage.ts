import fc from 'fast-check';
import { jsonTexts, numbers, paths, texts } from './corpora.ts';

/** A value of JSON to be damaged. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** Any characters, also half ones. fast-check's own strings take seconds to prepare. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff)), { maxLength })
    .map((codes) => String.fromCodePoint(...codes));
}

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, true, false, '', [], {}),
  fc.constantFrom(...numbers),
  fc.constantFrom(...texts),
  fc.constantFrom(...paths),
  anyText(40),
);

/** A value that nobody expects where it stands. */
export const hostileValue: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom('a', '__proto__', 'constructor', 'kind', 'file'), scalar, {
      maxKeys: 3,
    }) as fc.Arbitrary<Value>,
  },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 4000 }).map(nest) },
);

function nest(depth: number): Value {
  let value: Value = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'again', 'swap', 'rename'),
  value: hostileValue,
  key: fc.constantFrom(...texts.filter((text) => text.length < 100)),
});

/** The value with one to four of its parts replaced, removed, doubled, exchanged or called otherwise. */
export function damagedValue(whole: Value, more: fc.Arbitrary<Value> = hostileValue): fc.Arbitrary<Value> {
  const own = fc
    .tuple(change, fc.option(more, { nil: undefined }))
    .map(([one, value]) => ({ ...one, value: value ?? one.value }));
  return fc.array(own, { minLength: 1, maxLength: 4 }).map((changes) => {
    const root: { whole: Value } = { whole: structuredClone(whole) };
    for (const one of changes) applyChange(root, one);
    return root.whole;
  });
}

interface Change {
  readonly at: number;
  readonly how: string;
  readonly value: Value;
  readonly key: string;
}

interface Place {
  readonly holder: { [key: string]: Value };
  readonly key: string;
}

function applyChange(root: { whole: Value }, { at, how, value: given, key: name }: Change): void {
  const places = placesIn(root as unknown as { [key: string]: Value });
  const place = places[at % places.length];
  const other = places[(at * 7 + 3) % places.length];
  if (!place || !other) return;
  const { holder, key } = place;
  const before = holder[key] as Value;
  const value = copied(given);
  if (how === 'replace') holder[key] = value;
  else if (how === 'remove') remove(holder, key);
  else if (how === 'again') put(holder, `${key}2`, copied(before));
  else if (how === 'swap') holder[key] = copied(other.holder[other.key] as Value);
  else if (how === 'rename') {
    remove(holder, key);
    put(holder, name, before);
  } else if (typeof before === 'object' && before !== null)
    put(before as { [key: string]: Value }, name, value);
}

/** A value may stand in many cases, and is changed in each. What is nested too deep to be copied is left out. */
function copied(value: Value): Value {
  try {
    return structuredClone(value);
  } catch {
    return null;
  }
}

function remove(holder: { [key: string]: Value }, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Also a key that the language would take for the prototype. */
function put(holder: { [key: string]: Value }, key: string, value: Value): void {
  if (Array.isArray(holder)) holder.push(value);
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Every part of it, itself included; not into what is nested deeper than anything kefu writes. */
function placesIn(root: { [key: string]: Value }, depth = 0): Place[] {
  return Object.keys(root).flatMap((key) => {
    const value = root[key];
    const inner =
      typeof value === 'object' && value !== null && depth < 20
        ? placesIn(value as { [key: string]: Value }, depth + 1)
        : [];
    return [{ holder: root, key }, ...inner];
  });
}

const cut = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(60), fc.nat(5000)),
  how: fc.constantFrom('flip', 'flip', 'cut', 'end', 'again', 'insert', 'insert', 'move'),
  text: fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...jsonTexts), anyText(20)),
  bit: fc.nat(7),
});

/** The text with bytes flipped, cut out, doubled, moved or put in: what disks, merges and editors leave behind. */
export function damagedBytes(whole: string): fc.Arbitrary<Uint8Array> {
  return fc.array(cut, { minLength: 1, maxLength: 3 }).map((cuts) => {
    let bytes: Uint8Array = Buffer.from(whole);
    for (const one of cuts) bytes = cutBytes(bytes, one);
    return bytes;
  });
}

function cutBytes(
  bytes: Uint8Array,
  { at, length, how, text, bit }: { at: number; length: number; how: string; text: string; bit: number },
): Uint8Array {
  const start = bytes.length === 0 ? 0 : at % bytes.length;
  const end = Math.min(bytes.length, start + length);
  const [before, piece, after] = [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)];
  switch (how) {
    case 'flip': {
      const flipped = Uint8Array.from(bytes);
      if (flipped.length > 0) flipped[start] = (flipped[start] ?? 0) ^ (1 << bit);
      return flipped;
    }
    case 'cut':
      return Buffer.concat([before, after]);
    case 'end':
      return before;
    case 'again':
      return Buffer.concat([before, piece, piece, after]);
    case 'insert':
      return Buffer.concat([before, Buffer.from(text), bytes.subarray(start)]);
    default:
      return Buffer.concat([before, after, piece]);
  }
}
