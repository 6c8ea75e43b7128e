import type { Verdict } from '../../wechat/classify.ts';
import type { CatalogueEntry, ErrorClass } from '../../wechat/error-entry.ts';

export type ExplainLanguage = 'en' | 'zh';

interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export const classWords: Record<ErrorClass, Bilingual> = {
  success: { en: 'it is done', zh: '成功' },
  fatal: { en: 'nothing else works either until someone does this', zh: '在处理之前，其他调用也不会成功' },
  'retry-after-waiting': { en: 'a quota is used up; nothing was changed', zh: '额度用尽，未产生任何改动' },
  'refresh-token': {
    en: 'the access token is no longer good; nothing was changed',
    zh: 'access token 已失效，未产生任何改动',
  },
  'outcome-unknown': { en: 'it may or may not have been done', zh: '无法确定：可能已生效，也可能没有' },
  'done-already': { en: 'what was asked for may be there already', zh: '要做的事可能已经生效' },
  'config-fault': { en: 'a value of the YAML is not accepted', zh: 'YAML 中的某个值不被接受' },
  refused: { en: 'this one call was not accepted', zh: '仅此次调用被拒绝' },
};

/** How a config sets the level of a rule, behind what to do about it. */
export const levelWords = {
  en: (lint: string) => ` Its level can be set in the file: ${lint}.`,
  zh: (lint: string) => `它的级别可以在文件中设置：${lint}。`,
} as const;

/** Where in the YAML a code's field stands. */
export const yamlPaths: Record<NonNullable<CatalogueEntry['field']>, string> = {
  account: 'accounts.<name>',
  nickname: 'accounts.<name>.nickname',
  avatar: 'accounts.<name>.avatar',
  worker: 'accounts.<name>.worker',
  password: 'accounts.<name>.password',
  appId: 'officialAccount.appId',
  credentials: 'officialAccount.credentials',
  wechatId: 'officialAccount.wechatId',
  message: 'templates.<name>',
};

/** The same for a message or a typing state, where it differs: nothing is sent to a customer a second time. */
export const messageWords: Partial<Record<Verdict['rule'], Bilingual>> = {
  wait: { en: 'reports it as not sent and stops', zh: '报告为未发送并停止' },
  fail: { en: 'reports it as not sent', zh: '报告为未发送' },
};

/** What kefu does when a call is answered so. */
export const ruleWords: Record<Verdict['rule'], Bilingual> = {
  success: { en: 'goes on', zh: '继续' },
  'renew-token': { en: 'gets the token anew and sends once more', zh: '重新获取 access token 后再发送一次' },
  'other-verb': { en: 'sends once more by the other HTTP method', zh: '换用另一种 HTTP 方法再发送一次' },
  wait: { en: 'waits and sends again', zh: '等待后重新发送' },
  'ask-again': { en: 'asks again, up to three times', zh: '重新查询，最多三次' },
  'read-back': { en: 'reads back to see what happened', zh: '回读以确认实际结果' },
  'leave-unknown': {
    en: 'reports it as unknown and never sends it again',
    zh: '报告为无法确定，绝不重发',
  },
  fail: { en: 'reports this change as failed and goes on', zh: '将此变更记为失败，继续其他变更' },
  stop: { en: 'stops before the next call', zh: '停止，不再发送后续调用' },
};
