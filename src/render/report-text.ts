import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Report, Result, StepStatus } from '../model/report.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords } from '../words/language-words.ts';
import { asShown } from './describe.ts';
import { excerpt, position, renderDiagnostics } from './diagnostic.ts';
import { inTerminal } from './escape.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import type { Paint } from './paint.ts';
import { isTrouble } from './report-order.ts';
import { lastLine, reportSummary } from './summary.ts';
import { remainingNote, shownVerdict } from './verdict.ts';
import { displayWidth, padToWidth } from './width.ts';

/** The same below what it finds wrong or doubtful. `found`: by default all of it; less where people have read some already. */
export function renderWholeReportText(
  report: Report,
  paint: Paint,
  kinds: readonly AnyKind[],
  words: LanguageWords = english,
  found: readonly Diagnostic[] = report.warnings,
): string {
  const text = renderReportText(report, paint, kinds, words);
  return found.length === 0 ? text : `${renderDiagnostics(found, words)}\n${text}`;
}

/** The report as people read it: one line a step, deletes first, what was read back, and the stable summary line. */
export function renderReportText(
  said: Report,
  paint: Paint,
  kinds: readonly AnyKind[],
  words: LanguageWords = english,
): string {
  const report = inWords(words, said);
  const lexicon = lexiconIn(words, kinds);
  const { titled, terminal } = lexicon.words;
  const sections = [
    resultLines(report, lexicon, paint),
    readBackSection(report, lexicon, paint),
    report.stopped
      ? titled(terminal.stopped, `${inTerminal(report.stopped.message)}${hintOf(report.stopped.hint)}`)
      : '',
    report.stateFault ? paint.delete(titled(terminal.stateFault, inTerminal(report.stateFault))) : '',
    paint.bold(lastLine((spoken) => reportSummary(report, spoken), lexicon, kinds)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function resultLines({ results, stopped }: Report, lexicon: Lexicon, paint: Paint): string {
  const lines = asShown(results, lexicon.kinds).map((result) => ({
    result,
    name: inTerminal(lexicon.name(result)),
    step: inTerminal(lexicon.step(result.kind, result.step)),
  }));
  const widest = (part: 'name' | 'step') => Math.max(0, ...lines.map((line) => displayWidth(line[part])));
  const [nameWidth, stepWidth] = [widest('name'), widest('step')];
  return lines
    .map(({ result, name, step }) => {
      const status = colorOf(
        result.status,
        paint,
      )(padToWidth(lexicon.words.terminal.status[result.status], 13));
      const head = `  ${padToWidth(name, nameWidth)}  ${padToWidth(step, stepWidth)}  ${status}  ${inTerminal(result.note)}`;
      const { hint } = result.cause ?? {};
      // What to do about the stop itself is said once, below.
      const fix = result.status === 'done' || hint === stopped?.hint ? '' : hintOf(hint);
      return `${head}${placeLines(result)}${fix}`;
    })
    .join('\n');
}

/** The place in the YAML of what went wrong, with the line and a caret. */
function placeLines(result: Result): string {
  const { source } = result;
  if (!source || !isTrouble(result)) return '';
  return [`${position(source)}`, ...excerpt(source)].map((line) => `\n    ${line}`).join('');
}

function colorOf(status: StepStatus, paint: Paint) {
  if (status === 'done') return paint.create;
  return status === 'skipped' || status === 'not-attempted' ? paint.warn : paint.delete;
}

function hintOf(hint: string | undefined): string {
  return hint === undefined ? '' : `\n    → ${inTerminal(hint)}`;
}

function readBackSection(report: Report, lexicon: Lexicon, paint: Paint): string {
  const { isGood, sentence, why, remaining } = shownVerdict(report, lexicon);
  const line = lexicon.words.titled(
    lexicon.words.readBack,
    `${sentence}${why === undefined ? '' : ` ${inTerminal(why)}`}`,
  );
  const lines = remaining.map(
    (one) =>
      `  ${lexicon.words.titled(inTerminal(lexicon.name(one)), remainingNote(one, lexicon, inTerminal))}`,
  );
  return [isGood ? line : paint.delete(line), ...lines].join('\n');
}
