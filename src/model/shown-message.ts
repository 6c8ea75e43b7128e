import type { MessageBody, MessageType } from './message.ts';
import type { ShownPicture } from './shown-picture.ts';

/** A message as a preview shows it: its texts filled in, its media by what is known of them. */
export interface ShownMessage {
  /** The template's name. */
  readonly name: string;
  /** The face a customer sees. */
  readonly speaker: ShownSpeaker;
  readonly body: MessageBody;
  /** WeChat adds a grey line that an AI made the content. */
  readonly isAi: boolean;
  readonly media?: ShownMedia;
  readonly cover?: ShownMedia;
}

export interface ShownSpeaker {
  readonly nickname: string;
  readonly account?: string;
  readonly picture?: ShownPicture;
  /** Under which keys the page's pictures may have it, best first, when it is not here. */
  readonly pictureKeys?: readonly string[];
}

export interface ShownMedia {
  /** A path or an id. */
  readonly name: string;
  readonly picture?: ShownPicture;
  /** Under which key the page's pictures may have it, when it is not here. */
  readonly pictureKey?: string;
  readonly seconds?: number;
}

/** How WeChat's own list of chats names what is not a text; ours for the rest. */
export const typeLabels: Readonly<Record<MessageType, string>> = {
  text: '文本',
  image: '图片',
  voice: '语音',
  video: '视频',
  music: '音乐',
  news: '图文',
  mpnews: '图文',
  mpnewsarticle: '图文',
  msgmenu: '菜单',
  wxcard: '卡券',
  miniprogrampage: '小程序',
  link: '链接',
};

/** What customers see below a message with `is_ai_msg` (WeChat docs, sendCustomMessage, in other words). */
export const aiNote = '内容由第三方AI生成';
