/** What each msgtype must carry (WeChat docs, sendCustomMessage), one rule for each. */

import { type ErrorCode, Refusal } from '../errors.ts';
import { type MediaKind, requireMedia } from '../world/media.ts';
import type { Call, JsonObject } from './call.ts';
import { checkText } from './text-rules.ts';

type Rule = (content: JsonObject, call: Call) => void;

const rules: Record<string, Rule> = {
  text: (content, call) => checkText(content.content, call),
  image: (content, call) => checkMedia(content.media_id, ['image'], call),
  voice: (content, call) => checkMedia(content.media_id, ['voice'], call),
  video: checkVideo,
  music: checkMusic,
  news: checkNews,
  mpnews: (content, call) => checkMedia(content.media_id, ['news'], call),
  mpnewsarticle: (content) => require(content.article_id, 40035),
  msgmenu: checkMenu,
  wxcard: (content) => require(content.card_id, 40035),
  miniprogrampage: checkMiniProgramPage,
  link: checkLink,
};

/** The checked content of a message, or the refusal of its first fault. Keys that nobody knows are ignored. */
export function readContent(body: JsonObject, call: Call): { msgtype: string; content: JsonObject } {
  const { msgtype } = body;
  if (typeof msgtype !== 'string' || !Object.hasOwn(rules, msgtype)) throw new Refusal(40008);
  const content = body[msgtype];
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Refusal(msgtype === 'text' ? 44004 : 40035);
  }
  rules[msgtype]?.(content as JsonObject, call);
  return { msgtype, content: content as JsonObject };
}

/** Sizes that 45003 to 45006 and 45098, 45099 speak of: modelled, the pages give none. */
const longest = { title: 64, description: 120, urlBytes: 1024, menuEntries: 50, menuText: 256 };

function checkVideo(content: JsonObject, call: Call): void {
  checkMedia(content.media_id, ['video'], call);
  if (content.thumb_media_id !== undefined || call.world.settings.videoThumb === 'required') {
    checkMedia(content.thumb_media_id, ['thumb', 'image'], call);
  }
  checkTitles(content);
}

function checkMusic(content: JsonObject, call: Call): void {
  require(content.musicurl ?? content.hqmusicurl, 40035);
  checkTitles(content);
  checkUrl(content.musicurl, 45005);
  checkMedia(content.thumb_media_id, ['thumb', 'image'], call);
}

function checkNews(content: JsonObject, call: Call): void {
  const { articles } = content;
  if (!Array.isArray(articles) || articles.length === 0) throw new Refusal(44003);
  if (articles.length > (call.world.settings.limits === 'old' ? 8 : 1)) throw new Refusal(45008);
  for (const article of articles as JsonObject[]) {
    for (const field of [article?.title, article?.description, article?.url, article?.picurl]) {
      require(field, 44003);
    }
    checkTitles(article);
    checkUrl(article.url, 45005);
    checkUrl(article.picurl, 45006);
  }
}

function checkMenu(content: JsonObject, call: Call): void {
  const { kind } = call.world.officialAccount;
  if (kind === 'test' || kind === 'subscription') throw new Refusal(40200);
  const { list } = content;
  if (!Array.isArray(list) || list.length === 0) throw new Refusal(40035);
  if (list.length > longest.menuEntries) throw new Refusal(45098);
  for (const entry of list as JsonObject[]) {
    if (typeof entry?.id !== 'string' && typeof entry?.id !== 'number') throw new Refusal(40035);
    require(entry.content, 40035);
    if (String(entry.content).length > longest.menuText) throw new Refusal(45099);
  }
}

function checkMiniProgramPage(content: JsonObject, call: Call): void {
  const { miniPrograms, troubles } = call.world.officialAccount;
  for (const field of [content.title, content.pagepath]) require(field, 40035);
  require(content.appid, 40013);
  if (troubles.includes('no-mini-program-links')) throw new Refusal(45064);
  if (miniPrograms !== null && !miniPrograms.includes(String(content.appid))) throw new Refusal(40013);
  checkTitles(content);
  checkMedia(content.thumb_media_id, ['thumb', 'image'], call);
}

function checkLink(content: JsonObject, call: Call): void {
  if (call.world.settings.linkMessages === 'refuse') throw new Refusal(45050);
  for (const field of [content.title, content.url]) require(field, 40035);
  checkTitles(content);
  checkUrl(content.url, 45005);
}

function checkMedia(id: unknown, kinds: readonly MediaKind[], call: Call): void {
  const media = requireMedia(call.world.media, id, call.now);
  if (call.world.settings.mediaKinds === 'checked' && !kinds.includes(media.kind)) throw new Refusal(40007);
}

function checkTitles(content: JsonObject): void {
  if (String(content.title ?? '').length > longest.title) throw new Refusal(45003);
  if (String(content.description ?? '').length > longest.description) throw new Refusal(45004);
}

function checkUrl(url: unknown, tooLong: ErrorCode): void {
  if (Buffer.byteLength(String(url ?? '')) > longest.urlBytes) throw new Refusal(tooLong);
}

function require(field: unknown, missing: ErrorCode): asserts field is string {
  if (typeof field !== 'string' || field === '') throw new Refusal(missing);
}
