import type { ChangeResult, ChangeStatus, Report } from '../model/report.ts';
import { messagesDone } from './describe-messages.ts';
import { inTerminal } from './escape.ts';
import { messageWordsIn } from './message-words.ts';
import { messageResultLines } from './messages-text.ts';
import type { Paint } from './paint.ts';
import { deletesFirst } from './report-order.ts';
import { reportSummary } from './summary.ts';
import { padToWidth } from './width.ts';
import { english } from './words-en.ts';

/** The report as people read it: one line a change, deletes first, what was read back, and the stable summary line. */
export function renderReportText(report: Report, paint: Paint): string {
  const sections = [
    deletesFirst(report.results)
      .map((result) => line(result, report, paint))
      .join('\n'),
    messageResultLines(
      report.messageResults,
      ({ status }) => colorOf(status, paint)(padToWidth(status, 13)),
      ({ status, cause }) => (status === 'done' || report.stopped ? '' : hintOf(cause?.hint)),
    ),
    readBackSection(report, paint),
    report.stopped ? `Stopped: ${inTerminal(report.stopped.message)}${hintOf(report.stopped.hint)}` : '',
    report.stateFault ? paint.delete(`State: ${inTerminal(report.stateFault)}`) : '',
    [messagesDone(report, messageWordsIn.en) ?? [], paint.bold(reportSummary(report))].flat().join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function line(result: ChangeResult, report: Report, paint: Paint): string {
  const width = Math.max(...report.results.map(({ account }) => account.length));
  const name = padToWidth(english.kind[result.kind], 14);
  const status = colorOf(result.status, paint)(padToWidth(result.status, 13));
  const hint = result.status === 'done' || report.stopped ? '' : hintOf(result.cause?.hint);
  return `  ${padToWidth(inTerminal(result.account), width)}  ${name}  ${status}  ${inTerminal(result.note)}${hint}`;
}

function colorOf(status: ChangeStatus, paint: Paint) {
  if (status === 'done') return paint.create;
  return status === 'skipped' || status === 'not-attempted' ? paint.warn : paint.delete;
}

function hintOf(hint: string | undefined): string {
  return hint === undefined ? '' : `\n    → ${inTerminal(hint)}`;
}

function readBackSection({ readBack }: Report, paint: Paint): string {
  switch (readBack.status) {
    case 'verified':
      return `Read back: ${readBack.accounts} managed ${readBack.accounts === 1 ? 'account is' : 'accounts are'} as the config says.`;
    case 'differs':
      return [
        paint.delete('Read back: not everything is as the config says.'),
        ...readBack.remaining.map(({ account, note }) => `  ${inTerminal(account)}: ${inTerminal(note)}`),
      ].join('\n');
    case 'failed':
      return paint.delete(`Read back: failed. ${inTerminal(readBack.note)}`);
  }
}
