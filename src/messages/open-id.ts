import { Failure } from '../model/failure.ts';
import { say } from '../words/en/messages.ts';
import { told } from '../words/say.ts';

/** WeChat's have 28 characters; nothing says that they must. */
export function isOpenId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** Throws a `Failure` (`openid`) for what can't be one. What was given is not repeated: it may name a person. */
export function requireOpenId(text: string): void {
  if (typeof text === 'string' && isOpenId(text)) return;
  throw new Failure('config', 'openid', told(say('no-openid'), say('give-openid')));
}

/** An OpenID as it may stand in a log: enough to recognise it, too little to write to it. */
export function shortOpenId(openid: string): string {
  return openid.length < 12 ? `${openid.slice(0, 2)}…` : `${openid.slice(0, 4)}…${openid.slice(-4)}`;
}
