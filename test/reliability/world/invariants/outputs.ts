import { planFormats, reportFormats } from '../../../../src/render/formats.ts';
import { english } from '../../../../src/words/en/words.ts';
import { disk } from '../disk.ts';
import type { Run } from '../runs.ts';
import type { SimWorld } from '../world.ts';
import { type Broken, type Judged, reportOf } from './judged.ts';

/** no secret in any output: neither the report in any format, nor a failure, nor a file has a secret or a token, however it is written. */
export function noSecretInOutput({ sim, run }: Judged): Broken[] {
  const secrets = [sim.world.officialAccount.appSecret, ...sim.world.tokens.issued.map(({ value }) => value)];
  const said = outputsOf(sim, run).join('\n');
  const isFound =
    holdsOneOf(secrets, said) ||
    [...disk.files].some(([path, { bytes }]) => !/\.(?:png|jpg)$/.test(path) && isWrittenIn(bytes, secrets));
  return isFound ? ['no secret in any output: one was found'] : [];
}

function holdsOneOf(secrets: readonly string[], text: string): boolean {
  return secrets.some((secret) => formsOf(secret).some((form) => text.includes(form)));
}

/** The bytes of files are never changed, only replaced: those that were looked through are looked through for what is new alone. */
const lookedThrough = new WeakMap<Uint8Array, Set<string>>();

function isWrittenIn(bytes: Buffer, secrets: readonly string[]): boolean {
  const done = lookedThrough.get(bytes) ?? new Set();
  const anew = secrets.filter((secret) => !done.has(secret));
  if (anew.length === 0) return false;
  if (holdsOneOf(anew, bytes.toString('latin1'))) return true;
  lookedThrough.set(bytes, new Set(secrets));
  return false;
}

/** How a secret may be written. */
const forms = new Map<string, readonly string[]>();
const mostSecrets = 500;

function formsOf(secret: string): readonly string[] {
  const known = forms.get(secret);
  if (known) return known;
  if (forms.size > mostSecrets) forms.clear();
  const bytes = Buffer.from(secret);
  const all = [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64').slice(0, -3),
    bytes.toString('hex'),
  ];
  forms.set(secret, all);
  return all;
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
