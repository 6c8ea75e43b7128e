import type { KindWords } from '../../model/described.ts';
import type { Language } from '../../model/language.ts';
import type { MediaKind, MediaLifetime } from '../../model/message.ts';
import type { Action, ActionReason } from '../../model/plan.ts';
import type { MediaStep } from './states.ts';

type Words = KindWords & { readonly steps: Record<MediaStep['kind'], string> };

export const mediaWords: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Media',
    noun: ['media file', 'media files'],
    steps: { 'upload-media': 'upload', 'refresh-media': 'upload again', 'delete-media': 'delete media' },
    fields: { media_id: 'media' },
    counts: {
      create: { planned: 'to upload', done: 'uploaded' },
      update: { planned: 'to upload again', done: 'uploaded again' },
      delete: { planned: 'to delete', done: 'deleted' },
    },
    guards: {},
  },
  'zh-CN': {
    title: '素材',
    noun: ['素材', '素材'],
    steps: { 'upload-media': '上传素材', 'refresh-media': '重新上传素材', 'delete-media': '删除素材' },
    fields: { media_id: '素材' },
    counts: {
      create: { planned: '上传', done: '已上传' },
      update: { planned: '重新上传', done: '已重新上传' },
      delete: { planned: '删除', done: '已删除' },
    },
    guards: {},
  },
};

/** What descriptions of media say beside their values. */
export interface MediaPhrases {
  readonly verbs: Readonly<Record<Action, string>>;
  readonly reasons: Readonly<Partial<Record<ActionReason, string>>>;
  /** All of it beside others: "image, permanent, sha256:…; used by welcome". */
  readonly file: (
    type: MediaKind,
    lifetime: MediaLifetime,
    hash: string,
    usedBy: string | undefined,
  ) => string;
  readonly usedBy: (templates: readonly string[]) => string;
  readonly types: Readonly<Record<MediaKind, string>>;
  readonly lifetimes: Readonly<Record<MediaLifetime, string>>;
  /** All of it on a page: "picture, permanent; used by welcome". */
  readonly listed: (what: readonly string[], usedBy: string | undefined) => string;
}

const types = { image: '图片', voice: '语音', video: '视频', thumb: '封面' } as const;
const lifetimes = { permanent: '永久', temporary: '临时' } as const;

export const mediaPhrases: Readonly<Record<Language, MediaPhrases>> = {
  en: {
    verbs: {
      create: 'will be uploaded',
      update: 'will be uploaded again',
      delete: 'will be deleted',
    },
    reasons: {
      not_recorded: 'never uploaded',
      gone: 'WeChat no longer has it',
      expires: 'temporary, its three days end soon',
      unused: 'no template uses it, policy.media: delete',
    },
    usedBy: (templates) => `used by ${templates.join(', ')}`,
    file: (type, lifetime, hash, usedBy) =>
      [`${type}, ${lifetime}, sha256:${hash}`, usedBy ?? []].flat().join('; '),
    types: { image: 'picture', voice: 'recording', video: 'video', thumb: 'cover' },
    lifetimes: { permanent: 'permanent', temporary: 'temporary' },
    listed: (what, usedBy) => [what.join(', '), usedBy ?? []].flat().join('; '),
  },
  'zh-CN': {
    verbs: { create: '将上传', update: '将重新上传', delete: '将被删除' },
    reasons: {
      not_recorded: '从未上传',
      gone: '微信端已不存在',
      expires: '临时素材，三天有效期将满',
      unused: '没有预设消息使用，policy.media: delete',
    },
    usedBy: (templates) => `用于 ${templates.join('、')}`,
    file: (type, lifetime, hash, usedBy) =>
      [`${types[type]}，${lifetimes[lifetime]}，sha256:${hash}`, usedBy ?? []].flat().join('；'),
    types,
    lifetimes,
    listed: (what, usedBy) => [what.join('，'), usedBy ?? []].flat().join('；'),
  },
};
