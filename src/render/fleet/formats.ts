import { appliedLine, fleetHead, fleetLine, fleetTail, plannedLine } from '../../documents/fleet.ts';
import type { PlanDocument } from '../../documents/plan.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { AppliedMember, PlannedMember } from '../../model/fleet.ts';
import { noPlans, nothingApplied, withApplied, withPlanned } from '../../model/fleet-totals.ts';
import type { PlanFormat, ReportFormat } from '../formats.ts';
import { commentLimit, stepSummaryLimit } from '../markdown.ts';
import { plain } from '../paint.ts';
import { robots } from '../robots.ts';
import { fleetPlanJunit, fleetReportJunit, fleetSarif } from './fleet-findings.ts';
import { fleetPlanHtml, fleetReportHtml } from './fleet-html.ts';
import {
  fleetCodeQuality,
  fleetGitlabReport,
  fleetPlanAnnotations,
  fleetPlanOutput,
  fleetReportAnnotations,
  fleetReportOutput,
} from './fleet-lines.ts';
import { fleetPlanMarkdown, fleetReportMarkdown } from './fleet-markdown.ts';
import { fleetPlanNotice, fleetReportNotice } from './fleet-notice.ts';
import { fleetPlanText, fleetReportText } from './fleet-text.ts';
import { type FleetContext, type FleetWriter, inItsWords } from './writer.ts';

/** A planned member with the document that is saved of it: many formats do without. */
export type DocumentedMember = PlannedMember & {
  readonly document?: () => PlanDocument;
  /** What is doubtful in the config. */
  readonly warnings?: readonly Diagnostic[];
};

const planWriters: {
  readonly [Format in PlanFormat]: (context: FleetContext) => FleetWriter<DocumentedMember>;
} = {
  text: ({ kinds, words }) => fleetPlanText(plain, kinds, words),
  json: fleetPlanJson,
  markdown: (context) => fleetPlanMarkdown(context, commentLimit),
  html: fleetPlanHtml,
  'github-summary': (context) => fleetPlanMarkdown(context, stepSummaryLimit),
  'github-annotations': fleetPlanAnnotations,
  'github-output': fleetPlanOutput,
  'gitlab-report': fleetGitlabReport,
  'gitlab-codequality': fleetCodeQuality,
  sarif: fleetSarif,
  junit: fleetPlanJunit,
  'wecom-robot': (context) => fleetPlanNotice(context, robots['wecom-robot']),
  'dingtalk-robot': (context) => fleetPlanNotice(context, robots['dingtalk-robot']),
  'feishu-robot': (context) => fleetPlanNotice(context, robots['feishu-robot']),
};

/** A plan of a fleet in each of its formats; each is a whole file that ends with a newline. */
export const fleetPlanFormats = spoken(planWriters);

const reportWriters: {
  readonly [Format in ReportFormat]: (context: FleetContext) => FleetWriter<AppliedMember>;
} = {
  text: ({ kinds, words }) => fleetReportText(plain, kinds, words),
  json: fleetReportJson,
  markdown: (context) => fleetReportMarkdown(context, commentLimit),
  html: fleetReportHtml,
  'github-summary': (context) => fleetReportMarkdown(context, stepSummaryLimit),
  'github-annotations': fleetReportAnnotations,
  'github-output': fleetReportOutput,
  junit: fleetReportJunit,
  'wecom-robot': (context) => fleetReportNotice(context, robots['wecom-robot']),
  'dingtalk-robot': (context) => fleetReportNotice(context, robots['dingtalk-robot']),
  'feishu-robot': (context) => fleetReportNotice(context, robots['feishu-robot']),
};

/** A report of a fleet in each of its formats. */
export const fleetReportFormats = spoken(reportWriters);

/** In the language asked for: all but JSON, which kefu itself reads again. */
function spoken<Format extends string, Member>(
  writers: Readonly<Record<Format, (context: FleetContext) => FleetWriter<Member>>>,
): typeof writers {
  const entries = Object.entries<(context: FleetContext) => FleetWriter<Member>>(writers);
  const inWordsOfContext = entries.map(([format, writer]) => [
    format,
    format === 'json' ? writer : (context: FleetContext) => inItsWords(writer(context), context.words),
  ]);
  return Object.fromEntries(inWordsOfContext) as typeof writers;
}

/** One JSON document, a line for each official account as it becomes known. */
export function fleetPlanJson({ kefuVersion, madeIn }: FleetContext): FleetWriter<DocumentedMember> {
  let totals = noPlans;
  return {
    add: (member) => {
      const line = fleetLine(plannedLine(member, member.document?.()), totals.members === 0);
      const opening = totals.members === 0 ? fleetHead('plan', kefuVersion, madeIn) : '';
      totals = withPlanned(totals, member);
      return `${opening}${line}`;
    },
    end: () => `${totals.members === 0 ? fleetHead('plan', kefuVersion, madeIn) : ''}${fleetTail(totals)}`,
  };
}

/** A plan that waits for a yes, in the document that an apply of one official account prints then. */
export function fleetWaitingJson(context: FleetContext): FleetWriter<DocumentedMember> {
  const { add, end } = fleetPlanJson(context);
  let opening = '{\n  "confirmation_required": true,\n  "plan": ';
  const inside = (text: string) => {
    const piece = `${opening}${text.replaceAll('\n', '\n  ')}`;
    opening = '';
    return piece;
  };
  return { add: (member) => inside(add(member)), end: () => `${inside(end().trimEnd())}\n}\n` };
}

/** The same of a report. */
export function fleetReportJson({ kefuVersion, madeIn, kinds }: FleetContext): FleetWriter<AppliedMember> {
  let totals = nothingApplied;
  return {
    add: (member) => {
      const line = fleetLine(appliedLine(member, kinds), totals.members === 0);
      const opening = totals.members === 0 ? fleetHead('report', kefuVersion, madeIn) : '';
      totals = withApplied(totals, member);
      return `${opening}${line}`;
    },
    end: () => `${totals.members === 0 ? fleetHead('report', kefuVersion, madeIn) : ''}${fleetTail(totals)}`,
  };
}
