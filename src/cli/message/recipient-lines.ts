import { isOpenId } from '../../messages/open-id.ts';
import type { Recipient } from '../../model/delivery.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';

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
      message: `${file}: ${linesWord(lines)} more than an OpenID: columns or quotes. Nothing was sent.`,
      hint: 'Copy the column of OpenIDs alone into a text file, one a line and without quotes.',
    },
  ];
}

function otherFaults(file: string, lines: readonly number[]): Diagnostic[] {
  if (lines.length === 0) return [];
  const heading = lines[0] === 1 ? ' If line 1 is a heading, remove it or begin it with #.' : '';
  return [
    {
      severity: 'error',
      code: 'openid',
      message: `${file}: ${linesWord(lines)} something that is not an OpenID. Nothing was sent.`,
      hint: `An OpenID has 1 to 64 letters, digits, - and _.${heading}`,
    },
  ];
}

const mostShown = 10;

/** `lines 1-3 and 7 hold`, cut after ten. */
function linesWord(lines: readonly number[]): string {
  const spans = spansOf(lines);
  const shown = spans.slice(0, mostShown).map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
  const left = lines.length - spans.slice(0, mostShown).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const more = left > 0 ? ` and ${left} more` : '';
  return lines.length === 1 ? `line ${lines[0]} holds` : `lines ${shown.join(', ')}${more} hold`;
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
