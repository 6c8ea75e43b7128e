import type { failureSentences as english } from '../en/failures.ts';

/** What is said of failures that every room may have, in Chinese. */
export const failureSentences = {
  'config-has-faults': () => '配置文件有错误。',
  'kefu-failed': ({ what }) => `kefu 自身出错：${what}`,
  'report-this-bug': () => '这是 kefu 的缺陷：请连同所运行的命令一起报告。',
} satisfies typeof english;
