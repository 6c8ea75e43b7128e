import type { Language } from '../model/language.ts';
import { graphemes } from '../model/segments.ts';
import { visible } from '../model/visible.ts';

/** Longer text from outside is cut: nothing that WeChat allows comes near it. */
const longest = 200;

/**
 * Untrusted text on one line, invisible characters made visible, cut after `limit` characters as people count them; one
 * that is itself endless (combining marks) counts as what it takes.
 */
export function onOneLine(text: string, limit = longest): string {
  let shown = '';
  let count = 0;
  for (const grapheme of graphemes(visible(text))) {
    count += 1;
    if (count > limit || shown.length + grapheme.length > 4 * limit) return `${shown}…`;
    shown += grapheme;
  }
  return shown;
}

/**
 * Untrusted text as a Markdown code span, where no link, image, HTML, mention or issue reference is read. Its fence is
 * longer than any run of backticks inside. Not for table cells: there a pipe would end the cell.
 */
export function codeSpan(text: string): string {
  const inside = onOneLine(text);
  const fence = '`'.repeat(longestRun(inside) + 1);
  return inside.trim() === '' || /^`|`$/.test(inside)
    ? `${fence} ${inside} ${fence}`
    : `${fence}${inside}${fence}`;
}

/**
 * A sentence that may hold text from outside: plain words and the punctuation around words stay, everything else becomes
 * code spans. Escaping with backslashes would not do, because mentions and references are read after it. Only behind text
 * of our own on its line. What stands between backticks is a code span already. In a Chinese sentence its own characters and
 * marks are plain, too: nothing in Markdown is made of them.
 */
export function prose(sentence: string, lang: Language): string {
  const line = onOneLine(sentence, 3 * longest);
  const plain = lang === 'en' ? proseOf : chineseOf;
  const parts = splitAtCode(line, lang);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : plain(part))).join('');
}

/** A sentence in parts; each second one stood between backticks. */
export function splitAtCode(sentence: string, lang: Language): string[] {
  return sentence.split(lang === 'en' ? quotedWords : quotedInChinese);
}

/** Between backticks, apart from other words: two code spans must never touch. */
const quotedWords = /(?<=^|\s|\s["'(])`([^`]+)`(?=$|\s|["'),.;:?]+(?:\s|$))/;

/** What Chinese sentences are made of, and code stands between. */
const ofChinese = '[\\p{Script=Han}。，、；：？！（）“”‘’《》]';
const quotedInChinese = new RegExp(`(?<=^|\\s|${ofChinese})\`([^\`]+)\`(?=$|\\s|${ofChinese})`, 'u');
const chineseRuns = new RegExp(`(${ofChinese}+)`, 'u');

function chineseOf(sentence: string): string {
  const parts = sentence.split(chineseRuns);
  return parts.map((part, index) => (index % 2 === 1 ? part : proseOf(part))).join('');
}

function proseOf(sentence: string): string {
  const pieces: { before: string; code: string; after: string }[] = [];
  for (const word of sentence.split(' ')) {
    const piece = pieceOf(word);
    const last = pieces.at(-1);
    if (last && last.code !== '' && piece.code !== '' && last.after + piece.before === '') {
      pieces.splice(-1, 1, { ...piece, before: last.before, code: `${last.code} ${piece.code}` });
    } else {
      pieces.push(piece);
    }
  }
  return pieces
    .map(({ before, code, after }) => before + (code === '' ? '' : codeSpan(code)) + after)
    .join(' ');
}

function pieceOf(word: string): { before: string; code: string; after: string } {
  const [, before = '', inside = '', after = ''] = /^(["'(]*)(.*?)(["'),.;:?]*)$/.exec(word) ?? [];
  return plainWord.test(inside) ? { before: word, code: '', after: '' } : { before, code: inside, after };
}

const plainWord = /^(?:[A-Za-z]+(?:['-][A-Za-z]+)*|\d+|→|)$/;

/** Lines as a fenced block in which nothing is markup; they hold text from {@link onOneLine} only. */
export function fenceFor(lines: readonly string[]): string {
  return '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A hidden comment by which a pipeline finds its own comment again: the kind of page and whose it is. */
export function marker(kind: 'plan' | 'report', officialAccount: string): string {
  const name = [...officialAccount]
    .map((character) =>
      /[A-Za-z0-9._-]/.test(character) ? character : `~${character.codePointAt(0)?.toString(16)}`,
    )
    .join('');
  return `<!-- kefu ${kind} of ${name.replaceAll(/-(?=-|$)/g, '~2d')} -->`;
}
