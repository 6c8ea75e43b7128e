import type { placeSentences as english } from '../en/places.ts';

/** Where something else stands, in Chinese: parts that other sentences take. */
export const placeSentences = {
  line: ({ line }) => `第 ${line} 行`,
  'line-of-file': ({ line, file }) => `${file} 第 ${line} 行`,
  'did-you-mean': ({ meant }) => `是否想写 \`${meant}\`？`,
  'shorten-it': () => '请缩短。',
  'remove-it': () => '请删去。',
  'no-value': ({ key, value }) => `\`${key}\` 的值是 \`${value}\`，在 YAML 中表示没有值。`,
  'run-again': () => '请重新运行 kefu。',
  'more-faults': ({ count }) => `本文件中还有 ${count} 个错误。`,
  'mend-those-first': () => '请先改正以上各项。',
  'in-both': ({ text }) => text,
} satisfies typeof english;
