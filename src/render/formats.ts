import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
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
import { wordsIn } from './languages.ts';
import { commentLimit, stepSummaryLimit } from './markdown.ts';
import { plain } from './paint.ts';
import { renderPlanHtml } from './plan-html.ts';
import { renderPlanJson } from './plan-json.ts';
import { renderPlanMarkdown } from './plan-markdown.ts';
import { renderPlanText } from './plan-text.ts';
import { renderReportHtml } from './report-html.ts';
import { renderReportJson } from './report-json.ts';
import { renderReportMarkdown } from './report-markdown.ts';
import { renderReportText } from './report-text.ts';
import { renderSarif } from './sarif.ts';

export type PlanFormat =
  | 'text'
  | 'json'
  | 'markdown'
  | 'html'
  | 'github-summary'
  | 'github-annotations'
  | 'github-output'
  | 'gitlab-report'
  | 'gitlab-codequality';

export type ReportFormat =
  | 'text'
  | 'json'
  | 'markdown'
  | 'html'
  | 'github-summary'
  | 'github-annotations'
  | 'github-output'
  | 'junit';

export type DiagnosticFormat = 'text' | 'json' | 'sarif' | 'gitlab-codequality' | 'github-annotations';

/** A plan in each of its formats; each is a whole file that ends with a newline. */
export const planFormats: {
  readonly [Format in PlanFormat]: (plan: Plan, context: RenderContext) => string;
} = {
  text: (plan) => renderPlanText(plan, plain),
  json: renderPlanJson,
  markdown: (plan, { planDigest, kefuVersion, lang }) =>
    renderPlanMarkdown(plan, planDigest, kefuVersion, wordsIn[lang], commentLimit),
  html: renderPlanHtml,
  'github-summary': (plan, { planDigest, kefuVersion, lang }) =>
    renderPlanMarkdown(plan, planDigest, kefuVersion, wordsIn[lang], stepSummaryLimit),
  'github-annotations': renderPlanAnnotations,
  'github-output': (plan, { planDigest }) => renderPlanOutput(plan, planDigest),
  'gitlab-report': renderGitlabReport,
  'gitlab-codequality': renderPlanCodeQuality,
};

/** A report in each of its formats. */
export const reportFormats: {
  readonly [Format in ReportFormat]: (plan: Plan, report: Report, context: RenderContext) => string;
} = {
  text: (_, report) => renderReportText(report, plain),
  json: (_, report, { kefuVersion }) => inJson(renderReportJson(report, kefuVersion)),
  markdown: (_, report, { planDigest, kefuVersion, lang }) =>
    renderReportMarkdown(report, planDigest, kefuVersion, wordsIn[lang], commentLimit),
  html: renderReportHtml,
  'github-summary': (_, report, { planDigest, kefuVersion, lang }) =>
    renderReportMarkdown(report, planDigest, kefuVersion, wordsIn[lang], stepSummaryLimit),
  'github-annotations': renderReportAnnotations,
  'github-output': (_, report, { planDigest }) => renderReportOutput(report, planDigest),
  junit: (_, report) => renderJunit(report),
};

/** What `validate` found, in each of its formats. */
export const diagnosticFormats: {
  readonly [Format in DiagnosticFormat]: (diagnostics: readonly Diagnostic[], kefuVersion: string) => string;
} = {
  text: renderDiagnostics,
  json: renderDiagnosticsJson,
  sarif: renderSarif,
  'gitlab-codequality': renderDiagnosticCodeQuality,
  'github-annotations': renderDiagnosticAnnotations,
};
