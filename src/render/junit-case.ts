import type { Diagnostic } from '../model/diagnostic.ts';
import { placeOf } from './describe.ts';
import { inXml } from './escape.ts';
import { type Fault, findingsOf } from './findings.ts';

/** One suite: the attributes that count its cases, and its lines. */
export interface JunitSuite {
  readonly counts: string;
  readonly lines: readonly string[];
}

/** A whole document of one suite. */
export function junitDocument(name: string, { counts, lines }: JunitSuite): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${inXml(name)}" ${counts}>`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
}

/** A suite of these cases; `beside` stands below them: what is told and is no case. */
export function suiteOf(name: string, cases: readonly string[], beside = ''): JunitSuite {
  const count = (element: string) => cases.filter((one) => one.includes(`<${element} `)).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const lines = [
    `  <testsuite name="${inXml(name)}" ${counts}>`,
    ...cases.map((one) => `    ${one}`),
    ...(beside === '' ? [] : [`    <system-out>${beside.split('\n').map(inXml).join('\n')}</system-out>`]),
    '  </testsuite>',
  ];
  return { counts, lines };
}

/** The suite of a command that failed before it had results, and what is told beside that. */
export function failedJunitSuite(
  command: 'plan' | 'apply',
  { failure, name }: { readonly failure: Fault; readonly name: string },
  beside?: string,
): JunitSuite {
  const cases = findingsOf(failure).map((finding) => faultCase(finding, name));
  return suiteOf(`kefu ${command} ${name}`, cases, beside);
}

/** Something found wrong, as an error with its place and what to do. */
export function faultCase({ code, message, hint, range }: Diagnostic, officialAccount: string): string {
  const where = range ? `${placeOf(range)}: ` : '';
  const text = `${where}${message}${hint === undefined ? '' : ` → ${hint}`}`;
  return testCase(code, officialAccount, element('error', message, code, text));
}

export function passed(name: string, officialAccount: string): string {
  return testCase(name, officialAccount, '');
}

export function failed(
  name: string,
  officialAccount: string,
  message: string,
  type = 'failed',
  text = message,
): string {
  return testCase(name, officialAccount, element('failure', message, type, text));
}

export function element(name: 'failure' | 'error', message: string, type: string, text: string): string {
  return `<${name} message="${inXml(message)}" type="${inXml(type)}">${inXml(text)}</${name}>`;
}

export function testCase(name: string, officialAccount: string, inside: string): string {
  return `<testcase classname="${inXml(officialAccount)}" name="${inXml(name)}">${inside}</testcase>`;
}
