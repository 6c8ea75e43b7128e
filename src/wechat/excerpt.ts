import type { Secret } from '../model/secret.ts';
import { visible } from '../model/visible.ts';

/** WeChat's docs show no errmsg longer than this; a longer one is somebody's page. */
const longestExcerpt = 200;
/** So much is looked at: characters that become escapes make a text longer, masks make it shorter. */
const longestLook = 10 * longestExcerpt;

/**
 * The beginning of what a server sent, safe to print on one line: at most 200 characters, without what looks like a token,
 * a secret or an OpenID, without `sent` (the token of the request, which an answer may repeat), control characters visible.
 */
export function excerpt(text: string, sent?: Secret): string {
  return shorten(visible(withoutSecrets(beginningOf(withoutToken(text, sent)).trim())));
}

function withoutToken(text: string, sent: Secret | undefined): string {
  const token = sent?.reveal();
  if (token === undefined || token === '') return text;
  return [token, encodeURIComponent(token)].reduce((rest, form) => rest.replaceAll(form, '[redacted]'), text);
}

/** Never ends within a word: half a token would not be known for one. */
function beginningOf(text: string): string {
  return text.length <= longestLook ? text : text.slice(0, longestLook).replace(/[A-Za-z0-9_+/=%-]*$/, '');
}

/** An answer may repeat what it was sent: whatever looks like a token, a secret or an OpenID is taken out. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/((?:access_token|secret|appsecret|password)["']?\s*[=:]\s*["']?)[^\s"'&,]+/gi, '$1[redacted]')
    .replace(/[A-Za-z0-9_+/=%-]{32,}/g, '[redacted]')
    .replace(/(?<![\w-])o[\w-]{27}(?![\w-])/g, '[redacted]');
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= longestExcerpt ? text : `${characters.slice(0, longestExcerpt).join('')}…`;
}
