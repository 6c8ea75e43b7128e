import type { KindWords } from '../../model/described.ts';
import type { Language } from '../../model/language.ts';
import type { Action } from '../../model/plan.ts';
import type { TemplateStep } from './states.ts';

type Words = KindWords & { readonly steps: Record<TemplateStep['kind'], string> };

export const templateWords: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Templates',
    noun: ['template', 'templates'],
    note: 'WeChat keeps no templates: nothing is sent for them, apply records them.',
    steps: { 'record-template': 'record template', 'forget-template': 'forget template' },
    fields: {},
    counts: {
      create: { planned: 'new', done: 'added' },
      update: { planned: 'changed', done: 'changed' },
      delete: { planned: 'removed', done: 'removed' },
    },
    guards: {},
  },
  'zh-CN': {
    title: '预设消息',
    noun: ['预设消息', '预设消息'],
    note: '微信不保存预设消息：不会发送任何内容，执行时只做记录。',
    steps: { 'record-template': '记录预设消息', 'forget-template': '移除预设消息' },
    fields: {},
    counts: {
      create: { planned: '新增', done: '已新增' },
      update: { planned: '修改', done: '已修改' },
      delete: { planned: '移除', done: '已移除' },
    },
    guards: {},
  },
};

export const templateVerbs: Readonly<Record<Language, Readonly<Record<Action, string>>>> = {
  en: { create: 'is new', update: 'changed since the last apply', delete: 'is no longer in the config' },
  'zh-CN': { create: '尚未记录', update: '上次执行之后有改动', delete: '已不在配置中' },
};
