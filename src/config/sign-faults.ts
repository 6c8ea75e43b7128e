import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/yaml.ts';
import { type InBoth, told } from '../words/say.ts';
import type { SignSlip } from './sign-slip.ts';
import { listed, namesOfSigns } from './signs.ts';
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
  const signs = found.filter(({ sign }) => sign !== '');
  const written = line.trim();
  const at = { start: first.start, end: first.end };
  if (signs.length === 0) {
    return {
      severity: 'error',
      code: 'yaml-syntax',
      ...told(say('no-space-after-colon'), say('write-line', { line: written })),
      at,
    };
  }
  return {
    severity: 'error',
    code: 'yaml-sign',
    ...told(
      say('other-signs', { meant: meantSigns(signs), found: namesOfSigns(signs.map(({ sign }) => sign)) }),
      hintFor(written, isIndent(source, first) ? line.length - line.trimStart().length : undefined),
    ),
    at,
  };
}

/** The ASCII signs that belong there. */
function meantSigns(slips: readonly SignSlip[]): InBoth {
  const signs = new Set(slips.map(({ instead }) => (instead === '' ? '' : instead.trim() || ' ')));
  const named = [...signs].map((sign) => meantNames[sign] ?? { en: `\`${sign}\``, zh: ` \`${sign}\` ` });
  return { en: listed(named.map(({ en }) => en)), zh: named.map(({ zh }) => zh).join('、') };
}

const meantNames: Readonly<Record<string, InBoth>> = {
  '': { en: 'nothing', zh: '什么都不写' },
  ' ': { en: 'usual spaces', zh: '半角空格' },
};

function isIndent(source: Source, { start, instead }: SignSlip): boolean {
  if (instead.trim() !== '') return false;
  const lineStart = source.lineStarts[lineOf(source, { start, end: start }) - 1] ?? 0;
  return source.text.slice(lineStart, start).trim() === '';
}

function hintFor(written: string, indent: number | undefined): Saying {
  if (written === '') return say('leave-empty');
  if (indent === undefined) return say('write-line', { line: written });
  return say('indent-with-spaces', { count: indent, written });
}

function shownLine(meant: Source, line: number): string {
  const start = meant.lineStarts[line - 1] ?? 0;
  const end = (meant.lineStarts[line] ?? meant.shown.length + 1) - 1;
  return meant.shown.slice(start, end).replace(/\r$/, '');
}
