import type { AnyKind } from '../model/kind.ts';
import type { Report, Result } from '../model/report.ts';
import { placeOf } from './describe.ts';
import { renderDiagnostics } from './diagnostic.ts';
import { inXml } from './escape.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import { remainingNote, shownVerdict } from './verdict.ts';

/** An apply as JUnit XML: a test case for each step and one for the read-back. Unknown outcomes are errors. */
export function renderJunit(report: Report, kinds: readonly AnyKind[]): string {
  const { counts, lines } = junitSuite(report, kinds);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kefu apply" ${counts}>`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
}

/** The one suite of an apply. */
export function junitSuite(
  report: Report,
  kinds: readonly AnyKind[],
): { readonly counts: string; readonly lines: readonly string[] } {
  const lexicon = lexiconIn('en', kinds);
  const { officialAccount, results, stopped, stateFault, warnings } = report;
  const suite = inXml(`kefu apply ${officialAccount.name}`);
  const cases = [
    ...results.map((result) => stepCase(result, officialAccount.name, lexicon)),
    readBackCase(report, lexicon),
    ...(stopped ? [failed('stopped early', officialAccount.name, stopped.message)] : []),
    ...(stateFault === undefined ? [] : [failed('state file', officialAccount.name, stateFault)]),
  ];
  const count = (element: string) => cases.filter((one) => one.includes(`<${element} `)).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const lines = [
    `  <testsuite name="${suite}" ${counts}>`,
    ...cases.map((one) => `    ${one}`),
    ...(warnings.length === 0 ? [] : [`    <system-out>${inXml(renderDiagnostics(warnings))}</system-out>`]),
    '  </testsuite>',
  ];
  return { counts, lines };
}

function stepCase(result: Result, officialAccount: string, lexicon: Lexicon): string {
  const { kind, step, status, note, cause } = result;
  const name = `${lexicon.name(result)}: ${lexicon.step(kind, step)}`;
  switch (status) {
    case 'done':
      return passed(name, officialAccount);
    case 'failed':
      return failed(name, officialAccount, note, String(cause?.code ?? 'failed'), whereAndHow(result));
    case 'unknown': {
      const inside = element('error', note, String(cause?.code ?? 'unknown'), whereAndHow(result));
      return testCase(name, officialAccount, inside);
    }
    case 'skipped':
    case 'not-attempted':
      return testCase(name, officialAccount, `<skipped message="${inXml(note)}"/>`);
  }
}

/** The note with the place in the YAML and what to do about it. */
function whereAndHow({ note, source, cause }: Result): string {
  const place = source ? ` (${placeOf(source)})` : '';
  const hint = cause?.hint === undefined ? '' : ` → ${cause.hint}`;
  return `${note}${place}${hint}`;
}

function readBackCase(report: Report, lexicon: Lexicon): string {
  const { isGood, sentence, why, remaining } = shownVerdict(report, lexicon);
  const { name } = report.officialAccount;
  if (isGood) return passed('read back', name);
  const lines = remaining.map((one) => {
    const place = one.source ? ` (${placeOf(one.source)})` : '';
    return `${lexicon.name(one)}: ${remainingNote(one, lexicon, (text) => text)}${place}`;
  });
  const details = why ?? lines.join('; ');
  return failed('read back', name, details === '' ? sentence : `${sentence} ${details}`);
}

function passed(name: string, officialAccount: string): string {
  return testCase(name, officialAccount, '');
}

function failed(
  name: string,
  officialAccount: string,
  message: string,
  type = 'failed',
  text = message,
): string {
  return testCase(name, officialAccount, element('failure', message, type, text));
}

function element(name: 'failure' | 'error', message: string, type: string, text: string): string {
  return `<${name} message="${inXml(message)}" type="${inXml(type)}">${inXml(text)}</${name}>`;
}

function testCase(name: string, officialAccount: string, inside: string): string {
  return `<testcase classname="${inXml(officialAccount)}" name="${inXml(name)}">${inside}</testcase>`;
}
