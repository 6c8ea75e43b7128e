import { onOneLine } from './escape-markdown.ts';

/*
 * Group chats read Markdown dialects that nobody specifies, link what looks like an address, and mention whom they find
 * behind an "@". Escapes work in one client and show in the next, so what could be read as markup is written with its
 * full-width twin: people read the same text, and no dialect reads a mention, a link, a picture, HTML or emphasis.
 */

const twins: Readonly<Record<string, string>> = {
  '@': '＠',
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '`': '｀',
  '*': '＊',
  '~': '～',
  '#': '＃',
  '|': '｜',
  '&': '＆',
  '\\': '＼',
};

/**
 * Untrusted text for the message of a group robot, on one line, cut after `limit` characters. The accounts of the official
 * account with this WeChat ID keep their "@", so that they are found by searching.
 */
export function inChat(text: string, limit?: number, wechatId?: string): string {
  return onOneLine(text, limit)
    .replaceAll(/[@<>[\]`*~#|&\\]/g, (sign, offset, whole) =>
      sign === '@' && isOwnAccount(whole, offset, wechatId) ? sign : (twins[sign] ?? sign),
    )
    .replaceAll(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '＿')
    .replaceAll('://', ':／／')
    .replaceAll(hostDot, '．');
}

/** A dot behind which a host's name could go on; the names of files that kefu reads are left as they are. */
const hostDot =
  /(?<=[\p{L}\p{N}-])\.(?=[\p{L}\p{N}])(?!(?:ya?ml|json|png|jpe?g|webp|gif|amr|mp3|mp4)(?![\p{L}\p{N}./?#-])|\d+(?![\p{L}\p{N}.-]))/gu;

function isOwnAccount(text: string, offset: number, wechatId = ''): boolean {
  // A short id could be what a robot calls everybody.
  if (wechatId.length < 5 || /^everyone$/i.test(wechatId)) return false;
  const before = text.slice(0, offset);
  const after = text.slice(offset + 1);
  return (
    /(?:^|[^A-Za-z0-9_@.])[A-Za-z0-9_]{1,10}$/.test(before) &&
    after.startsWith(wechatId) &&
    !/^[A-Za-z0-9_.-]/.test(after.slice(wechatId.length))
  );
}
