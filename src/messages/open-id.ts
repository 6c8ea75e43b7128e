import { Failure } from '../model/failure.ts';

/** WeChat's have 28 characters; nothing says that they must. */
export function isOpenId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** Throws a `Failure` (`openid`) for what can't be one. What was given is not repeated: it may name a person. */
export function requireOpenId(text: string): void {
  if (typeof text === 'string' && isOpenId(text)) return;
  throw new Failure('config', 'openid', 'What was given as the customer to write to is not an OpenID.', {
    hint: "Give the customer's OpenID alone: 1 to 64 letters, digits, - and _.",
  });
}

/** An OpenID as it may stand in a log: enough to recognise it, too little to write to it. */
export function shortOpenId(openid: string): string {
  return openid.length < 12 ? `${openid.slice(0, 2)}…` : `${openid.slice(0, 4)}…${openid.slice(-4)}`;
}
