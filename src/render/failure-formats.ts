import type { Failure } from '../model/failure.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import { inWords, type LanguageWords } from '../words/language-words.ts';
import type { Words } from '../words/pages/words.ts';
import { renderDiagnosticCodeQuality } from './code-quality.ts';
import { codeSpan, marker, prose } from './escape-markdown.ts';
import { renderFailureJson, renderFailureText } from './failure.ts';
import { findingsOf } from './findings.ts';
import type { PlanFormat, ReportFormat } from './formats.ts';
import { renderDiagnosticAnnotations } from './github-annotations.ts';
import { data, html } from './html.ts';
import { factList } from './html-facts.ts';
import { htmlHead } from './html-head.ts';
import { findingEntry, sentence } from './html-sentence.ts';
import { style } from './html-style.ts';
import { failedJunitSuite, junitDocument } from './junit-case.ts';
import { lexiconIn } from './lexicon.ts';
import { madeIn, madeInMarkdown } from './made-in.ts';
import { failureNotice } from './notice.ts';
import { warningItem } from './plan-markdown-further.ts';
import { robots } from './robots.ts';
import { renderSarif } from './sarif.ts';
import { languageOf } from './spoken.ts';

/** What could not be done: a plan or a report to be made, or one that was made before to be shown or told. */
export type FailedWork = keyof Words['failed'];

/** What is said of a command that failed before it had a result. */
export interface Failed {
  readonly failure: Failure;
  readonly what: FailedWork;
  /** The official account's name, where the config tells it, else the config's path. */
  readonly name: string;
  readonly words: LanguageWords;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly madeIn: RunOrigin;
  readonly kefuVersion: string;
}

/**
 * A failure in each format that was asked for, so that nobody takes yesterday's result for today's. Undefined where the
 * format has no way to say it: then the file must not be there.
 */
export function failureIn(format: PlanFormat | ReportFormat, failed: Failed): string | undefined {
  return failureFormats[format]({ ...failed, failure: inWords(failed.words, failed.failure) });
}

const failureFormats: {
  readonly [Format in PlanFormat | ReportFormat]: (failed: Failed) => string | undefined;
} = {
  text: ({ failure, words }) => renderFailureText(failure, words),
  json: ({ failure, words }) => renderFailureJson(failure, words),
  markdown: markdownPage,
  html: htmlPage,
  'github-summary': markdownPage,
  'github-annotations': ({ failure }) => renderDiagnosticAnnotations(findingsOf(failure)),
  'github-output': ({ what }) =>
    `failed=true\n${documentOf(what) === 'plan' ? 'has-changes=false' : 'complete=false'}\n`,
  'gitlab-report': () => undefined,
  'gitlab-codequality': ({ failure }) => renderDiagnosticCodeQuality(findingsOf(failure)),
  sarif: ({ failure, kefuVersion }) => renderSarif(findingsOf(failure), kefuVersion),
  junit: (failed) => {
    const command = documentOf(failed.what) === 'plan' ? 'plan' : 'apply';
    return junitDocument(`kefu ${command}`, failedJunitSuite(command, failed));
  },
  'wecom-robot': (failed) => robots['wecom-robot'](failureNotice(failed)),
  'dingtalk-robot': (failed) => robots['dingtalk-robot'](failureNotice(failed)),
  'feishu-robot': (failed) => robots['feishu-robot'](failureNotice(failed)),
};

function documentOf(what: FailedWork): 'plan' | 'report' {
  return what === 'plan' || what === 'shown-plan' ? 'plan' : 'report';
}

function markdownPage(failed: Failed): string {
  const { failure, what, name, created, kefuVersion } = failed;
  const { words } = lexiconIn(failed.words, []);
  const items = findingsOf(failure).map((finding) => `- ${warningItem(finding, words)}\n`);
  const made = madeInMarkdown({ ...failed, expires: created }, words, documentOf(what));
  return `${marker(documentOf(what), name)}\n## kefu · ${words.failed[what]} · ${codeSpan(name)}\n\n> ⛔ **${prose(failure.message, words.lang)}**\n\n${items.join('')}\n---\n\n${made} · kefu ${codeSpan(kefuVersion)}\n`;
}

function htmlPage(failed: Failed): string {
  const { failure, what, name, kefuVersion } = failed;
  const { lang } = failed.words;
  const { words } = lexiconIn(failed.words, []);
  const title = words.failed[what];
  const spoken = languageOf(failure.said, words);
  const made = madeIn({ ...failed, expires: failed.created }, words, documentOf(what));
  const items = findingsOf(failure).map((one) => html`<li>${findingEntry(one, words)}</li>\n`);
  return html`${htmlHead(lang, html`${name} · ${title} · kefu`, style)}<body>
<header class="top bad">
<p class="kind">kefu · ${title}</p>
<h1>${data(name)}</h1>
<p class="verdict" lang="${spoken}">${sentence(failure.message, spoken)}</p>
</header>
<main id="content" tabindex="-1"><section><ul class="card list">${items}</ul></section></main>
<footer>${factList([...made, ['kefu', kefuVersion]])}</footer>
</body>
</html>
`.markup;
}
