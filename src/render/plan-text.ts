import type { AnyKind } from '../model/kind.ts';
import { inNaturalOrder } from '../model/natural-order.ts';
import type { Drift, Plan, Unmanaged } from '../model/plan.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords } from '../words/language-words.ts';
import { type DescribedChange, describeChanges, symbols, utc } from './describe.ts';
import { position, renderDiagnostics } from './diagnostic.ts';
import { inTerminal } from './escape.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import { alikeNotes } from './look-alike.ts';
import type { Paint } from './paint.ts';
import { shortPair } from './short-address.ts';
import { planSummary } from './summary.ts';
import { quote, rowLines } from './text-row.ts';
import { unmanagedGroups } from './unmanaged.ts';
import { remainingNote } from './verdict.ts';
import { displayWidth } from './width.ts';

/**
 * The plan as people read it in a terminal, in Terraform's grammar: what holds it, then deletes first; ends with the stable
 * summary line.
 */
export function renderPlanText(
  plan: Plan,
  paint: Paint,
  kinds: readonly AnyKind[],
  words: LanguageWords = english,
): string {
  return `${planHeading(plan, paint)}\n\n${renderPlanBody(plan, paint, kinds, words)}`;
}

/** The official account that a plan is for. */
export function planHeading({ officialAccount }: Plan, paint: Paint): string {
  const { name, appId, wechatId } = officialAccount;
  return `${paint.bold(inTerminal(name))} (${inTerminal(appId)}, @${inTerminal(wechatId)})`;
}

/** All of it but the heading. */
export function renderPlanBody(
  said: Plan,
  paint: Paint,
  kinds: readonly AnyKind[],
  words: LanguageWords = english,
): string {
  const plan = inWords(words, said);
  const lexicon = lexiconIn('en', kinds);
  const sections = [
    guardsSection(plan, paint),
    changesSection(plan, kinds, paint),
    ...furtherSections(plan, lexicon),
    renderDiagnostics(plan.diagnostics, words).trimEnd(),
    paint.bold(planSummary(plan, lexicon)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function guardsSection({ guards }: Plan, paint: Paint): string {
  if (guards.length === 0) return '';
  const lines = guards.flatMap(({ code, message, wayOut, source }) => [
    `  ${paint.delete(inTerminal(code))}: ${inTerminal(message)}${source ? ` (${position(source)})` : ''}`,
    `    → ${inTerminal(wayOut)}`,
  ]);
  return ['Held by guards, nothing will be applied:', ...lines].join('\n');
}

function changesSection(plan: Plan, kinds: readonly AnyKind[], paint: Paint): string {
  if (plan.changes.length === 0) return '';
  const would = plan.guards.length > 0 ? 'would' : 'will';
  const blocks = describeChanges(plan, kinds, 'en').map((change) => block(change, paint));
  return [`kefu ${would} perform the following actions:`, ...blocks].join('\n\n');
}

function block({ kind, label, action, verb, reason, rows, place }: DescribedChange, paint: Paint): string {
  const where = place ? paint.dim(`  # ${position(place)}`) : '';
  const why = reason === undefined ? '' : ` (${inTerminal(reason)})`;
  const width = Math.max(0, ...rows.map(({ field }) => displayWidth(inTerminal(field))));
  return [
    `  # ${paint.bold(inTerminal(label))} ${verb}${why}`,
    `  ${paint[action](symbols[action])} ${inTerminal(kind)} "${inTerminal(label)}" {${where}`,
    ...rows.flatMap((row) => rowLines(row, action, width, paint).map((line) => `      ${line}`)),
    '    }',
  ].join('\n');
}

/** What is told beside the changes. */
function furtherSections(plan: Plan, lexicon: Lexicon): string[] {
  const { words } = lexicon;
  const name = (object: { readonly kind: string; readonly label: string }) =>
    inTerminal(lexicon.name(object));
  const drift = (why: Drift['why']) =>
    inNaturalOrder(
      plan.drift.filter((one) => one.why === why),
      lexicon.name,
    ).map((one) => driftLine(one, lexicon));
  return [
    listSection(
      'Waiting for the invited person to accept:',
      inNaturalOrder(plan.pending, lexicon.name).map(
        ({ value, expiresAt, ...object }) =>
          `${name(object)}: ${quote(value)}${expiresAt === undefined ? '' : `, until ${utc(expiresAt)}`}`,
      ),
    ),
    listSection(
      "Can't be verified, and is left alone (--write-unverifiable writes it):",
      inNaturalOrder(plan.unverifiable, lexicon.name).map(
        ({ field, desired, ...object }) =>
          `${name(object)}: ${inTerminal(lexicon.field(object.kind, field))} ${quote(desired)}`,
      ),
    ),
    listSection(`${words.drift}:`, drift('elsewhere')),
    listSection(`${words.recordOld}:`, drift('record_old')),
    ...unmanagedGroups(plan, words).map(({ because, entries }) =>
      listSection(`${words.unmanaged}, ${inTerminal(because)}:`, entries.map(unmanagedLine)),
    ),
    listSection(
      `${words.remaining}:`,
      inNaturalOrder(plan.convergence.remaining, lexicon.name).map(
        (one) => `${name(one)}: ${remainingNote(one, lexicon, inTerminal)}`,
      ),
    ),
  ];
}

function driftLine(
  { field, recorded, live, ...object }: Drift,
  { name, field: called, words }: Lexicon,
): string {
  const [before, now] = shortPair<string | null>(recorded, live);
  const what = `${inTerminal(name(object))}: ${inTerminal(called(object.kind, field))}`;
  const notes = alikeNotes(recorded, live, words.lang).map((note) => `  # ${inTerminal(note)}`);
  return `${what} ${quote(before)} -> ${now === null ? words.gone : quote(now)}${notes.join('')}`;
}

function unmanagedLine({ name, title }: Unmanaged): string {
  return name === undefined ? quote(title) : `${inTerminal(name)}: ${quote(title)}`;
}

function listSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}
