import { planDocument, planText } from '../documents/plan.ts';
import { renderReportJson } from '../documents/report.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import { inWords, type LanguageWords } from '../words/language-words.ts';
import { renderDiagnosticCodeQuality, renderPlanCodeQuality } from './code-quality.ts';
import type { RenderContext } from './context.ts';
import { renderDiagnostics } from './diagnostic.ts';
import { renderDiagnosticsJson } from './diagnostics-json.ts';
import { inJson } from './escape.ts';
import {
  renderDiagnosticAnnotations,
  renderPlanAnnotations,
  renderReportAnnotations,
} from './github-annotations.ts';
import { renderPlanOutput, renderReportOutput } from './github-output.ts';
import { renderGitlabReport } from './gitlab-report.ts';
import { renderJunit } from './junit.ts';
import { commentLimit, stepSummaryLimit } from './markdown.ts';
import { planNotice, reportNotice } from './notice.ts';
import { plain } from './paint.ts';
import { renderPlanHtml } from './plan-html.ts';
import { renderPlanJunit } from './plan-junit.ts';
import { renderPlanMarkdown } from './plan-markdown.ts';
import { renderPlanText } from './plan-text.ts';
import { renderReportHtml } from './report-html.ts';
import { renderReportMarkdown } from './report-markdown.ts';
import { renderWholeReportText } from './report-text.ts';
import { type Robot, robots } from './robots.ts';
import { renderPlanSarif, renderSarif } from './sarif.ts';

export type PlanFormat =
  | 'text'
  | 'json'
  | 'markdown'
  | 'html'
  | 'github-summary'
  | 'github-annotations'
  | 'github-output'
  | 'gitlab-report'
  | 'gitlab-codequality'
  | 'sarif'
  | 'junit'
  | Robot;

export type ReportFormat =
  | 'text'
  | 'json'
  | 'markdown'
  | 'html'
  | 'github-summary'
  | 'github-annotations'
  | 'github-output'
  | 'junit'
  | Robot;

/** JSON is read by kefu again; a page with the digest of its plan says itself what the plan told. */
const asMade = ['json', 'markdown', 'github-summary'];

export type DiagnosticFormat = 'text' | 'json' | 'sarif' | 'gitlab-codequality' | 'github-annotations';

/** A plan as the message of each group robot. */
const planRobots: { readonly [Name in Robot]: (plan: Plan, context: RenderContext) => string } = {
  'wecom-robot': (plan, context) => robots['wecom-robot'](planNotice(plan, context)),
  'dingtalk-robot': (plan, context) => robots['dingtalk-robot'](planNotice(plan, context)),
  'feishu-robot': (plan, context) => robots['feishu-robot'](planNotice(plan, context)),
};

/** A report as the same. */
const reportRobots: {
  readonly [Name in Robot]: (plan: Plan, report: Report, context: RenderContext) => string;
} = {
  'wecom-robot': (_, report, context) => robots['wecom-robot'](reportNotice(report, context)),
  'dingtalk-robot': (_, report, context) => robots['dingtalk-robot'](reportNotice(report, context)),
  'feishu-robot': (_, report, context) => robots['feishu-robot'](reportNotice(report, context)),
};

type PlanFormats = { readonly [Format in PlanFormat]: (plan: Plan, context: RenderContext) => string };

const planRenderers: PlanFormats = {
  text: (plan, { kinds, words }) => renderPlanText(plan, plain, kinds, words),
  json: (plan, context) => planText(planDocument(plan, context, context.kinds)),
  markdown: (plan, context) => renderPlanMarkdown(plan, context, commentLimit),
  html: renderPlanHtml,
  'github-summary': (plan, context) => renderPlanMarkdown(plan, context, stepSummaryLimit),
  'github-annotations': (plan, { kinds, words }) => renderPlanAnnotations(plan, kinds, words),
  'github-output': (plan, { planDigest }) => renderPlanOutput(plan, planDigest),
  'gitlab-report': renderGitlabReport,
  'gitlab-codequality': renderPlanCodeQuality,
  sarif: (plan, { kefuVersion }) => renderPlanSarif(plan, kefuVersion),
  junit: (plan, { kinds, words }) => renderPlanJunit(plan, kinds, words),
  ...planRobots,
};

/** A plan in each of its formats; each is a whole file that ends with a newline. */
export const planFormats = mapped(
  planRenderers,
  (render) => (plan, context) => render(inWords(context.words, plan), context),
);

type ReportFormats = {
  readonly [Format in ReportFormat]: (plan: Plan, report: Report, context: RenderContext) => string;
};

const reportRenderers: ReportFormats = {
  text: (_, report, { kinds, words }) => renderWholeReportText(report, plain, kinds, words),
  json: (_, report, { kefuVersion, madeIn: made }) => inJson(renderReportJson(report, kefuVersion, made)),
  markdown: (_, report, context) => renderReportMarkdown(report, context, commentLimit),
  html: renderReportHtml,
  'github-summary': (_, report, context) => renderReportMarkdown(report, context, stepSummaryLimit),
  'github-annotations': (plan, report, { kinds, words }) =>
    renderReportAnnotations(plan, report, kinds, words),
  'github-output': (_, report, { planDigest }) => renderReportOutput(report, planDigest),
  junit: (_, report, { kinds, words }) => renderJunit(report, kinds, words),
  ...reportRobots,
};

/** A report in each of its formats. */
export const reportFormats = mapped(reportRenderers, (render) => (plan, report, context) => {
  const { words } = context;
  return render(inWords(words, plan), inWords(words, report), context);
});

/** The formats that are said in the language asked for. */
function mapped<Format extends string, Render>(
  formats: Readonly<Record<Format, Render>>,
  said: (render: Render) => Render,
): Readonly<Record<Format, Render>> {
  const entries = Object.entries<Render>(formats);
  const inItsWords = entries.map(([format, render]) => [
    format,
    asMade.includes(format) ? render : said(render),
  ]);
  return Object.fromEntries(inItsWords) as Record<Format, Render>;
}

/** What `validate` found, in each of its formats, in the language in which it is given. */
export const diagnosticFormats: {
  readonly [Format in DiagnosticFormat]: (
    diagnostics: readonly Diagnostic[],
    kefuVersion: string,
    words?: LanguageWords,
  ) => string;
} = {
  text: (diagnostics, _, words) => renderDiagnostics(diagnostics, words),
  json: renderDiagnosticsJson,
  sarif: renderSarif,
  'gitlab-codequality': renderDiagnosticCodeQuality,
  'github-annotations': renderDiagnosticAnnotations,
};
