import { isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../model/diagnostic.ts';
import { say } from '../words/en/files.ts';
import { told } from '../words/say.ts';
import { foreignEncoding } from './encoding.ts';
import { rangeOf, sourceOf } from './source.ts';

/** Ours: a hundred accounts with everything take a tenth of this. */
export const configByteLimit = 256 * 1024;

export type TextReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/** The file's bytes as text, without a byte order mark; a fault when they are not UTF-8. */
export function readText(file: string, bytes: Uint8Array): TextReading {
  if (bytes.length === 0) return { ok: true, text: '' };
  const encoding = foreignEncoding(bytes);
  if (encoding?.startsWith('UTF')) {
    return fault({
      severity: 'error',
      code: 'not-utf8',
      ...told(say('saved-as', { file, encoding }), saveAsUtf8),
    });
  }
  if (!isUtf8(bytes)) return fault(notUtf8(file, bytes, encoding));
  return { ok: true, text: new TextDecoder().decode(bytes) };
}

const saveAsUtf8 = say('save-as-utf8');

/** Points at the first character that is not UTF-8. */
function notUtf8(file: string, bytes: Uint8Array, encoding: string | undefined): Diagnostic {
  const lineStart = startOfBrokenLine(bytes);
  const decoder = new TextDecoder();
  const source = sourceOf(file, decoder.decode(bytes));
  const lineNumber = decoder.decode(bytes.subarray(0, lineStart)).split('\n').length;
  const start = source.lineStarts[lineNumber - 1] ?? 0;
  const broken = source.text.indexOf('\uFFFD', start);
  return {
    severity: 'error',
    code: 'not-utf8',
    ...told(
      encoding === undefined ? say('not-utf8-from-here') : say('saved-as-seen-here', { file, encoding }),
      saveAsUtf8,
    ),
    range: rangeOf(source, { start: broken, end: broken + 1 }),
  };
}

function startOfBrokenLine(bytes: Uint8Array): number {
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return start;
    start = end + 1;
  }
  return start;
}

function fault(diagnostic: Diagnostic): TextReading {
  return { ok: false, diagnostic };
}
