// An AppSecret is 32 hexadecimal characters as WeChat's console shows it; file names that are hashes are left alone. In a text
// whose escapes nobody resolved, `\n` or `%3D` before it and `\n` behind it are no part of a name.
const escapeBefore = String.raw`(?<=\\[nrt]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|%[0-9a-f]{2})`;
const appSecret = String.raw`(?:(?<![\w/\\.-])|${escapeBefore})[0-9a-f]{32}(?![\w-]|\.\w|/|\\(?![nrtxu])[^\s"'\\])`;
// An access token as cgi-bin/stable_token gives it: a number, an underscore and a long text.
const accessToken = String.raw`(?:(?<!\w)|${escapeBefore})\d{1,3}_[\w-]{80,}`;
const lookalike = new RegExp(`${appSecret}|${accessToken}`, 'gi');

/** Where a text has something that looks like an AppSecret or an access token, by offsets in UTF-16 units. */
export function secretLookalikes(text: string): { readonly start: number; readonly end: number }[] {
  return [...inHalfWidth(text).matchAll(lookalike)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** The text with as many asterisks in the place of what looks like a secret. */
export function withoutSecrets(text: string): string {
  const parts: string[] = [];
  let told = 0;
  for (const { start, end } of secretLookalikes(text)) {
    parts.push(text.slice(told, start), '*'.repeat(end - start));
    told = end;
  }
  return told === 0 ? text : parts.join('') + text.slice(told);
}

/** Chinese input methods write letters and digits in full width; hints write them in half again. As long as the text. */
function inHalfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＿]+/g, (found) => found.normalize('NFKC'));
}
