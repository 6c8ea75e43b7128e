import type { Diagnostic } from '../model/diagnostic.ts';
import { inNaturalOrder } from '../model/natural-order.ts';
import type { Drift, Plan, Unmanaged } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import { placeOf, utc } from './describe.ts';
import { codeSpan, onOneLine, prose } from './escape-markdown.ts';
import type { Section } from './fit.ts';
import type { Lexicon } from './lexicon.ts';
import { alikeNotes } from './look-alike.ts';
import { diffSection, foldedSection, listSection } from './markdown.ts';
import { quoted } from './markdown-row.ts';
import { shortPair } from './short-address.ts';
import { unmanagedGroups } from './unmanaged.ts';
import { remainingNote } from './verdict.ts';

/** What a plan tells beside its changes; folded what is as it should be. */
export function furtherSections(plan: Plan, lexicon: Lexicon): Section[] {
  const { words, name } = lexicon;
  return [
    driftSection(words.drift, plan, 'elsewhere', lexicon),
    driftSection(words.recordOld, plan, 'record_old', lexicon),
    listSection(
      words.pending,
      inNaturalOrder(plan.pending, name).map(({ value, expiresAt, ...object }) => {
        const until = expiresAt === undefined ? '' : `${words.comma}${words.until(utc(expiresAt))}`;
        return words.titled(codeSpan(name(object)), `${codeSpan(value)}${until}`);
      }),
      words,
    ),
    listSection(
      words.unverifiable,
      inNaturalOrder(plan.unverifiable, name).map(({ field, desired, ...object }) =>
        words.titled(
          codeSpan(name(object)),
          `${fieldName(lexicon, object.kind, field)} ${codeSpan(lexicon.value(object.kind, field, desired))}`,
        ),
      ),
      words,
    ),
    listSection(
      words.warnings,
      plan.diagnostics.map((one) => warningItem(one, words)),
      words,
    ),
    listSection(
      words.remaining,
      inNaturalOrder(plan.convergence.remaining, name).map((one) =>
        words.titled(
          codeSpan(name(one)),
          remainingNote(one, lexicon, (note) => prose(note, words.lang)),
        ),
      ),
      words,
    ),
    ...unmanagedGroups(plan, words, codeSpan).map(({ because, entries }) =>
      foldedSection(
        words.unmanaged,
        asSentence(because),
        entries.map((one) => unmanagedItem(one, words)),
        words,
      ),
    ),
    foldedSection(
      words.unchanged,
      '',
      inNaturalOrder(plan.unchanged, name).map((one) => codeSpan(name(one))),
      words,
    ),
  ];
}

function driftSection(
  title: string,
  plan: Plan,
  why: Drift['why'],
  { name, field, words }: Lexicon,
): Section {
  const entries = inNaturalOrder(
    plan.drift.filter((one) => one.why === why),
    name,
  );
  return diffSection(
    title,
    entries.map((drift) => {
      const [recorded, live] = shortPair<string | null>(drift.recorded, drift.live);
      const notes = alikeNotes(drift.recorded, drift.live, words.lang).map(
        (note) => `  # ${onOneLine(note)}`,
      );
      return [
        `! ${words.titled(onOneLine(name(drift)), onOneLine(field(drift.kind, drift.field)))}`,
        `-     ${quoted(recorded ?? '')}`,
        `+     ${live === null ? words.gone : quoted(live)}${notes.join('')}`,
      ];
    }),
    words,
  );
}

function asSentence(because: string): string {
  return `${because.slice(0, 1).toUpperCase()}${because.slice(1)}`;
}

/** A field by its word, which is ours, else by its key. */
function fieldName({ kind }: Lexicon, name: string, key: string): string {
  return kind(name).fields[key] ?? codeSpan(key);
}

function unmanagedItem({ name, title }: Unmanaged, { titled }: Words): string {
  return name === undefined ? codeSpan(title) : titled(codeSpan(name), codeSpan(title));
}

/** A warning with its code, its place and what to do, as a list item of a plan or a report. */
export function warningItem(
  { code, message, hint, range }: Diagnostic,
  { aside, titled, lang }: Words,
): string {
  const place = range ? aside(codeSpan(placeOf(range))) : '';
  const told = `${prose(message, lang)}${hint === undefined ? '' : ` → ${prose(hint, lang)}`}`;
  return titled(`${codeSpan(code)}${place}`, told);
}
