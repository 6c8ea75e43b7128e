import type { Language } from '../model/language.ts';
import type { MessageType } from '../model/message.ts';
import { typeLabels } from '../model/shown-message.ts';
import type { TextPiece } from './message-links.ts';

/** What kefu itself says of a message beside what WeChat shows of it, which is Chinese in every language. */
export interface MessageWords {
  readonly type: (msgtype: MessageType) => string;
  /** What a tap on an answer of a menu sends. */
  readonly answer: (id: string) => string;
  /** Where a link to a mini program leads, and the page for clients without mini programs. */
  readonly miniProgram: (to: NonNullable<TextPiece['miniProgram']>, href: string | undefined) => string;
}

export const messageWords: Readonly<Record<Language, MessageWords>> = {
  en: {
    type: (msgtype) => msgtype,
    answer: (id) => `id ${id}`,
    miniProgram: ({ appId, path }, href) =>
      [`mini program ${appId} ${path}`, ...(href === undefined ? [] : [href])].join(', '),
  },
  'zh-CN': {
    type: (msgtype) => typeLabels[msgtype],
    answer: (id) => `编号 ${id}`,
    miniProgram: ({ appId, path }, href) =>
      [`小程序 ${appId} ${path}`, ...(href === undefined ? [] : [href])].join('，'),
  },
};
