import type { savedPlanSentences as english } from '../en/saved-plans.ts';

/** What is said of plans that are saved, shown and taken as they are, in Chinese. */
export const savedPlanSentences = {
  'plan-saved': ({ out, digest, next }) => `计划已保存到 ${out}（${digest}）。${next}`,
  'apply-with': ({ command }) => `执行命令：${command}`,
  'saved-but-held': () => '它被保护规则拦下。',
  'plan-made': ({ created, expires, digest }) => `生成于 ${created}，须在 ${expires} 之前执行，${digest}`,
  'plan-is-a-config': ({ file }) => `${file} 是配置文件；\`kefu apply\` 的参数是保存的计划。`,
  'to-apply-config': ({ command }) => `要执行配置文件：${command}`,
  'allow-with-saved-plan': () => '`--allow` 不能与保存的计划一起使用。',
  'allow-when-planning': ({ command }) => `哪些可以放行，在生成计划时就已决定：${command}`,
} satisfies typeof english;
