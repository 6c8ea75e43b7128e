import { isOpenId } from '../../messages/open-id.ts';
import type { Recipient } from '../../model/delivery.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { say } from '../../words/en/sending.ts';
import { told } from '../../words/say.ts';

/** The customers of a list, whom it names twice only once, and its lines that are headings. */
export interface RecipientList {
  readonly recipients: readonly Recipient[];
  /** Line numbers. */
  readonly headings: readonly number[];
  readonly faults: readonly Diagnostic[];
}

/**
 * Reads a list of OpenIDs, one a line. Empty lines and lines that begin with # are skipped, and so is a heading as
 * spreadsheets have it. Faults name lines by number and never repeat them: beside OpenIDs there may be names and
 * telephone numbers.
 */
export function recipientList(file: string, text: string): RecipientList {
  const found = new Map<string, Recipient>();
  const headings: number[] = [];
  const columns: number[] = [];
  const others: number[] = [];
  for (const [index, written] of text.split(/\r\n|\n|\r/).entries()) {
    const line = index + 1;
    const openid = written.trim();
    if (openid === '' || openid.startsWith('#')) continue;
    if (isHeading(openid)) headings.push(line);
    else if (isOpenId(openid)) found.set(openid, found.get(openid) ?? { openid, line });
    else (hasColumns(openid) ? columns : others).push(line);
  }
  return {
    recipients: [...found.values()],
    headings,
    faults: [...columnFaults(file, columns), ...otherFaults(file, others)],
  };
}

/** What people and spreadsheets write above a column of OpenIDs; none of these words is one. */
function isHeading(text: string): boolean {
  return /^(?:(?:user|wx|wechat|weixin|customer|fans?|用户|微信|客户|粉丝|顾客|关注者|会员)?[\s_-]*open[\s_-]*ids?|to[\s_-]?user|from[\s_-]?user[\s_-]?name)(?:[\s(（].*)?$/iu.test(
    text,
  );
}

/** Separators and quotes of spreadsheets, also as Chinese input methods write them. */
function hasColumns(text: string): boolean {
  return /[,;|\t"'，；、“”]/.test(text);
}

function columnFaults(file: string, lines: readonly number[]): Diagnostic[] {
  if (lines.length === 0) return [];
  return [
    {
      severity: 'error',
      code: 'recipients-columns',
      ...told(say('lines-with-columns', { file, ...numbered(lines) }), say('copy-column')),
    },
  ];
}

function otherFaults(file: string, lines: readonly number[]): Diagnostic[] {
  if (lines.length === 0) return [];
  const form = say(lines[0] === 1 ? 'openid-form-or-heading' : 'openid-form');
  return [
    {
      severity: 'error',
      code: 'openid',
      ...told(say('lines-without-openid', { file, ...numbered(lines) }), form),
    },
  ];
}

const mostShown = 10;

/** `1-3` and `7`, cut after ten. */
function numbered(lines: readonly number[]): { numbers: string[]; more: number } {
  const spans = spansOf(lines).slice(0, mostShown);
  const numbers = spans.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
  const more = lines.length - spans.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return { numbers, more };
}

function spansOf(lines: readonly number[]): { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = spans.at(-1);
    if (last?.to === line - 1) last.to = line;
    else spans.push({ from: line, to: line });
  }
  return spans;
}
