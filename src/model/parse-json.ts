import { jsonTokens } from './json-tokens.ts';

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
  const twice = keyTwice(text);
  if (twice !== undefined) throw new KeyTwice(twice);
  return value;
}

/** The text must be JSON. */
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

function isKey(json: string, end: number): boolean {
  colon.lastIndex = end;
  return colon.test(json);
}

const colon = /\s*:/y;
