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
  planDigest: string | undefined,
  kefuVersion: string,
  words: Words,
  limit: Limit,
): string {
  const sections: Section[] = [
    ...byTrouble(report.results).map(([status, results]) =>
      resultsSection(words.endings[status], results, words),
    ),
    messageResultsSection(report.messageResults, words),
    readBackSection(report, words),
  ];
  const shown = sections.filter(({ entries }) => entries.length > 0);
  const digest = planDigest === undefined ? '' : `${words.planDigest} ${codeSpan(planDigest)} · `;
  const foot = `---\n\n${digest}kefu ${codeSpan(kefuVersion)}\n`;
  return markdownPage(headOf(report, words), shown, foot, words, limit);
}

function headOf(report: Report, words: Words): string {
  const { officialAccount, stopped, stateFault } = report;
  const parts = [
    `${marker('report', officialAccount.name)}\n## kefu · ${words.reportTitle} · ${codeSpan(officialAccount.name)}`,
    `**${words.reportSummary(report)}**`,
    ...(stopped ? [`> ⛔ **${words.stopped}:** ${withHint(stopped.message, stopped.hint)}`] : []),
    ...(stateFault === undefined ? [] : [`> ⚠️ **${words.stateFault}:** ${prose(stateFault)}`]),
  ];
  return parts.map((part) => `${part}\n\n`).join('');
}

function resultsSection(title: string, results: readonly ChangeResult[], words: Words): Section {
  const groups = grouped(results, ({ action, kind, note, cause, refusal }) =>
    JSON.stringify([action, kind, note, cause?.hint, refusal]),
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
  const hint = first.status === 'done' ? undefined : first.cause?.hint;
  return `${marks[first.action]} **${words.kind[first.kind]}** ${accounts}: ${withHint(first.note, hint)}`;
}

function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? prose(message) : `${prose(message)} → ${prose(hint)}`;
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
