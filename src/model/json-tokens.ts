/** What gives a JSON text its shape: a bracket, or a whole string with its quotes. `end` is the place behind it. */
export interface JsonToken {
  readonly sign: '{' | '}' | '[' | ']' | '"';
  readonly start: number;
  readonly end: number;
}

/**
 * The brackets and strings of a text that may be no JSON at all; a string that nothing closes ends with the text. Takes time
 * in proportion to the text: one pattern for whole strings would start anew at every quote, and overflow the stack on a long
 * one.
 */
export function* jsonTokens(text: string): Generator<JsonToken> {
  const signs = /["{}[\]]/g;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const sign = found[0] as JsonToken['sign'];
    if (sign === '"') signs.lastIndex = endOfString(text, found.index);
    yield { sign, start: found.index, end: signs.lastIndex };
  }
}

/** The place behind the string that begins at `start`. */
export function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote < 0 ? text.length : quote + 1;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
