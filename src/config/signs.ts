/** What a sign that people can't tell from another, or did not mean, is called; with its code point. */
export function nameOfSign(sign: string): string {
  return namesOfSigns([sign]);
}

/** The same for several signs: those of one name stand together. */
export function namesOfSigns(signs: readonly string[]): string {
  const byName = new Map<string, string[]>();
  for (const sign of new Set(signs)) {
    const name = names[sign] ?? generalName(sign);
    byName.set(name, [...(byName.get(name) ?? []), codeOf(sign)]);
  }
  return listed([...byName].map(([name, codes]) => `${name} (${codes.join(', ')})`));
}

function codeOf(sign: string): string {
  const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return isSeen(sign) ? `\`${sign}\` ${code}` : code;
}

/** "one, two and three". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Signs that Chinese input methods, web pages and word processors write where YAML wants an ASCII one. */
const names: Readonly<Record<string, string>> = {
  ' ': 'a space',
  '\u00A0': 'a no-break space',
  '\u3000': 'an ideographic space 全角空格',
  '\u200B': 'a zero-width space',
  '\u2060': 'a word joiner',
  '\uFEFF': 'a byte order mark',
  '\t': 'a tab',
  '\n': 'a line break',
  '：': 'a full-width colon 中文冒号',
  '，': 'a full-width comma 中文逗号',
  '、': 'an enumeration comma 顿号',
  '；': 'a full-width semicolon 中文分号',
  '“': 'Chinese quotation marks 中文引号',
  '”': 'Chinese quotation marks 中文引号',
  '‘': 'Chinese quotation marks 中文引号',
  '’': 'Chinese quotation marks 中文引号',
  '„': 'curly quotation marks',
  '‟': 'curly quotation marks',
  '＂': 'full-width quotation marks 全角引号',
  '＇': 'full-width quotation marks 全角引号',
  '｛': 'full-width brackets 全角括号',
  '｝': 'full-width brackets 全角括号',
  '［': 'full-width brackets 全角括号',
  '］': 'full-width brackets 全角括号',
  '【': 'Chinese brackets 方头括号',
  '】': 'Chinese brackets 方头括号',
  '＃': 'a full-width number sign',
  '－': 'a full-width hyphen',
  '—': 'a dash',
  '–': 'a dash',
  '｜': 'a full-width bar',
};

function generalName(sign: string): string {
  if (/[\p{Zs}\p{Zl}\p{Zp}]/u.test(sign)) return 'a space other than the usual one';
  if (/[\uFF01-\uFF5E]/.test(sign)) return 'full-width characters 全角';
  return isSeen(sign) ? 'the character' : "a character that can't be seen";
}

function isSeen(sign: string): boolean {
  return !/[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(sign);
}
