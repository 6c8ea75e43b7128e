import type { AnyKind } from '../model/kind.ts';
import type { Report, Result } from '../model/report.ts';
import { placeOf } from './describe.ts';
import { inXml } from './escape.ts';
import { element, failed, type JunitSuite, junitDocument, passed, suiteOf, testCase } from './junit-case.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import { remainingNote, shownVerdict } from './verdict.ts';

/** An apply as JUnit XML: a test case for each step and one for the read-back. Unknown outcomes are errors. */
export function renderJunit(report: Report, kinds: readonly AnyKind[]): string {
  return junitDocument('kefu apply', junitSuite(report, kinds));
}

/** The one suite of an apply. */
export function junitSuite(report: Report, kinds: readonly AnyKind[]): JunitSuite {
  const lexicon = lexiconIn('en', kinds);
  const { officialAccount, results, stopped, stateFault, warnings } = report;
  const cases = [
    ...results.map((result) => stepCase(result, officialAccount.name, lexicon)),
    readBackCase(report, lexicon),
    ...(stopped ? [failed('stopped early', officialAccount.name, stopped.message)] : []),
    ...(stateFault === undefined ? [] : [failed('state file', officialAccount.name, stateFault)]),
  ];
  return suiteOf(`kefu apply ${officialAccount.name}`, cases, warnings);
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
