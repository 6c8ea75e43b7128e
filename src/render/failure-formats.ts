import type { Diagnostic } from '../model/diagnostic.ts';
import type { Failure } from '../model/failure.ts';
import type { Language } from '../model/language.ts';
import { renderDiagnosticCodeQuality } from './code-quality.ts';
import { placeOf } from './describe.ts';
import { inXml } from './escape.ts';
import { codeSpan, marker, prose } from './escape-markdown.ts';
import { renderFailureJson, renderFailureText } from './failure.ts';
import type { PlanFormat, ReportFormat } from './formats.ts';
import { renderDiagnosticAnnotations } from './github-annotations.ts';
import { data, html } from './html.ts';
import { htmlHead } from './html-head.ts';
import { style } from './html-style.ts';

/** What is said of a command that failed before it had a result. */
export interface Failed {
  readonly failure: Failure;
  readonly what: 'plan' | 'report';
  /** The official account's name, where the config tells it, else the config's path. */
  readonly name: string;
  readonly lang: Language;
}

/**
 * A failure in each format that was asked for, so that nobody takes yesterday's result for today's. Undefined where the
 * format has no way to say it: then the file must not be there.
 */
export const failureFormats: {
  readonly [Format in PlanFormat | ReportFormat]: (failed: Failed) => string | undefined;
} = {
  text: ({ failure }) => renderFailureText(failure),
  json: ({ failure }) => renderFailureJson(failure),
  markdown: markdownPage,
  html: htmlPage,
  'github-summary': markdownPage,
  'github-annotations': ({ failure }) => renderDiagnosticAnnotations(findingsOf(failure)),
  'github-output': ({ what }) => `failed=true\n${what === 'plan' ? 'has-changes=false' : 'complete=false'}\n`,
  'gitlab-report': () => undefined,
  'gitlab-codequality': ({ failure }) => renderDiagnosticCodeQuality(findingsOf(failure)),
  junit: junitOf,
};

/** What of a failure is told: its diagnostics, else itself. */
type Fault = Pick<Failure, 'diagnostics'> & Partial<Pick<Failure, 'code' | 'message' | 'hint'>>;

/** A failure as diagnostics. */
export function findingsOf({ diagnostics, code = '', message = '', hint }: Fault): readonly Diagnostic[] {
  if (diagnostics.length > 0 || code === '') return diagnostics;
  return [{ severity: 'error', code, message, ...(hint === undefined ? {} : { hint }) }];
}

const titles = {
  en: { plan: 'Could not plan', report: 'Could not apply' },
  'zh-CN': { plan: '无法生成计划', report: '无法执行' },
} as const;

function markdownPage({ failure, what, name, lang }: Failed): string {
  const items = findingsOf(failure).map(({ code, message, hint, range }) => {
    const place = range ? ` (${codeSpan(placeOf(range))})` : '';
    return `- ${codeSpan(code)}${place}: ${prose(message)}${hint === undefined ? '' : ` → ${prose(hint)}`}\n`;
  });
  return `${marker(what, name)}\n## kefu · ${titles[lang][what]} · ${codeSpan(name)}\n\n> ⛔ **${prose(failure.message)}**\n\n${items.join('')}`;
}

function htmlPage({ failure, what, name, lang }: Failed): string {
  const title = titles[lang][what];
  const items = findingsOf(failure).map(({ code, message, hint, range }) => {
    const place = range ? html` <span class="place">${placeOf(range)}</span>` : undefined;
    const way = hint === undefined ? undefined : html`<p class="hint" lang="en">${hint}</p>`;
    return html`<li><code>${code}</code>${place}<p lang="en">${message}</p>${way}</li>\n`;
  });
  return html`${htmlHead(lang, html`${name} · ${title} · kefu`, style)}<body>
<header class="top bad">
<p class="kind">kefu · ${title}</p>
<h1>${data(name)}</h1>
<p class="verdict" lang="en">${failure.message}</p>
</header>
<main id="content" tabindex="-1"><section><ul class="card list">${items}</ul></section></main>
</body>
</html>
`.markup;
}

function junitOf(failed: Failed): string {
  const { counts, lines } = failedJunitSuite(failed);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kefu apply" ${counts}>\n${lines.join('\n')}\n</testsuites>\n`;
}

/** The suite of an apply that failed before it had results. */
export function failedJunitSuite({ failure, name }: { readonly failure: Fault; readonly name: string }): {
  readonly counts: string;
  readonly lines: readonly string[];
} {
  const cases = findingsOf(failure).map(({ code, message, hint, range }) => {
    const where = range ? `${placeOf(range)}: ` : '';
    const text = inXml(`${where}${message}${hint === undefined ? '' : ` → ${hint}`}`);
    return `    <testcase classname="${inXml(name)}" name="${inXml(code)}"><error message="${inXml(message)}" type="${inXml(code)}">${text}</error></testcase>`;
  });
  const counts = `tests="${cases.length}" failures="0" errors="${cases.length}" skipped="0"`;
  const suite = `  <testsuite name="${inXml(`kefu apply ${name}`)}" ${counts}>`;
  return { counts, lines: [suite, ...cases, '  </testsuite>'] };
}
