import { endOfString, jsonTokens } from './json-tokens.ts';

/** An object of a JSON text names one key twice, as a merge of two branches makes it. JSON.parse would silently take the last. */
export class KeyTwice extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`the key ${key} stands twice`);
    this.key = key;
  }
}

/** Nothing that kefu or WeChat writes nests a tenth as deep; what walks through a value would overflow the stack. */
const deepest = 100;

/** The value of a JSON text that says one thing, and is not nested for its own sake. Throws a `SyntaxError` or a `KeyTwice`. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (keysOf(value, 0) === keysIn(text)) return value;
  const twice = keyTwice(text);
  if (twice !== undefined) throw new KeyTwice(twice);
  return value;
}

/** How many keys a value has in all; no number where it is nested too deep. A key that stands twice in the text counts once. */
function keysOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= deepest) return Number.NaN;
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  let keys = Array.isArray(value) ? 0 : parts.length;
  for (const part of parts) keys += keysOf(part, depth + 1);
  return keys;
}

/** How many keys a JSON text has: its strings with a colon behind. This is quicker by far than to tell them apart. */
function keysIn(json: string): number {
  let keys = 0;
  for (let start = json.indexOf('"'); start >= 0; ) {
    const end = endOfString(json, start);
    if (isKey(json, end)) keys += 1;
    start = json.indexOf('"', end);
  }
  return keys;
}

/** The first key that an object has twice. The text must be JSON. */
function keyTwice(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (const { sign, start, end } of jsonTokens(json)) {
    if (open.length > deepest) throw new SyntaxError(`nested more than ${deepest} deep`);
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(undefined);
    else if (sign !== '"') open.pop();
    else if (isKey(json, end)) {
      const keys = open.at(-1);
      const key = JSON.parse(json.slice(start, end)) as string;
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}

/** Whether a string that ends at `end` has a colon behind it. */
function isKey(json: string, end: number): boolean {
  let at = end;
  while (isSpace(json.charCodeAt(at))) at += 1;
  return json.charCodeAt(at) === 0x3a;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}
