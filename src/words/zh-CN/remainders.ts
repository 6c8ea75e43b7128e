import type { remainderSentences as english } from '../en/remainders.ts';

/** What is not as the config says, before or after an apply, in Chinese. */
export const remainderSentences = {
  'is-not-there': () => '不存在',
  'is-still-there': () => '仍然存在',
  'field-differs': ({ field }) => `${field}与配置不一致`,
  'field-stuck': ({ field, code }) => `${field}保持不变（${code}）`,
  'field-unverifiable': ({ field, value }) =>
    `无法确定${field}是否为${value.startsWith('（') ? '' : ' '}${value}`,
  'exists-already': () => '已经存在（65406）',
  'limit-met-here': ({ most }) => `到这一步将达到 ${most} 个账号的上限（65405）`,
  'bound-already': () => '已绑定人员（65412）',
  'invited-already': () => '已有一个等待接受的邀请（65411）',
  'not-there-then': () => '到这一步不存在（65401）',
} satisfies typeof english;
