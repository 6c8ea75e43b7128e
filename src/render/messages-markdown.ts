import type { Plan } from '../model/plan.ts';
import type { MessageResult } from '../model/report.ts';
import { placeOf } from './describe.ts';
import { type DescribedMessage, describeMessages, type MessageRow } from './describe-messages.ts';
import { codeSpan, onOneLine, prose } from './escape-markdown.ts';
import type { Section } from './fit.ts';
import { diffSection, listSection } from './markdown.ts';
import { messageWordsIn } from './message-words.ts';
import { wordDiffInShort } from './word-diff.ts';
import type { Words } from './words.ts';

/** A text of a template has 2048 bytes at most; more is cut. */
const longestText = 2048;

/** Media and templates of a plan, a fenced block for each of both. */
export function messageSections(plan: Plan, { lang }: Words): Section[] {
  const words = messageWordsIn[lang];
  const described = describeMessages(plan, words);
  const section = (type: DescribedMessage['type'], title: string) =>
    diffSection(title, described.filter((one) => one.type === type).map(linesOf));
  return [section('media', words.media), section('template', words.templates)];
}

/** Media and templates of a report. */
export function messageResultsSection(results: readonly MessageResult[], { lang, status }: Words): Section {
  const words = messageWordsIn[lang];
  return listSection(
    `${words.media} · ${words.templates}`,
    results.map((result) => {
      const hint = result.status === 'done' || !result.cause?.hint ? '' : ` → ${prose(result.cause.hint)}`;
      return `${status[result.status]}: **${words.kind[result.kind]}** ${codeSpan(result.address)}: ${prose(result.note)}${hint}`;
    }),
  );
}

const symbols = { create: '+', update: '!', delete: '-' } as const;

function linesOf({ name, action, verb, reason, rows, place }: DescribedMessage): string[] {
  const notes = [
    verb,
    ...(reason === undefined ? [] : [reason]),
    ...(place ? [onOneLine(placeOf(place))] : []),
  ];
  return [`${symbols[action]} ${onOneLine(name)}  # ${notes.join('; ')}`, ...rows.map(rowLine)];
}

function rowLine({ field, before, after }: MessageRow): string {
  const key = onOneLine(field);
  if (before === null) return `+     ${key}: "${onOneLine(after ?? '', longestText)}"`;
  if (after === null) return `-     ${key}: "${onOneLine(before, longestText)}"`;
  const marked = wordDiffInShort(before, after).map(({ text, kind }) => {
    const shown = onOneLine(text, longestText);
    if (kind === 'removed') return `[-${shown}-]`;
    return kind === 'added' ? `{+${shown}+}` : shown;
  });
  return `!     ${key}: "${marked.join('')}"`;
}
