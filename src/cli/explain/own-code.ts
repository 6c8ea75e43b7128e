import { ownCodeLines } from './own-code-lines.ts';
import type { ExplainLanguage } from './words.ts';

/** One of kefu's own codes, as its line says. */
export interface OwnCode {
  readonly code: string;
  /** The section of docs/errors.md that tells it. */
  readonly section: string;
  readonly meaning: string;
  readonly whatToDo: string;
  /** Whether a config may set its level, or switch it off. */
  readonly hasLevel: boolean;
}

/** Every code of kefu's own messages, in English, in the order of docs/errors.md. */
export const ownCodes: readonly OwnCode[] = readLines(ownCodeLines);

/** The same in one language; what is not English is loaded here. */
export async function ownCodesIn(language: ExplainLanguage): Promise<readonly OwnCode[]> {
  if (language === 'en') return ownCodes;
  const withLevel = new Set(ownCodes.filter(({ hasLevel }) => hasLevel).map(({ code }) => code));
  const { ownCodeLines: lines } = await import('./zh-CN/own-code-lines.ts');
  return readLines(lines).map((own) => ({ ...own, hasLevel: withLevel.has(own.code) }));
}

function readLines(lines: readonly string[]): OwnCode[] {
  let section = '';
  return lines.flatMap((line): OwnCode[] => {
    if (line.startsWith('# ')) {
      section = line.slice(2);
      return [];
    }
    const [code = '', meaning = '', whatToDo = ''] = line.split(' | ');
    const hasLevel = meaning.startsWith('* ');
    return [{ code, section, meaning: hasLevel ? meaning.slice(2) : meaning, whatToDo, hasLevel }];
  });
}
