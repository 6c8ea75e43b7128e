import { type JsonToken, jsonTokens } from '../model/json-tokens.ts';
import { parseJson } from '../model/parse-json.ts';

/** A JSON object WeChat answered. Only own, known keys are ever read from it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** `html` is told apart because it usually means a captive portal or a wrong address. */
export type Answer =
  | { readonly kind: 'object'; readonly object: JsonObject }
  | {
      readonly kind: 'unreadable';
      readonly why: 'html' | 'empty' | 'not-json' | 'not-an-object' | 'too-deep';
    };

/** WeChat's own answers nest three deep. */
const depthLimit = 16;

/**
 * Reads an answer by its content, whatever its header says: WeChat sends JSON as `text/plain` too, and at times with a
 * byte order mark, raw control characters or stray backslashes in strings.
 */
export function parseAnswer(body: string): Answer {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'unreadable', why: 'empty' };
  if (text.startsWith('<')) return { kind: 'unreadable', why: 'html' };
  if (isDeep(text)) return { kind: 'unreadable', why: 'too-deep' };
  const value = parseLeniently(text);
  if (value === undefined) return { kind: 'unreadable', why: 'not-json' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'unreadable', why: 'not-an-object' };
  }
  return { kind: 'object', object: value as JsonObject };
}

function parseLeniently(text: string): unknown {
  return tryParse(text) ?? tryParse(withoutControlFaults(text));
}

function tryParse(text: string): unknown {
  try {
    // Two errcodes can't both be true, nor can a list of accounts and another one.
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Escapes raw control characters inside strings and doubles backslashes that start no JSON escape. */
function withoutControlFaults(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of stringsIn(text)) {
    pieces.push(text.slice(done, start), withEscapes(text.slice(start, end)));
    done = end;
  }
  return pieces.join('') + text.slice(done);
}

function* stringsIn(text: string): Generator<JsonToken> {
  for (const token of jsonTokens(text)) if (token.sign === '"') yield token;
}

function withEscapes(quoted: string): string {
  return quoted
    .replace(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/g, (found) => (found.length > 1 ? found : '\\\\'))
    .replace(/[\0-\x1f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (const { sign } of jsonTokens(text)) {
    if (sign === '[' || sign === '{') depth += 1;
    if (sign === ']' || sign === '}') depth -= 1;
    if (depth > depthLimit) return true;
  }
  return false;
}
