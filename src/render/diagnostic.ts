import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import { inTerminal } from './escape.ts';
import { displayWidth } from './width.ts';

/**
 * Diagnostics as people read them: `file:line:column severity: message [code]`, the source line with a caret under the
 * fault, and what to do. Ends with a line that counts them; empty for no diagnostics.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  return `${diagnostics.map(renderOne).join('\n')}\n${countLine(diagnostics)}\n`;
}

function renderOne(diagnostic: Diagnostic): string {
  const place = diagnostic.range ? `${position(diagnostic.range)} ` : '';
  const lines = [`${place}${diagnostic.severity}: ${inTerminal(diagnostic.message)} [${diagnostic.code}]`];
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

function countLine(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const parts = [];
  if (errors > 0) parts.push(`${errors} ${errors === 1 ? 'error' : 'errors'}`);
  if (warnings > 0) parts.push(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`);
  return parts.join(', ');
}
