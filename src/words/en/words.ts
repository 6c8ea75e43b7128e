import { counted } from '../counted.ts';
import type { ConfigCounts, LanguageWords } from '../language-words.ts';

/** English. What is said in it is said already where it is found. */
export const english: LanguageWords = {
  lang: 'en',
  sentences: {},
  severity: { error: 'error: ', warning: 'warning: ' },
  counted: (errors, warnings) => {
    const parts = [];
    if (errors > 0) parts.push(counted(errors, 'error'));
    if (warnings > 0) parts.push(counted(warnings, 'warning'));
    return parts.join(', ');
  },
  valid: (file, counts) => `${file}: valid, ${held(counts)}.`,
  validOnline: (file, counts, live) =>
    `${file}: valid, ${held(counts)}; WeChat lists ${counted(live, 'account')}.`,
};

function held({ accounts, templates }: ConfigCounts): string {
  const both = templates === 0 ? '' : `, ${counted(templates, 'template')}`;
  return `${counted(accounts, 'account')}${both}`;
}
