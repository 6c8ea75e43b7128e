import type { LanguageWords } from '../language-words.ts';

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
  valid: (file, accounts) => `${file}: valid, ${counted(accounts, 'account')}.`,
  validOnline: (file, accounts, live) =>
    `${file}: valid, ${counted(accounts, 'account')}; WeChat lists ${live}.`,
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
