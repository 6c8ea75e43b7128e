import type { SignSlip } from './sign-slip.ts';
import { nameOfSign } from './signs.ts';
import { type Fault, lineOf, type Source } from './source.ts';

/**
 * `yaml-sign`, or `yaml-syntax` where only a space is missing: one fault for each line with slips. It names the signs and
 * shows the line as it was meant; `meant` is that text, with as many lines and with its secrets masked.
 */
export function signFaults(source: Source, slips: readonly SignSlip[], meant: Source): Fault[] {
  const lines = new Map<number, SignSlip[]>();
  for (const slip of slips) {
    const line = lineOf(source, slip);
    lines.set(line, [...(lines.get(line) ?? []), slip]);
  }
  return [...lines].flatMap(([line, found]) => {
    const [first] = found;
    return first === undefined ? [] : [faultOf(source, first, found, shownLine(meant, line))];
  });
}

function faultOf(source: Source, first: SignSlip, found: readonly SignSlip[], line: string): Fault {
  const signs = [...new Set(found.map(({ sign }) => sign))].filter((sign) => sign !== '');
  const at = { start: first.start, end: first.end };
  const written = line.trim();
  if (signs.length === 0) {
    return {
      severity: 'error',
      code: 'yaml-syntax',
      message: 'There is no space after this colon, so it does not end a key.',
      hint: `Write \`${written}\`.`,
      at,
    };
  }
  const isIndent = source.lineStarts.includes(first.start) && written !== '';
  const indent = line.length - line.trimStart().length;
  return {
    severity: 'error',
    code: 'yaml-sign',
    message: `Here ${signs.length === 1 ? 'stands' : 'stand'} ${listed(signs.map(nameOfSign))}; YAML takes the ASCII ${signs.length === 1 ? 'sign' : 'signs'} alone.`,
    hint:
      written === ''
        ? 'Leave the line empty.'
        : `Write${isIndent ? `, behind ${indent} usual spaces,` : ''} \`${written}\`.`,
    at,
  };
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function shownLine(meant: Source, line: number): string {
  const start = meant.lineStarts[line - 1] ?? 0;
  const end = (meant.lineStarts[line] ?? meant.shown.length + 1) - 1;
  return meant.shown.slice(start, end).replace(/\r$/, '');
}
