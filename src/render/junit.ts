import type { ChangeResult, MessageResult, Report } from '../model/report.ts';
import { inXml } from './escape.ts';
import { messageWordsIn } from './message-words.ts';
import { english } from './words-en.ts';

/** An apply as JUnit XML: a test case for each change and one for the read-back. Unknown outcomes are errors. */
export function renderJunit(report: Report): string {
  const { officialAccount, results, messageResults, readBack, stopped, stateFault } = report;
  const suite = inXml(`kefu apply ${officialAccount.name}`);
  const cases = [
    ...results.map((result) =>
      changeCase(`${result.account}: ${english.kind[result.kind]}`, result, officialAccount.name),
    ),
    ...messageResults.map((result) =>
      changeCase(`${result.address}: ${messageWordsIn.en.kind[result.kind]}`, result, officialAccount.name),
    ),
    readBack.status === 'verified'
      ? passed('read back', officialAccount.name)
      : failed('read back', officialAccount.name, readBackText(readBack)),
    ...(stopped ? [failed('stopped early', officialAccount.name, stopped.message)] : []),
    ...(stateFault === undefined ? [] : [failed('state file', officialAccount.name, stateFault)]),
  ];
  const count = (element: string) => cases.filter((one) => one.includes(`<${element} `)).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kefu apply" ${counts}>`,
    `  <testsuite name="${suite}" ${counts}>`,
    ...cases.map((one) => `    ${one}`),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function changeCase(
  name: string,
  { status, note, cause }: ChangeResult | MessageResult,
  officialAccount: string,
): string {
  switch (status) {
    case 'done':
      return passed(name, officialAccount);
    case 'failed':
      return failed(name, officialAccount, note, String(cause?.code ?? 'failed'));
    case 'unknown':
      return testCase(name, officialAccount, element('error', note, String(cause?.code ?? 'unknown')));
    case 'skipped':
    case 'not-attempted':
      return testCase(name, officialAccount, `<skipped message="${inXml(note)}"/>`);
  }
}

function readBackText(readBack: Exclude<Report['readBack'], { status: 'verified' }>): string {
  if (readBack.status === 'failed') return readBack.note;
  return readBack.remaining.map(({ account, note }) => `${account}: ${note}`).join('; ');
}

function passed(name: string, officialAccount: string): string {
  return testCase(name, officialAccount, '');
}

function failed(name: string, officialAccount: string, text: string, type = 'failed'): string {
  return testCase(name, officialAccount, element('failure', text, type));
}

function element(name: 'failure' | 'error', text: string, type: string): string {
  return `<${name} message="${inXml(text)}" type="${inXml(type)}">${inXml(text)}</${name}>`;
}

function testCase(name: string, officialAccount: string, inside: string): string {
  return `<testcase classname="${inXml(officialAccount)}" name="${inXml(name)}">${inside}</testcase>`;
}
