import type { Action } from '../model/plan.ts';
import type { ChangeResult, Report } from '../model/report.ts';
import { codeSpan, marker, prose } from './escape-markdown.ts';
import type { Limit, Section } from './fit.ts';
import { foldedSection, grouped, listSection, markdownPage } from './markdown.ts';
import { messageResultsSection } from './messages-markdown.ts';
import { byTrouble } from './report-order.ts';
import type { Words } from './words.ts';

/**
 * What an apply did, for a comment or a step summary: what needs attention first, deletes before the rest within it.
 * Text from outside stands in code only.
 */
export function renderReportMarkdown(
  report: Report,
  kefuVersion: string,
  words: Words,
  limit: Limit,
): string {
  const { name } = report.officialAccount;
  const head = `${marker('report', name)}\n## kefu · ${words.reportTitle} · ${codeSpan(name)}\n\n**${words.reportSummary(report)}**\n\n`;
  const sections: Section[] = [
    listSection(words.stopped, report.stopped ? [causeOf(report.stopped)] : []),
    listSection(words.stateFault, report.stateFault === undefined ? [] : [`⚠️ ${prose(report.stateFault)}`]),
    ...byTrouble(report.results).map(([status, results]) =>
      resultsSection(words.status[status], results, words),
    ),
    messageResultsSection(report.messageResults, words),
    readBackSection(report, words),
  ];
  const shown = sections.filter(({ entries }) => entries.length > 0);
  return markdownPage(head, shown, `---\n\nkefu ${codeSpan(kefuVersion)}\n`, words, limit);
}

function resultsSection(title: string, results: readonly ChangeResult[], words: Words): Section {
  const groups = grouped(results, ({ kind, note, cause, refusal }) =>
    JSON.stringify([kind, note, cause?.hint, refusal]),
  );
  return {
    ...listSection(
      title,
      groups.map((group) => resultItem(group, words)),
    ),
    open: `### ${title} (${results.length})\n\n`,
  };
}

const marks = { delete: '➖', create: '➕', update: '✏️' } as const satisfies Record<Action, string>;

function resultItem(group: readonly ChangeResult[], words: Words): string {
  const [first] = group;
  if (!first) return '';
  const accounts = group.map(({ account }) => codeSpan(account)).join(', ');
  const hint = first.status === 'done' || !first.cause?.hint ? '' : ` → ${prose(first.cause.hint)}`;
  return `${marks[first.action]} **${words.kind[first.kind]}** ${accounts}: ${prose(first.note)}${hint}`;
}

function causeOf({ message, hint }: NonNullable<Report['stopped']>): string {
  return `⛔ ${prose(message)}${hint === undefined ? '' : ` → ${prose(hint)}`}`;
}

function readBackSection({ readBack }: Report, words: Words): Section {
  switch (readBack.status) {
    case 'verified':
      return foldedSection(words.readBack, '', [words.readBackVerified(readBack.accounts)]);
    case 'differs':
      return listSection(
        `${words.readBack}: ${words.readBackDiffers}`,
        readBack.remaining.map(({ account, note }) => `${codeSpan(account)}: ${prose(note)}`),
      );
    case 'failed':
      return listSection(words.readBack, [`${words.readBackFailed} ${prose(readBack.note)}`]);
  }
}
