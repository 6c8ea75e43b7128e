import { sayer } from '../say.ts';

/** What the GitHub action says of its own, in English. */
export const actionSentences = {
  'action-command': ({
    input,
    found,
    options,
  }: {
    input: string;
    found: string;
    options: readonly string[];
  }) => `The input ${input} is "${found}"; it takes ${options.join(', ')}.`,
  'action-one-line': ({ input }: { input: string }) => `The input ${input} takes one line.`,
  'action-true-or-false': ({ input }: { input: string }) => `The input ${input} takes true or false.`,
  'action-failed': ({ why }: { why: string }) => `kefu could not be run: ${why}`,
};

export const say = sayer(actionSentences);
