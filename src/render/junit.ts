import type { AnyKind } from '../model/kind.ts';
import type { Cause } from '../model/outcome.ts';
import { doubtsOf, faultsOf, type Report, type Result } from '../model/report.ts';
import type { LanguageWords } from '../words/language-words.ts';
import type { Words } from '../words/pages/words.ts';
import { placeOf } from './describe.ts';
import { renderDiagnostics } from './diagnostic.ts';
import { inXml } from './escape.ts';
import {
  element,
  failed,
  faultCase,
  type JunitSuite,
  junitDocument,
  passed,
  suiteOf,
  testCase,
} from './junit-case.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';
import { remainingNote, shownVerdict } from './verdict.ts';

/**
 * An apply as JUnit XML: a test case for each step and one for the read-back. Unknown outcomes are errors, and so is what could
 * not be written; warnings stand below.
 */
export function renderJunit(report: Report, kinds: readonly AnyKind[], words: LanguageWords): string {
  return junitDocument('kefu apply', junitSuite(report, kinds, words));
}

/** The one suite of an apply. */
export function junitSuite(report: Report, kinds: readonly AnyKind[], words: LanguageWords): JunitSuite {
  const lexicon = lexiconIn(words, kinds);
  const { tools } = lexicon.words;
  const { officialAccount, results, stopped, stateFault } = report;
  const cases = [
    ...results.map((result) => stepCase(result, officialAccount.name, lexicon)),
    readBackCase(report, lexicon),
    ...(stopped ? [stoppedCase(tools.stopped, officialAccount.name, stopped)] : []),
    ...(stateFault === undefined ? [] : [failed(tools.stateFile, officialAccount.name, stateFault)]),
    ...faultsOf(report).map((fault) => faultCase(fault, officialAccount.name)),
  ];
  return suiteOf(`kefu apply ${officialAccount.name}`, cases, renderDiagnostics(doubtsOf(report), words));
}

function stoppedCase(name: string, officialAccount: string, { message, hint }: Cause): string {
  const text = hint === undefined ? message : `${message} → ${hint}`;
  return failed(name, officialAccount, message, 'failed', text);
}

function stepCase(result: Result, officialAccount: string, lexicon: Lexicon): string {
  const { kind, step, status, note, cause } = result;
  const name = lexicon.words.titled(lexicon.name(result), lexicon.step(kind, step));
  switch (status) {
    case 'done':
      return passed(name, officialAccount);
    case 'failed':
      return failed(
        name,
        officialAccount,
        note,
        String(cause?.code ?? 'failed'),
        whereAndHow(result, lexicon.words),
      );
    case 'unknown': {
      const inside = element(
        'error',
        note,
        String(cause?.code ?? 'unknown'),
        whereAndHow(result, lexicon.words),
      );
      return testCase(name, officialAccount, inside);
    }
    case 'skipped':
    case 'not-attempted':
      return testCase(name, officialAccount, `<skipped message="${inXml(note)}"/>`);
  }
}

/** The note with the place in the YAML and what to do about it. */
function whereAndHow({ note, source, cause }: Result, { aside }: Words): string {
  const place = source ? aside(placeOf(source)) : '';
  const hint = cause?.hint === undefined ? '' : ` → ${cause.hint}`;
  return `${note}${place}${hint}`;
}

function readBackCase(report: Report, lexicon: Lexicon): string {
  const { isGood, sentence, why, remaining } = shownVerdict(report, lexicon);
  const { name } = report.officialAccount;
  const { tools, titled, aside, semicolon, gap } = lexicon.words;
  if (isGood) return passed(tools.readBack, name);
  const lines = remaining.map((one) => {
    const place = one.source ? aside(placeOf(one.source)) : '';
    return `${titled(
      lexicon.name(one),
      remainingNote(one, lexicon, (text) => text),
    )}${place}`;
  });
  const details = why ?? lines.join(semicolon);
  return failed(tools.readBack, name, details === '' ? sentence : `${sentence}${gap}${details}`);
}
