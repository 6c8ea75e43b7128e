import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type { Action, Plan } from '../model/plan.ts';
import type { ChangeStatus, Report } from '../model/report.ts';
import { type DescribedChange, describeChanges, type Row, symbols } from './describe.ts';
import { type DescribedMessage, describeMessages } from './describe-messages.ts';
import { inCommandMessage, inCommandProperty } from './escape.ts';
import { messageWordsIn } from './message-words.ts';
import { english } from './words-en.ts';

type Level = 'error' | 'warning' | 'notice';

/** A plan as GitHub annotations: deletes, then guards, warnings and the other changes, each at its line of the YAML. */
export function renderPlanAnnotations(plan: Plan): string {
  const changes = describeChanges(plan, english);
  const deletes = changes.filter(({ action }) => action === 'delete');
  const others = changes.filter(({ action }) => action !== 'delete');
  return [
    ...deletes.map(changeAnnotation),
    ...plan.guards.map(({ code, message, wayOut, source }) =>
      annotation('error', `kefu: held by guard ${code}`, `${message} → ${wayOut}`, source),
    ),
    ...plan.diagnostics.map(diagnosticAnnotation),
    ...others.map(changeAnnotation),
    ...describeMessages(plan, messageWordsIn.en).map(messageAnnotation),
  ].join('');
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
} as const satisfies Record<ChangeStatus, Level>;

/** A report as GitHub annotations: one for each change, at the line of the account it belongs to. */
export function renderReportAnnotations(
  plan: Plan,
  { results, messageResults, readBack, stopped, stateFault }: Report,
): string {
  const sources = new Map(plan.accountChanges.map(({ account, source }) => [account, source]));
  const messageSources = new Map(
    describeMessages(plan, messageWordsIn.en).map(({ address, place }) => [address, place]),
  );
  return [
    ...(stopped ? [annotation('error', 'kefu: stopped early', stopped.message)] : []),
    ...(stateFault === undefined ? [] : [annotation('error', 'kefu: state not written', stateFault)]),
    ...results.map(({ account, kind, status, note }) =>
      annotation(
        levelOf[status],
        `kefu: ${english.status[status]}`,
        `${account}: ${english.kind[kind]}: ${note}`,
        sources.get(account),
      ),
    ),
    ...messageResults.map(({ address, kind, status, note }) =>
      annotation(
        levelOf[status],
        `kefu: ${english.status[status]}`,
        `${address}: ${messageWordsIn.en.kind[kind]}: ${note}`,
        messageSources.get(address),
      ),
    ),
    ...(readBack.status === 'failed' ? [annotation('error', 'kefu: read-back failed', readBack.note)] : []),
    ...(readBack.status === 'differs'
      ? readBack.remaining.map(({ account, note }) =>
          annotation('error', 'kefu: not as the config says', `${account}: ${note}`, sources.get(account)),
        )
      : []),
  ].join('');
}

const titles = { delete: 'Delete', create: 'Add', update: 'Change' } as const satisfies Record<
  Action,
  string
>;

function changeAnnotation({ account, action, verb, reason, rows, place }: DescribedChange): string {
  const why = reason === undefined ? '' : ` (${reason})`;
  const what = rows.map((row) => rowText(row, action)).join('; ');
  const level = action === 'delete' ? 'warning' : 'notice';
  return annotation(
    level,
    `kefu: ${titles[action]}`,
    `${symbols[action]} ${account} ${verb}${why}: ${what}`,
    place,
  );
}

function messageAnnotation({ address, action, verb, reason, rows, place }: DescribedMessage): string {
  const why = reason === undefined ? '' : ` (${reason})`;
  const level = action === 'delete' ? 'warning' : 'notice';
  const what = rows.map((row) => rowText(row, action)).join('; ');
  return annotation(
    level,
    `kefu: ${titles[action]}`,
    `${symbols[action]} ${address} ${verb}${why}: ${what}`,
    place,
  );
}

function rowText(
  { field, before, after }: Pick<Row, 'before' | 'after'> & { readonly field: string },
  action: Action,
): string {
  const shown = (value: Row['before']) => (typeof value === 'string' ? `"${value}"` : String(value));
  if (action === 'delete') return `${field} ${shown(before)}`;
  return before === null ? `${field} ${shown(after)}` : `${field} ${shown(before)} -> ${shown(after)}`;
}

function diagnosticAnnotation({ severity, code, message, hint, range }: Diagnostic): string {
  return annotation(severity, `kefu: ${code}`, hint === undefined ? message : `${message} → ${hint}`, range);
}

/** One workflow command on one line; nothing else of ours starts a line with `::`. */
function annotation(level: Level, title: string, message: string, source?: SourceRange): string {
  const place = source
    ? `file=${inCommandProperty(source.file)},line=${source.line},col=${source.column},endColumn=${source.column + source.length},`
    : '';
  return `::${level} ${place}title=${inCommandProperty(title)}::${inCommandMessage(message)}\n`;
}
