/**
 * Names that are no English words to a reader of Chinese: of products, files, forms and signals, WeChat's own fields, and what
 * kefu is told by.
 */
const names = [
  ...['AppSecret', 'AppID', 'OpenID', 'access token', 'token', 'errcode', 'WeChat ID', 'gh_…', 'wx', 'wxemu'],
  ...['addkfaccount', 'sendCustomMessage', 'uploadkfheadimg', 'EncodingAESKey', 'AI'],
  ...['UTC', 'png', 'jpeg', 'webp', 'GBK', 'SDK', 'JSON Schema', 'Node.js'],
  ...['mp.weixin.qq.com'],
  ...['Ctrl-C', 'Excel', 'NTP'],
  ...['kefu', 'macOS', 'git', 'git-lfs', 'lfs', 'sharp', 'shell', 'PowerShell', 'Photoshop', 'Node', 'npm'],
  ...[
    'YAML',
    'JSON',
    'HTML',
    'XML',
    'SVG',
    'Markdown',
    'Unicode',
    'NFC',
    'NFD',
    'NUL',
    'UTF-8',
    'UTF-16',
    'ASCII',
  ],
  ...[
    'JPEG',
    'PNG',
    'WebP',
    'GIF',
    'BMP',
    'TIFF',
    'PDF',
    'ICO',
    'AVIF',
    'HEIC',
    'IHDR',
    'IDAT',
    'VP8',
    'VP8L',
    'VP8X',
  ],
  ...[
    'MB',
    'KB',
    'KiB',
    'MiB',
    'MD5',
    'CI',
    'CA',
    'ID',
    'IP',
    'URL',
    'HTTP',
    'HTTPS',
    'TLS',
    'DNS',
    'API',
    'Liquid',
  ],
  ...[
    'PostgreSQL',
    'Terraform',
    'GitLab',
    'GitHub',
    'origin',
    'Latin',
    'shop-cn',
    'alice',
    'present',
    'absent',
    'a-z',
    'id',
    'http',
    'https',
    'A-Z',
    'a-f',
  ],
];

const namePattern = new RegExp(`(?<![A-Za-z])(?:${names.map(escaped).join('|')})(?![A-Za-z])`, 'gu');

/** Commands of kefu as they are typed. */
const command =
  /\bkefu (?:init|validate|plan|apply|show|report|export|message|typing|doctor|explain|state|unlock|history|emulator|schema|completion)\b(?: (?:merge|list|render|preview|send|bundle|show|adopt|mv|rm)\b)?/gu;

/** What is no sentence: code, addresses, hosts, paths, files, flags, variables, codes in brackets, errors of the system, quoted input. */
const noSentence: readonly RegExp[] = [
  // WeChat's own words behind its code.
  /(?:-1|\b[1-9]\d{4})`? [\u0020-\u007e]+(?=[。；，）（])/gu,
  /（rid [^）]*）/gu,
  /`[^`]*`/gu,
  /“[^”\n]*”/gu,
  /\b(?:https?|postgres(?:ql)?):\/\/\S*/gu,
  /\[[\w./-]+\]/gu,
  command,
  /(?<![\w-])--?[a-z][\w-]*(?: <?[A-Z][\w=.|-]*>?)?/gu,
  /(?:\.{0,2}\/)?[\w@.*-]+(?:\/[\w@.*-]+)+\/?/gu,
  /[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json|jsonl|md|txt|png|jpe?g|webp|amr|mp[34]|token|lock|sqlite|html|sock)\b/giu,
  /(?<![\w.])(?:localhost|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|invalid))(?::\d+)?(?![\w])/gu,
  /[\w-]*@[\w*-]+/gu,
  /\b[a-z]+(?:_[a-z]+)+\b|\bget(?:online)?kflist\b/gu,
  /\b[A-Z]+(?:_[A-Z0-9]+)+\b/gu,
  /\bE[A-Z]{3,}\b/gu,
  // What a reader is to put in, in a line to type.
  /\b(?:FILE|FOLDER|NAME|CODE|GUARD|CONFIG|PLAN|PATH)\b/gu,
  /\b(?:SIG[A-Z]+|U\+[0-9A-F]+|\\u\{[0-9A-F]+\})/gu,
  /\{[^{}\n]*\}/gu,
  /\b[a-z]+(?:[A-Z][a-z]+)+\b/gu,
  // Keys of the config with what they stand in, and with their values.
  /\b[A-Za-z]+(?:\.[A-Za-z·]+)+(?:: [\w·]+)?/gu,
  /\b[a-z]+: (?:·|(?:absent|present|keep|delete|once|again|true|false|off)\b)/gu,
];

/**
 * English words in a Chinese text outside identifiers, codes, file names and quoted input. `given` is what was put into it:
 * names of people, paths and the like that stand there as they are.
 */
export function englishLeft(text: string, given: readonly string[] = []): string[] {
  const withoutGiven = leftWithout(text, given);
  const sentences = noSentence.reduce((left, pattern) => left.replaceAll(pattern, ' '), withoutGiven);
  return sentences.replaceAll(namePattern, ' ').match(/[A-Za-z][A-Za-z'’-]+/gu) ?? [];
}

/** A text with a dot for each of the things given, where that stands as words of its own: marks and spaces stay. */
export function leftWithout(text: string, given: readonly string[]): string {
  return given
    .filter((value) => value.length > 1)
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, value) => left.replaceAll(asWords(value), '·'), text);
}

/** A value that begins or ends with a letter is not a part of a longer word. */
function asWords(value: string): RegExp {
  const before = /^[A-Za-z]/u.test(value) ? '(?<![A-Za-z])' : '';
  const after = /[A-Za-z]$/u.test(value) ? '(?![A-Za-z])' : '';
  return new RegExp(`${before}${escaped(value)}${after}`, 'gu');
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
