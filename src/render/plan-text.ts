import type { AnyKind } from '../model/kind.ts';
import { inNaturalOrder } from '../model/natural-order.ts';
import type { Drift, Plan, Unmanaged } from '../model/plan.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords } from '../words/language-words.ts';
import type { Words } from '../words/pages/words.ts';
import { type DescribedChange, describeChanges, symbols, utc } from './describe.ts';
import { position, renderDiagnostics } from './diagnostic.ts';
import { inTerminal } from './escape.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import { alikeNotes } from './look-alike.ts';
import type { Paint } from './paint.ts';
import { shortPair } from './short-address.ts';
import { lastLine, planSummary } from './summary.ts';
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
  const lexicon = lexiconIn(words, kinds);
  const sections = [
    guardsSection(plan, lexicon, paint),
    changesSection(plan, describeChanges(plan, kinds, words), lexicon, paint),
    besideText(plan, kinds, words).trimEnd(),
    paint.bold(lastLine((spoken) => planSummary(plan, spoken), lexicon, kinds)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function guardsSection({ guards }: Plan, { words }: Lexicon, paint: Paint): string {
  if (guards.length === 0) return '';
  const lines = guards.flatMap(({ code, message, wayOut, source }) => [
    `  ${words.titled(paint.delete(inTerminal(code)), inTerminal(message))}${source ? words.aside(position(source)) : ''}`,
    `    → ${inTerminal(wayOut)}`,
  ]);
  return [words.titled(words.terminal.heldByGuards, '').trimEnd(), ...lines].join('\n');
}

function changesSection(
  { guards }: Plan,
  changes: readonly DescribedChange[],
  { words }: Lexicon,
  paint: Paint,
): string {
  if (changes.length === 0) return '';
  const title = words.titled(words.terminal.actions(guards.length > 0), '').trimEnd();
  return [title, ...changes.map((change) => block(change, words, paint))].join('\n\n');
}

function block(change: DescribedChange, words: Words, paint: Paint): string {
  const { kind, label, action, verb, reason, rows, place } = change;
  const where = place ? paint.dim(`  # ${position(place)}`) : '';
  const why = reason === undefined ? '' : words.aside(inTerminal(reason));
  const width = Math.max(0, ...rows.map(({ field }) => displayWidth(inTerminal(field))));
  return [
    `  # ${paint.bold(inTerminal(label))} ${verb}${why}`,
    `  ${paint[action](symbols[action])} ${inTerminal(kind)} "${inTerminal(label)}" {${where}`,
    ...rows.flatMap((row) => rowLines(row, action, width, words, paint).map((line) => `      ${line}`)),
    '    }',
  ].join('\n');
}

/** What is told beside the changes, warnings last; empty where there is nothing of it. */
export function besideText(plan: Plan, kinds: readonly AnyKind[], words: LanguageWords): string {
  const sections = [
    ...furtherSections(plan, lexiconIn(words, kinds)),
    renderDiagnostics(plan.diagnostics, words).trimEnd(),
  ].filter((section) => section !== '');
  return sections.length === 0 ? '' : `${sections.join('\n\n')}\n`;
}

function furtherSections(plan: Plan, lexicon: Lexicon): string[] {
  const { words } = lexicon;
  const titled = (object: { readonly kind: string; readonly label: string }, text: string) =>
    words.titled(inTerminal(lexicon.name(object)), text);
  const listSection = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? ''
      : [words.titled(title, '').trimEnd(), ...lines.map((line) => `  ${line}`)].join('\n');
  const drift = (why: Drift['why']) =>
    inNaturalOrder(
      plan.drift.filter((one) => one.why === why),
      lexicon.name,
    ).map((one) => driftLine(one, lexicon));
  return [
    listSection(
      words.terminal.pending,
      inNaturalOrder(plan.pending, lexicon.name).map(({ value, expiresAt, ...object }) =>
        titled(
          object,
          `${quote(value)}${expiresAt === undefined ? '' : `${words.comma}${words.until(utc(expiresAt))}`}`,
        ),
      ),
    ),
    listSection(
      words.terminal.unverifiable,
      inNaturalOrder(plan.unverifiable, lexicon.name).map(({ field, desired, ...object }) =>
        titled(
          object,
          `${inTerminal(lexicon.field(object.kind, field))} ${quote(lexicon.value(object.kind, field, desired))}`,
        ),
      ),
    ),
    listSection(words.drift, drift('elsewhere')),
    listSection(words.recordOld, drift('record_old')),
    ...unmanagedGroups(plan, words).map(({ because, entries }) =>
      listSection(
        `${words.unmanaged}${words.comma}${inTerminal(because)}`,
        entries.map((one) => unmanagedLine(one, words)),
      ),
    ),
    listSection(
      words.remaining,
      inNaturalOrder(plan.convergence.remaining, lexicon.name).map((one) =>
        titled(one, remainingNote(one, lexicon, inTerminal)),
      ),
    ),
  ];
}

function driftLine(
  { field, recorded, live, ...object }: Drift,
  { name, field: called, words }: Lexicon,
): string {
  const [before, now] = shortPair<string | null>(recorded, live);
  const what = words.titled(inTerminal(name(object)), inTerminal(called(object.kind, field)));
  const notes = alikeNotes(recorded, live, words.lang).map((note) => `  # ${inTerminal(note)}`);
  return `${what} ${quote(before, words)} -> ${now === null ? words.gone : quote(now)}${notes.join('')}`;
}

function unmanagedLine({ name, title }: Unmanaged, words: Words): string {
  return name === undefined ? quote(title) : words.titled(inTerminal(name), quote(title));
}
