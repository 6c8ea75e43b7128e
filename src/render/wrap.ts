import { graphemes } from '../model/segments.ts';
import { displayWidth } from './width.ts';

/** Signs that Chinese does not begin a line with. */
const closing = /^[、。，．！？；：）》」』】”’…,.!?;:)\]}%]/u;

/**
 * A text in lines of at most `width` columns: Chinese breaks between any two characters, but not before a closing
 * sign; Latin words stay whole where they fit.
 */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrappedLine(line, width));
}

function wrappedLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const unit of units(line)) {
    if (displayWidth(current + unit) <= width || current === '') {
      current += unit;
      continue;
    }
    lines.push(current.trimEnd());
    current = unit.trimStart();
  }
  return [...lines, current.trimEnd()].flatMap((part) => cut(part, width));
}

/** What stays together: a word, or a character with the closing signs behind it. */
function units(line: string): string[] {
  const result: string[] = [];
  for (const grapheme of graphemes(line)) {
    const last = result.at(-1);
    const joins = closing.test(grapheme) || (/[\w'/-]$/.test(last ?? '') && /^[\w'/-]/.test(grapheme));
    if (last !== undefined && joins) result[result.length - 1] = last + grapheme;
    else result.push(grapheme);
  }
  return result;
}

/** A word longer than the line. */
function cut(part: string, width: number): string[] {
  if (displayWidth(part) <= width) return [part];
  const pieces = [''];
  for (const grapheme of graphemes(part)) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && displayWidth(last + grapheme) > width) pieces.push(grapheme);
    else pieces[pieces.length - 1] = last + grapheme;
  }
  return pieces;
}
