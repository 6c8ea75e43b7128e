import type { actionSentences as english } from '../en/action.ts';

/** What the GitHub action says of its own, in Chinese. */
export const actionSentences = {
  'action-command': ({ input, found, options }) =>
    `输入项 \`${input}\` 的值不能是“${found}”，只能是 ${options.map((option) => `\`${option}\``).join('、')}。`,
  'action-one-line': ({ input }) => `输入项 \`${input}\` 的值只能有一行。`,
  'action-true-or-false': ({ input }) => `输入项 \`${input}\` 的值只能是 \`true\` 或 \`false\`。`,
  'action-failed': ({ why }) => `无法运行 kefu：“${why}”。`,
} satisfies typeof english;
