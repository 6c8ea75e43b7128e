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
  // Two errcodes in one answer can't both be true, and JSON.parse would silently take the last.
  if ((text.match(/"errcode"\s*:/g)?.length ?? 0) > 1) return { kind: 'unreadable', why: 'not-json' };
  return { kind: 'object', object: value as JsonObject };
}

function parseLeniently(text: string): unknown {
  return tryParse(text) ?? tryParse(withoutControlFaults(text));
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Escapes raw control characters inside strings and doubles backslashes that start no JSON escape. */
function withoutControlFaults(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, (quoted) =>
    quoted
      .replace(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/g, (found) => (found.length > 1 ? found : '\\\\'))
      .replace(/[\0-\x1f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > depthLimit) return true;
  }
  return false;
}
