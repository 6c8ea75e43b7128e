import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords } from '../words/language-words.ts';
import { inTerminal } from './escape.ts';
import { displayWidth } from './width.ts';

/**
 * Diagnostics as people read them: `file:line:column severity: message [code]`, the source line with a caret under the
 * fault, and what to do, in the language of `words`. Ends with a line that counts them; empty for no diagnostics.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  words: LanguageWords = english,
): string {
  if (diagnostics.length === 0) return '';
  return `${inWords(words, diagnostics)
    .map((each) => renderOne(each, words))
    .join('\n')}\n${countLine(diagnostics, words)}\n`;
}

function renderOne(diagnostic: Diagnostic, { severity }: LanguageWords): string {
  const place = diagnostic.range ? `${position(diagnostic.range)} ` : '';
  const lines = [
    `${place}${severity[diagnostic.severity]}${inTerminal(diagnostic.message)} [${diagnostic.code}]`,
  ];
  if (diagnostic.range) lines.push(...excerpt(diagnostic.range));
  if (diagnostic.hint) lines.push(`  → ${inTerminal(diagnostic.hint)}`);
  return `${lines.join('\n')}\n`;
}

/** `file:line:column`, the form editors and terminals make clickable. */
export function position(range: SourceRange): string {
  return `${inTerminal(range.file)}:${range.line}:${range.column}`;
}

/** The source line with a caret under the marked part; nothing where there is no text to show, as of an inverse plan. */
export function excerpt(range: SourceRange): string[] {
  if (range.text.trim() === '') return [];
  const { lead, marked, tail } = cutLine(range);
  const number = String(range.line);
  const gutter = ' '.repeat(number.length);
  const caret = '^'.repeat(Math.max(1, displayWidth(marked)));
  // Once more as a whole: a command may come together only where the parts meet.
  return [
    `  ${number} | ${inTerminal(lead + marked + tail)}`,
    `  ${gutter} | ${' '.repeat(displayWidth(lead))}${caret}`,
  ];
}

const widestLine = 160;

/** The line around the fault: long lines are cut so that the caret stays on the screen. */
function cutLine(range: SourceRange): { lead: string; marked: string; tail: string } {
  const start = range.column - 1;
  const from = start > widestLine / 2 ? start - widestLine / 4 : 0;
  const marked = range.text.slice(start, start + Math.min(range.length, widestLine / 2));
  const tail = range.text.slice(start + marked.length, from + widestLine);
  const lead = range.text.slice(from, start);
  const more = start + marked.length + tail.length < range.text.length;
  return {
    lead: (from > 0 ? '…' : '') + shown(lead),
    marked: shown(marked),
    tail: shown(tail) + (more ? '…' : ''),
  };
}

function shown(text: string): string {
  return inTerminal(text.replaceAll('\t', '  '));
}

function countLine(diagnostics: readonly Diagnostic[], { counted }: LanguageWords): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return counted(errors, diagnostics.length - errors);
}
