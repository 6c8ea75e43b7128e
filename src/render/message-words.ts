import type { MediaReason } from '../model/media.ts';
import type { Action } from '../model/plan.ts';
import type { MessageChangeKind } from '../model/report.ts';
import type { Language } from './words.ts';

/** What pages for people say about media and templates, in one language. */
export interface MessageWords {
  readonly media: string;
  readonly templates: string;
  readonly mediaVerb: Record<Action, string>;
  readonly templateVerb: Record<Action, string>;
  readonly reason: Record<MediaReason, string>;
  readonly kind: Record<MessageChangeKind, string>;
  readonly usedBy: (templates: readonly string[]) => string;
  /** Below the heading of the templates. */
  readonly templatesNote: string;
  readonly mediaCounts: (create: number, update: number, remove: number) => string;
  readonly templateCounts: (create: number, update: number, remove: number) => string;
  readonly mediaDone: (create: number, update: number, remove: number) => string;
  readonly tiles: { readonly media: string; readonly templates: string };
}

const english: MessageWords = {
  media: 'Media',
  templates: 'Templates',
  mediaVerb: {
    create: 'will be uploaded',
    update: 'will be uploaded again',
    delete: 'will be deleted',
  },
  templateVerb: {
    create: 'is new',
    update: 'changed since the last apply',
    delete: 'is no longer in the config',
  },
  reason: {
    not_recorded: 'never uploaded',
    gone: 'WeChat no longer has it',
    expires: 'temporary, its three days end soon',
    unused: 'no template uses it, policy.media: delete',
  },
  kind: {
    'upload-media': 'upload',
    'refresh-media': 'upload again',
    'delete-media': 'delete media',
    'record-template': 'record template',
  },
  usedBy: (templates) => `used by ${templates.join(', ')}`,
  templatesNote: 'WeChat keeps no templates: nothing is sent for them, apply records them.',
  mediaCounts: (create, update, remove) =>
    `Media: ${create} to upload, ${update} to upload again, ${remove} to delete.`,
  templateCounts: (create, update, remove) =>
    `Templates: ${create} new, ${update} changed, ${remove} removed.`,
  mediaDone: (create, update, remove) =>
    `Media: ${create} uploaded, ${update} uploaded again, ${remove} deleted.`,
  tiles: { media: 'media', templates: 'templates' },
};

const chinese: MessageWords = {
  media: '素材',
  templates: '消息模板',
  mediaVerb: { create: '将上传', update: '将重新上传', delete: '将被删除' },
  templateVerb: { create: '新增', update: '上次应用之后有改动', delete: '已不在配置中' },
  reason: {
    not_recorded: '从未上传',
    gone: '微信那边已没有',
    expires: '临时素材，三天有效期将满',
    unused: '没有模板使用，policy.media: delete',
  },
  kind: {
    'upload-media': '上传素材',
    'refresh-media': '重新上传素材',
    'delete-media': '删除素材',
    'record-template': '记录模板',
  },
  usedBy: (templates) => `用于 ${templates.join('、')}`,
  templatesNote: '微信不保存模板：不会发送任何内容，应用时只做记录。',
  mediaCounts: (create, update, remove) => `素材：上传 ${create}，重新上传 ${update}，删除 ${remove}。`,
  templateCounts: (create, update, remove) => `模板：新增 ${create}，修改 ${update}，移除 ${remove}。`,
  mediaDone: (create, update, remove) => `素材：已上传 ${create}，已重新上传 ${update}，已删除 ${remove}。`,
  tiles: { media: '素材', templates: '模板' },
};

export const messageWordsIn = { en: english, 'zh-CN': chinese } as const satisfies Record<
  Language,
  MessageWords
>;
