import type { Row } from '../model/described.ts';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Action, Plan, Remaining } from '../model/plan.ts';
import type { Report, Result, StepStatus } from '../model/report.ts';
import type { LanguageWords } from '../words/language-words.ts';
import type { Words } from '../words/pages/words.ts';
import { type DescribedChange, describeChanges, symbols } from './describe.ts';
import { inCommandMessage, inCommandProperty } from './escape.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import { isTrouble } from './report-order.ts';
import { remainingNote, shownVerdict } from './verdict.ts';

type Level = 'error' | 'warning' | 'notice';

/**
 * A plan as GitHub annotations: guards, deletes, warnings, the other changes and what would remain, each at its line of the
 * YAML.
 */
export function renderPlanAnnotations(plan: Plan, kinds: readonly AnyKind[], words: LanguageWords): string {
  const lexicon = lexiconIn(words, kinds);
  const { tools } = lexicon.words;
  const changes = describeChanges(plan, kinds, words);
  const annotations = (wanted: (action: Action) => boolean) =>
    changes.filter(({ action }) => wanted(action)).map((change) => changeAnnotation(change, lexicon));
  return [
    ...plan.guards.map(({ code, message, wayOut, source }) =>
      annotation('error', `kefu: ${tools.heldBy(code)}`, `${message} → ${wayOut}`, source),
    ),
    ...annotations((action) => action === 'delete'),
    ...plan.diagnostics.map(diagnosticAnnotation),
    ...annotations((action) => action !== 'delete'),
    ...remainingAnnotations(plan, lexicon),
  ].join('');
}

/** What would not be as the config says, but for what a warning tells already, and what nobody can tell. */
function remainingAnnotations({ convergence, stuck, unverifiable }: Plan, lexicon: Lexicon): string[] {
  const { tools, titled, remaining } = lexicon.words;
  const isWarnedOf = ({ kind, name, field }: Remaining) =>
    stuck.some((one) => one.kind === kind && one.name === name && one.field === field);
  return [
    ...convergence.remaining
      .filter((one) => !isWarnedOf(one))
      .map((one) =>
        annotation(
          'warning',
          `kefu: ${remaining}`,
          titled(
            lexicon.name(one),
            remainingNote(one, lexicon, (text) => text),
          ),
          one.source,
        ),
      ),
    ...unverifiable.map((one) =>
      annotation(
        'notice',
        `kefu: ${tools.unverifiable}`,
        titled(
          lexicon.name(one),
          `${lexicon.field(one.kind, one.field)} ${lexicon.value(one.kind, one.field, one.desired)}`,
        ),
      ),
    ),
  ];
}

/** Diagnostics as GitHub annotations at their line of the YAML. */
export function renderDiagnosticAnnotations(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(diagnosticAnnotation).join('');
}

const levelOf = {
  unknown: 'error',
  failed: 'error',
  skipped: 'warning',
  'not-attempted': 'warning',
  done: 'notice',
} as const satisfies Record<StepStatus, Level>;

/**
 * A report as GitHub annotations: one for each step and for all that is not as the config says, at the line of the refused
 * value, else of the object.
 */
export function renderReportAnnotations(
  plan: Plan,
  report: Report,
  kinds: readonly AnyKind[],
  words: LanguageWords,
): string {
  const lexicon = lexiconIn(words, kinds);
  const { tools } = lexicon.words;
  const { results, stopped, stateFault } = report;
  return [
    ...(stopped ? [annotation('error', `kefu: ${tools.stopped}`, withHint(stopped))] : []),
    ...(stateFault === undefined ? [] : [annotation('error', `kefu: ${tools.stateNotWritten}`, stateFault)]),
    ...results.map((result) => resultAnnotation(result, plan, lexicon)),
    ...readBackAnnotations(report, plan, lexicon),
    ...report.warnings.map(diagnosticAnnotation),
  ].join('');
}

function resultAnnotation(result: Result, plan: Plan, { name, step, words }: Lexicon): string {
  const hint = isTrouble(result) && result.cause?.hint ? ` → ${result.cause.hint}` : '';
  return annotation(
    levelOf[result.status],
    `kefu: ${words.status[result.status]}`,
    words.titled(name(result), words.titled(step(result.kind, result.step), `${result.note}${hint}`)),
    result.source ?? sourceOf(result, plan),
  );
}

function readBackAnnotations(report: Report, plan: Plan, lexicon: Lexicon): string[] {
  const { isGood, sentence, why, remaining } = shownVerdict(report, lexicon);
  const { tools, titled } = lexicon.words;
  if (why !== undefined) return [annotation('error', `kefu: ${tools.readBackFailed}`, why)];
  if (!isGood && remaining.length === 0) {
    return [annotation('error', `kefu: ${tools.readBack}`, sentence)];
  }
  return remaining.map((one) => {
    const isOpen = one.why === 'unverifiable';
    return annotation(
      isOpen ? 'notice' : 'error',
      `kefu: ${isOpen ? tools.unverifiable : tools.differs}`,
      titled(
        lexicon.name(one),
        remainingNote(one, lexicon, (text) => text),
      ),
      one.source ?? sourceOf(one, plan),
    );
  });
}

/** Where the object stands in the YAML, when the plan changes it. */
function sourceOf(object: { readonly kind: string; readonly name: string }, { changes }: Plan) {
  return changes.find(({ kind, name }) => kind === object.kind && name === object.name)?.source;
}

function changeAnnotation(change: DescribedChange, { words, name }: Lexicon): string {
  const { action, verb, reason, rows, place } = change;
  const why = reason === undefined ? '' : words.aside(reason);
  const what = rows.map((row) => rowText(row, action, words)).join(words.semicolon);
  return annotation(
    action === 'delete' ? 'warning' : 'notice',
    `kefu: ${words.action[action]}`,
    words.titled(`${symbols[action]} ${name(change)} ${verb}${why}`, what),
    place,
  );
}

function rowText({ field, before, after, notes }: Row, action: Action, words: Words): string {
  const shown = (value: Row['before']) =>
    typeof value === 'string' ? `"${value}"` : String(value ?? words.none);
  const note = notes.length === 0 ? '' : words.aside(notes.join(words.semicolon));
  if (action === 'delete') return `${field} ${shown(before)}${note}`;
  return before === null
    ? `${field} ${shown(after)}${note}`
    : `${field} ${shown(before)} -> ${shown(after)}${note}`;
}

function diagnosticAnnotation(diagnostic: Diagnostic): string {
  const { severity, code, range } = diagnostic;
  return annotation(severity, `kefu: ${code}`, withHint(diagnostic), range);
}

function withHint({ message, hint }: Pick<Diagnostic, 'message' | 'hint'>): string {
  return hint === undefined ? message : `${message} → ${hint}`;
}

/** One workflow command on one line; nothing else of ours starts a line with `::`. */
function annotation(level: Level, title: string, message: string, source?: SourceRange): string {
  const place = source
    ? `file=${inCommandProperty(source.file)},line=${source.line},col=${source.column},endColumn=${source.column + source.length},`
    : '';
  return `::${level} ${place}title=${inCommandProperty(title)}::${inCommandMessage(message)}\n`;
}
