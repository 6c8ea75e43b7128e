import { planFormats, reportFormats } from '../../../../src/render/formats.ts';
import { english } from '../../../../src/words/en/words.ts';
import { disk } from '../disk.ts';
import type { Run } from '../runs.ts';
import type { SimWorld } from '../world.ts';
import { type Broken, type Judged, reportOf } from './judged.ts';

/** no secret in any output: neither the report in any format, nor a failure, nor a file has a secret or a token, however it is written. */
export function noSecretInOutput({ sim, run }: Judged): Broken[] {
  const secrets = [sim.world.officialAccount.appSecret, ...sim.world.tokens.issued.map(({ value }) => value)];
  const forms = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    return [secret, encodeURIComponent(secret), bytes.toString('base64').slice(0, -3), bytes.toString('hex')];
  });
  const seen = [
    ...outputsOf(sim, run),
    ...[...disk.files]
      .filter(([path]) => !/\.(?:png|jpg)$/.test(path))
      .map(([, { bytes }]) => bytes.toString('latin1')),
  ].join('\n');
  return forms.some((form) => seen.includes(form)) ? ['no secret in any output: one was found'] : [];
}

/** no markup from data: a nickname of live data never becomes markup in Markdown or HTML. */
export function noMarkupFromData({ sim, run }: Judged): Broken[] {
  const [, , markdown = '', html = ''] = outputsOf(sim, run);
  const outsideCode = markdown.replaceAll(/(`+)[\s\S]*?\1/g, '');
  return [outsideCode, html].some((page) => page.includes('<img src=x>'))
    ? ['no markup from data: a nickname became markup']
    : [];
}

/** Runs are numbered from 1001 in each world. */
const pagesUpTo = 1001;

const rendered = new WeakMap<Run, readonly string[]>();

/** Everything that a run says: text, JSON, Markdown, HTML, its progress, or its failure. */
function outputsOf(sim: SimWorld, run: Run): readonly string[] {
  const known = rendered.get(run);
  if (known) return known;
  const outputs = renderedOf(run, sim.looksClosely && run.number <= pagesUpTo);
  rendered.set(run, outputs);
  return outputs;
}

function renderedOf(run: Run, asPages: boolean): readonly string[] {
  const { outcome, planned } = run;
  const progress = JSON.stringify(run.progress);
  if (outcome?.kind === 'failed') {
    const { failure } = outcome;
    return [
      failure.message,
      String(failure.stack),
      '',
      '',
      String((failure.cause as Error)?.stack),
      JSON.stringify(failure.diagnostics ?? []),
      progress,
    ];
  }
  const report = reportOf(run);
  if (!report || !planned || outcome?.kind !== 'ended') return ['', '', '', '', progress];
  const context = {
    kefuVersion: '0',
    created: 0,
    expires: 0,
    origin: 'config',
    configFile: 'kefu.yaml',
    allow: [],
    writeUnverifiable: false,
    callsMade: outcome.account.wechat.callsMade(),
    kinds: outcome.account.kinds,
    lang: 'en',
    words: english,
    pictures: new Map(),
  } as const;
  const { text, json, markdown, html } = reportFormats;
  // Pages take their time: those of the first runs of a world have what those after them have.
  if (!asPages) {
    return [text, json].map((format) => format(planned.plan, report, context)).concat('', '', progress);
  }
  const pages = [text, json, markdown, html].map((format) => format(planned.plan, report, context));
  if (report.results.length === 0) return [...pages, progress];
  const [said = '', data = '', lines = '', page = ''] = pages;
  const plan = [planFormats.markdown, planFormats.html].map((format) => format(planned.plan, context));
  return [said, data, `${lines}\n${plan[0]}`, `${page}\n${plan[1]}`, progress];
}
