import type { Language } from '../../model/language.ts';
import type { MessageBody, MessageType } from '../../model/message.ts';
import { typeLabels } from '../../model/shown-message.ts';

/** What people call a value of a template whose path is the API's: `msgmenu.head_content` is the opening line. */
export function titleOf(path: string, lang: Language): string {
  const own = titles[lang];
  const [, place, index] = /^(msgmenu\.list|news\.articles)\[(\d+)\]\./.exec(path) ?? [];
  if (place !== undefined) {
    const part = titleOf(`msgtype.${path.slice(path.lastIndexOf('.') + 1)}`, lang);
    return own.item(Number(index) + 1, part);
  }
  const [, variable] = /^variables\.(.+)$/.exec(path) ?? [];
  if (variable !== undefined) return own.variable(variable);
  const last = path.slice(path.lastIndexOf('.') + 1);
  return Object.hasOwn(own.parts, last) ? own.parts[last as Part] : path;
}

/** What people call a msgtype. */
export function typeTitle(msgtype: string, lang: Language): string {
  const own = typesIn[lang];
  return Object.hasOwn(own, msgtype) ? own[msgtype as MessageType] : msgtype;
}

const typesIn: Readonly<Record<Language, Readonly<Record<MessageType, string>>>> = {
  en: {
    text: 'text',
    image: 'picture',
    voice: 'recording',
    video: 'video',
    music: 'music',
    news: 'article',
    mpnews: 'article (mpnews)',
    mpnewsarticle: 'published article',
    msgmenu: 'menu',
    wxcard: 'card',
    miniprogrampage: 'mini program',
    link: 'link',
  },
  'zh-CN': typeLabels,
};

/** Keys of the values in the content of a message, whatever its type. */
type KeysIn<Value> = Value extends readonly (infer Item)[]
  ? KeysIn<Item>
  : Value extends object
    ? { [Key in keyof Value & string]-?: Leaf<Key, Exclude<Value[Key], undefined>> }[keyof Value & string]
    : never;
type Leaf<Key, Value> = Value extends object ? KeysIn<Value> : Key;

type Part = KeysIn<MessageBody['content']> | 'as' | 'is_ai_msg' | 'msgtype' | 'kf_account';

interface Titles {
  readonly parts: Readonly<Record<Part, string>>;
  item(number: number, part: string): string;
  variable(name: string): string;
}

const titles: Readonly<Record<Language, Titles>> = {
  en: {
    parts: {
      as: 'speaks as',
      msgtype: 'type',
      is_ai_msg: 'AI label',
      content: 'text',
      head_content: 'opening line',
      tail_content: 'closing line',
      id: 'id',
      title: 'title',
      description: 'description',
      url: 'link',
      picurl: 'picture link',
      musicurl: 'music link',
      hqmusicurl: 'high-quality music link',
      media_id: 'file',
      thumb_media_id: 'cover',
      thumb_url: 'cover link',
      appid: 'mini program',
      pagepath: 'page',
      card_id: 'card',
      card_ext: 'card details',
      article_id: 'article',
      kf_account: 'account',
    },
    item: (number, part) => `item ${number}: ${part}`,
    variable: (name) => `variable ${name}`,
  },
  'zh-CN': {
    parts: {
      as: '发言账号',
      msgtype: '类型',
      is_ai_msg: 'AI 标识',
      content: '文本',
      head_content: '开头语',
      tail_content: '结束语',
      id: '编号',
      title: '标题',
      description: '描述',
      url: '链接',
      picurl: '图片链接',
      musicurl: '音乐链接',
      hqmusicurl: '高品质音乐链接',
      media_id: '文件',
      thumb_media_id: '封面',
      thumb_url: '封面图链接',
      appid: '小程序',
      pagepath: '页面',
      card_id: '卡券',
      card_ext: '卡券扩展参数',
      article_id: '文章',
      kf_account: '客服账号',
    },
    item: (number, part) => `第 ${number} 项：${part}`,
    variable: (name) => `变量 ${name}`,
  },
};
