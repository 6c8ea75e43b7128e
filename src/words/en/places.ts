import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** Where something else stands, and how large something is, in English: parts that other sentences take. */
export const placeSentences = {
  line: ({ line }: { line: number }) => `line ${line}`,
  'line-of-file': ({ line, file }: { line: number; file: string }) => `line ${line} of ${file}`,
  'did-you-mean': ({ meant }: { meant: string }) => `Did you mean \`${meant}\`?`,
  'shorten-it': () => 'Shorten it.',
  'remove-it': () => 'Remove it.',
  'no-value': ({ key, value }: { key: string; value: string }) =>
    `\`${key}\` is \`${value}\`, YAML's word for no value.`,
  'run-again': () => 'Run kefu again.',
  'more-faults': ({ count }: { count: number }) =>
    `There ${count === 1 ? 'is' : 'are'} ${counted(count, 'more fault')} in this file.`,
  'mend-those-first': () => 'Mend the ones above first.',
  /** A whole text that is written in both languages where it is found. */
  'in-both': ({ text }: { text: string }) => text,
};

export const say = sayer(placeSentences);
