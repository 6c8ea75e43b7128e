import { diagnosticDocument } from '../documents/diagnostic.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { jsonText } from '../model/json-text.ts';
import type { Said } from '../model/saying.ts';
import { say } from '../words/en/checkup.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords, lineForTools, sayIn } from '../words/language-words.ts';
import { renderDiagnostics } from './diagnostic.ts';
import { inTerminal } from './escape.ts';
import type { Paint } from './paint.ts';
import { padToWidth } from './width.ts';

type Status = 'ok' | 'warn' | 'fail' | 'skipped';

/** What `kefu doctor` found. */
export interface Checkup {
  readonly exitCode: number;
  /** The API calls it made, by short name, in order. */
  readonly callsMade: readonly string[];
  readonly checks: readonly {
    readonly name: string;
    readonly status: Status;
    readonly message: string;
    readonly fix?: string;
    readonly said?: Said<'message' | 'fix'>;
    /** Of a failed check. */
    readonly code?: string;
    readonly diagnostics?: readonly Diagnostic[];
  }[];
}

/** One line for each check, with the fix below it; ends with the line that counts them. */
export function renderCheckupText(checkup: Checkup, paint: Paint, words: LanguageWords = english): string {
  const { checks } = inWords(words, checkup);
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, status, message, fix, code, diagnostics = [] }) => [
    `${markOf(status, paint, words)}  ${name.padEnd(width)}  ${inTerminal(message)}${code === undefined ? '' : ` [${code}]`}`,
    ...(fix === undefined ? [] : [`      → ${inTerminal(fix)}`]),
    ...indented(renderDiagnostics(diagnostics, words)),
  ]);
  return `${lines.join('\n')}\n\n${countLine(
    checks.map(({ status }) => status),
    words,
  )}\n`;
}

/** The same as one JSON document for tools. */
export function renderCheckupJson(checkup: Checkup, words: LanguageWords = english): string {
  const { exitCode, callsMade, checks } = inWords(words, checkup);
  const document = {
    ok: exitCode === 0,
    exit_code: exitCode,
    checks: checks.map(({ diagnostics = [], ...check }) => ({
      ...check,
      ...(diagnostics.length === 0 ? {} : { diagnostics: diagnostics.map(diagnosticDocument) }),
    })),
    calls_made: callsMade,
  };
  return jsonText(document);
}

const paints = { ok: 'create', warn: 'update', fail: 'delete', skipped: 'dim' } as const;

function markOf(status: Status, paint: Paint, words: LanguageWords): string {
  return paint[paints[status]](padToWidth(sayIn(words, say(`check-is-${status}`)), 4));
}

function indented(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `      ${line}`);
}

function countLine(statuses: readonly Status[], words: LanguageWords): string {
  const count = (status: Status) => statuses.filter((one) => one === status).length;
  const counts = { ok: count('ok'), warn: count('warn'), fail: count('fail') };
  const skipped = count('skipped');
  return lineForTools(
    words,
    skipped > 0 ? say('checks-counted-skipped', { ...counts, skipped }) : say('checks-counted', counts),
  );
}
