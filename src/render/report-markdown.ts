import type { Action } from '../model/plan.ts';
import { doubtsOf, faultsOf, type Report, type Result } from '../model/report.ts';
import { inWords } from '../words/language-words.ts';
import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { placeOf } from './describe.ts';
import { codeSpan, marker, prose } from './escape-markdown.ts';
import type { Limit, Section } from './fit.ts';
import { type Lexicon, peoplesLexicon } from './lexicon.ts';
import { madeInMarkdown } from './made-in.ts';
import { foldedSection, grouped, listSection, markdownPage } from './markdown.ts';
import { warningItem } from './plan-markdown-further.ts';
import { byTrouble, isTrouble } from './report-order.ts';
import { reportSummary } from './summary.ts';
import { remainingNote, shownVerdict } from './verdict.ts';

/**
 * What an apply did, for a comment or a step summary: what needs attention first, deletes before the rest within it.
 * Text from outside stands in code only.
 */
export function renderReportMarkdown(told: Report, context: RenderContext, limit: Limit): string {
  const report = inWords(context.words, told);
  const lexicon = peoplesLexicon(context.words, context.kinds);
  const { words } = lexicon;
  const { planDigest, kefuVersion } = context;
  const digest = planDigest === undefined ? '' : `${words.planDigest} ${codeSpan(planDigest)} · `;
  const made = madeInMarkdown(context, words, 'report');
  const foot = `---\n\n${digest}${made} · kefu ${codeSpan(kefuVersion)}\n`;
  return markdownPage(headOf(report, lexicon), reportSections(report, lexicon), foot, words, limit);
}

/** What stands between head and foot. */
export function reportSections(report: Report, lexicon: Lexicon): Section[] {
  const { words } = lexicon;
  const sections: Section[] = [
    ...byTrouble(report.results, lexicon.kinds).map(([status, results]) =>
      resultsSection(words.endings[status], results, lexicon),
    ),
    readBackSection(report, lexicon),
    listSection(
      words.warnings,
      doubtsOf(report).map((one) => warningItem(one, words)),
      words,
    ),
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

function headOf(report: Report, lexicon: Lexicon): string {
  const { words } = lexicon;
  const { officialAccount } = report;
  const parts = [
    `${marker('report', officialAccount.name)}\n## kefu · ${words.reportTitle} · ${codeSpan(officialAccount.name)}`,
    `**${reportSummary(report, lexicon)}**`,
  ];
  return `${parts.map((part) => `${part}\n\n`).join('')}${reportAlerts(report, lexicon)}`;
}

/** Why the run stopped early, and what could not be written: its record, and what stands beside it. */
export function reportAlerts(report: Report, { words }: Lexicon): string {
  const { stopped, stateFault } = report;
  const parts = [
    ...(stopped
      ? [
          `> ⛔ **${words.titled(words.stopped, '').trim()}** ${withHint(stopped.message, stopped.hint, words)}`,
        ]
      : []),
    ...(stateFault === undefined
      ? []
      : [`> ⚠️ **${words.titled(words.stateFault, '').trim()}** ${prose(stateFault, words.lang)}`]),
    ...faultsOf(report).map((fault) => `> ⛔ ${warningItem(fault, words)}`),
  ];
  return parts.map((part) => `${part}\n\n`).join('');
}

function resultsSection(title: string, results: readonly Result[], lexicon: Lexicon): Section {
  const groups = grouped(results, ({ kind, action, step, note, cause, refusal, source, status }) =>
    JSON.stringify([kind, action, step, note, cause?.hint, refusal, isTrouble({ status }) && source]),
  );
  return listSection(
    title,
    groups.map((group) => resultItem(group, lexicon)),
    lexicon.words,
    results.length,
  );
}

const marks = { delete: '➖', create: '➕', update: '✏️' } as const satisfies Record<Action, string>;

function resultItem(group: readonly Result[], { name, step, words }: Lexicon): string {
  const [first] = group;
  if (!first) return '';
  const names = group.map((result) => codeSpan(name(result))).join(words.listComma);
  const hint = first.status === 'done' ? undefined : first.cause?.hint;
  const place = first.source && isTrouble(first) ? words.aside(codeSpan(placeOf(first.source))) : '';
  const what = `${marks[first.action]} **${step(first.kind, first.step)}** ${names}${place}`;
  return words.titled(what, withHint(first.note, hint, words));
}

function withHint(message: string, hint: string | undefined, { lang }: Words): string {
  return hint === undefined ? prose(message, lang) : `${prose(message, lang)} → ${prose(hint, lang)}`;
}

function readBackSection(report: Report, lexicon: Lexicon): Section {
  const { isGood, sentence, why, remaining } = shownVerdict(report, lexicon);
  const { words } = lexicon;
  const { readBack, titled, aside, gap, lang } = words;
  const items = remaining.map((one) => {
    const place = one.source ? aside(codeSpan(placeOf(one.source))) : '';
    return titled(
      `${codeSpan(lexicon.name(one))}${place}`,
      remainingNote(one, lexicon, (note) => prose(note, lang)),
    );
  });
  if (isGood) {
    if (items.length === 0) return foldedSection(readBack, '', [sentence], words);
    return { ...listSection(readBack, items, words), open: `### ${readBack}\n\n${sentence}\n\n` };
  }
  if (why !== undefined) return listSection(readBack, [`${sentence}${gap}${prose(why, lang)}`], words);
  return items.length === 0
    ? listSection(readBack, [sentence], words)
    : listSection(titled(readBack, sentence), items, words);
}
