import type { InBoth } from '../words/say.ts';

/** What a sign that people can't tell from another, or did not mean, is called; with its code point. */
export function nameOfSign(sign: string): InBoth {
  return namesOfSigns([sign]);
}

/** The same for several signs: those of one name stand together. */
export function namesOfSigns(signs: readonly string[]): InBoth {
  const byName = new Map<Name, string[]>();
  for (const sign of new Set(signs)) {
    const name = names[sign] ?? generalName(sign);
    byName.set(name, [...(byName.get(name) ?? []), codeOf(sign)]);
  }
  return {
    en: listed([...byName].map(([[en], codes]) => `${en} (${codes.join(', ')})`)),
    zh: [...byName].map(([[, zh], codes]) => `${zh}（${codes.join('、')}）`).join('、'),
  };
}

/** In English and in Chinese; the same object for signs of one name. */
type Name = readonly [en: string, zh: string];

function codeOf(sign: string): string {
  const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return isSeen(sign) ? `\`${sign}\` ${code}` : code;
}

/** "one, two and three". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

const chineseQuotes: Name = ['Chinese quotation marks 中文引号', '中文引号'];
const curlyQuotes: Name = ['curly quotation marks', '弯引号'];
const wideQuotes: Name = ['full-width quotation marks 全角引号', '全角引号'];
const wideBrackets: Name = ['full-width brackets 全角括号', '全角括号'];
const chineseBrackets: Name = ['Chinese brackets 方头括号', '方头括号'];
const dash: Name = ['a dash', '破折号'];
const oddSpace: Name = ['a space other than the usual one', '特殊空格'];
const wideCharacters: Name = ['full-width characters 全角', '全角字符'];
const seenCharacter: Name = ['the character', '字符'];
const unseenCharacter: Name = ["a character that can't be seen", '看不见的字符'];

/** Signs that Chinese input methods, web pages and word processors write where YAML wants an ASCII one. */
const names: Readonly<Record<string, Name>> = {
  ' ': ['a space', '空格'],
  '\u00A0': ['a no-break space', '不间断空格'],
  '\u3000': ['an ideographic space 全角空格', '全角空格'],
  '\u200B': ['a zero-width space', '零宽空格'],
  '\u2060': ['a word joiner', '零宽连接符'],
  '\uFEFF': ['a byte order mark', '字节顺序标记'],
  '\t': ['a tab', '制表符'],
  '\n': ['a line break', '换行'],
  '：': ['a full-width colon 中文冒号', '中文冒号'],
  '，': ['a full-width comma 中文逗号', '中文逗号'],
  '、': ['an enumeration comma 顿号', '顿号'],
  '；': ['a full-width semicolon 中文分号', '中文分号'],
  '“': chineseQuotes,
  '”': chineseQuotes,
  '‘': chineseQuotes,
  '’': chineseQuotes,
  '„': curlyQuotes,
  '‟': curlyQuotes,
  '＂': wideQuotes,
  '＇': wideQuotes,
  '｛': wideBrackets,
  '｝': wideBrackets,
  '［': wideBrackets,
  '］': wideBrackets,
  '【': chineseBrackets,
  '】': chineseBrackets,
  '＃': ['a full-width number sign', '全角井号'],
  '－': ['a full-width hyphen', '全角连字符'],
  '—': dash,
  '–': dash,
  '｜': ['a full-width bar', '全角竖线'],
};

function generalName(sign: string): Name {
  if (/[\p{Zs}\p{Zl}\p{Zp}]/u.test(sign)) return oddSpace;
  if (/[\uFF01-\uFF5E]/.test(sign)) return wideCharacters;
  return isSeen(sign) ? seenCharacter : unseenCharacter;
}

function isSeen(sign: string): boolean {
  return !/[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(sign);
}
