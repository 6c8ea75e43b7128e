/** Writes a JSON answer the way the settings say WeChat writes it. */

import { randomBytes } from 'node:crypto';
import type { Settings } from '../world/settings.ts';
import type { Answer } from './answer.ts';

export function jsonAnswer(value: object, settings: Settings): Answer {
  const errcode = 'errcode' in value && typeof value.errcode === 'number' ? value.errcode : 0;
  const body = Buffer.from(writeJson(value, settings));
  return { status: 200, headers: { 'content-type': settings.contentType }, body, errcode };
}

function writeJson(value: object, settings: Settings): string {
  const compact = JSON.stringify(value);
  if (settings.jsonStyle === 'pretty') return JSON.stringify(value, null, 4);
  if (settings.jsonStyle === 'escaped-slashes') return compact.replaceAll('/', '\\/');
  if (settings.jsonStyle === 'raw-controls') return compact.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  return compact;
}

/** A trace id as newer answers carry it: three times eight hex digits, the first being the time in seconds. */
export function newRid(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `${seconds}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`;
}

/** The text as it was in the time of hints: 40001 did not recommend stable_token yet, 40164 named no IPv6. */
export function datedText(text: string, settings: Settings): string {
  if (settings.errmsgTail !== 'hint') return text;
  return text.replace(/, could get access_token by getStableAccessToken.*/, '').replace(/ ipv6 \S+(?=,)/, '');
}

/** The tail of an errmsg: ` hint: […]` (2014–2020 style), ` rid: …` (2020+), both or none. */
export function errmsgTail(settings: Settings, rid: string): string {
  const hint = ` hint: [${randomBytes(9).toString('base64url')}]`;
  const tails = { none: '', hint, rid: ` rid: ${rid}`, 'hint+rid': `${hint} rid: ${rid}` };
  return tails[settings.errmsgTail];
}
