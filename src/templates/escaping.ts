import type { MessageType } from '../model/message.ts';
import type { Escaping } from './engine.ts';

/** The fields in which WeChat reads `<a>` as a link (documented for text; modelled for the texts around a menu). */
const markupFields = new Set(['text.content', 'msgmenu.head_content', 'msgmenu.tail_content']);

/** How values are put into the text of a field. */
export function escapingOf(msgtype: MessageType, key: string, text: string): Escaping {
  if (msgtype === 'wxcard' && key === 'card_ext') return 'json';
  if (!hasMarkup(msgtype, key)) return 'none';
  return /<[a-z/]/i.test(text) ? 'attributes' : 'markup';
}

export function hasMarkup(msgtype: MessageType, key: string): boolean {
  return markupFields.has(`${msgtype}.${key}`);
}

/** The fields that hold an address of the web. */
const addressFields = new Set(['url', 'picurl', 'musicurl', 'hqmusicurl', 'thumb_url']);

export function isAddress(key: string): boolean {
  return addressFields.has(key);
}

/** Whether this is an absolute http or https address, written out. */
export function isAbsoluteUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s/]/i.test(text) || /\s/.test(text)) return false;
  return URL.canParse(text);
}
