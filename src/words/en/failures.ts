import { sayer } from '../say.ts';

/** What is said of failures that every room may have, in English. */
export const failureSentences = {
  'config-has-faults': () => 'The config has faults.',
  'kefu-failed': ({ what }: { what: string }) => `kefu itself failed. ${what}`,
  'report-this-bug': () => 'This is a bug: please report it with the command you ran.',
};

export const say = sayer(failureSentences);
