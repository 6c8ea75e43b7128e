import type { appSecretSentences as english } from '../en/app-secrets.ts';

/** What a text looks like that should be an AppSecret, in Chinese: the ends of a sentence. */
export const appSecretSentences = {
  'look-quotes': () => '它带有引号，而引号属于 shell 或文件，不属于密钥',
  'look-quote-at-end': () => '它的一端有引号',
  'look-masked': () => '它是后台或日志中被遮盖的样子，而不是密钥本身',
  'look-app-id': () => '它看起来是 AppID',
  'look-original-id': () => '它看起来是公众号的原始 ID',
  'look-access-token': () => '它看起来是 access token',
  'look-variable': () => '它前面写了变量名',
  'look-address': () => '它看起来是地址或路径',
  'look-full-width': () => '它含有全角字符',
  'look-placeholder': ({ what }) => `它是${what}`,
  'look-digits': ({ count }) => `它有 ${count} 位`,
  'look-characters': () => '它含有 0-9 和 a-f 以外的字符',
  'look-characters-counted': ({ count }) => `它含有 0-9 和 a-f 以外的字符，共 ${count} 个字符`,
} satisfies typeof english;
