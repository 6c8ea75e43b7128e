/** What a text message may say: length, links, and links to mini programs. */

import { Refusal } from '../errors.ts';
import type { Call } from './call.ts';

/** By users' reports; the current page gives no limit. */
const longestTextBytes = 2048;

/** Refuses an empty text (44004), a long one (45002), and links that WeChat could not show. */
export function checkText(text: unknown, call: Call): void {
  if (typeof text !== 'string' || text === '') throw new Refusal(44004);
  if (Buffer.byteLength(text) > longestTextBytes) throw new Refusal(45002);
  for (const [tag] of text.matchAll(/<a\s[^>]*>?/gi)) checkTag(tag);
  // A bare `<a>` was seen to pass, so only tags with attributes are looked at.
  if (/<a\s[^>]*>\s*<\/a>/i.test(text)) throw new Refusal(40214);
  for (const [, appId] of text.matchAll(/data-miniprogram-appid="([^"]*)"/gi)) checkMiniProgram(appId, call);
}

function checkTag(tag: string): void {
  const isClosed = tag.endsWith('>');
  const quotes = tag.match(/"/g)?.length ?? 0;
  if (!isClosed || quotes % 2 === 1) throw new Refusal(40213);
}

function checkMiniProgram(appId: string | undefined, call: Call): void {
  const { miniPrograms, troubles } = call.world.officialAccount;
  if (troubles.includes('no-mini-program-links')) throw new Refusal(45064);
  if (!appId || (miniPrograms !== null && !miniPrograms.includes(appId))) throw new Refusal(45086);
}
