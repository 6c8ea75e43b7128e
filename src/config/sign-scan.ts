import { SignCursor, spaces } from './sign-cursor.ts';
import { noteEntry } from './sign-keys.ts';
import { isQuoteOfInputMethod, isQuoteSign, quoteInside } from './sign-quotes.ts';
import type { SignSlip } from './sign-slip.ts';

/*
 * Looks for the commonest slip of people who write with a Chinese input method: its signs where YAML wants ASCII ones.
 * YAML itself reads `nickname：小美` as a text, so this is a reader of its own that follows keys, brackets, quotes and blocks
 * line by line. It only suggests: whether a slip is one shows when the text is read as it was meant.
 */

const blockStart = /(?:^|[:-])[ \t]+[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?$/;
const brackets: Readonly<Record<string, string>> = {
  ...{ '｛': '{', '［': '[', '【': '[', '〔': '[' },
  ...{ '{': '{', '[': '[' },
};
const closers: Readonly<Record<string, string>> = {
  ...{ '｝': '}', '］': ']', '】': ']', '〕': ']' },
  ...{ '}': '}', ']': ']' },
};
/** What may stand behind a value that ends, in brackets and elsewhere. */
const endOfItem = new RegExp(`${spaces.inClass}*(?:$|[,\\]}，、；｝］】〕]|${spaces.inClass}[#＃])`, 'y');
const endOfLine = new RegExp(
  `${spaces.inClass}*[,，;；]?${spaces.inClass}*(?:$|${spaces.inClass}[#＃])`,
  'y',
);
const dash = new RegExp(`([-－—–])(${spaces.inClass}+)`, 'y');
/** Nobody writes longer lines by hand, and every part of a line may be looked at more than once. */
const longestLine = 2000;
/** More than YAML of kefu's can need. */
const deepest = 32;

/** Every stretch that may be such a slip, in the order of the text. Linear in its length. */
export function signSlips(text: string): SignSlip[] {
  return new Reader().read(text);
}

class Reader {
  readonly #cursor = new SignCursor();
  /** The brackets that are open, across lines. */
  readonly #open: string[] = [];
  /** The quote that is open, across lines. */
  #quote: string | undefined;
  /** The indentation of the line whose block goes on. */
  #block: number | undefined;

  read(text: string): SignSlip[] {
    let start = 0;
    for (const line of text.split('\n')) {
      this.#cursor.enter(line.replace(/\r$/, ''), start);
      if (line.length <= longestLine && !this.#isInBlock()) this.#readLine();
      start += line.length + 1;
    }
    return this.#cursor.slips;
  }

  #isInBlock(): boolean {
    if (this.#block === undefined) return false;
    if (this.#cursor.line.trim() === '' || this.#indentation() > this.#block) return true;
    this.#block = undefined;
    return false;
  }

  #indentation(): number {
    return /^ */.exec(this.#cursor.line)?.[0].length ?? 0;
  }

  #readLine(): void {
    const cursor = this.#cursor;
    if (this.#quote !== undefined) {
      if (!this.#closeQuote(this.#quote)) return;
    } else {
      this.#indent();
      this.#dashes();
      this.#entry();
    }
    while (!cursor.isAtEnd) {
      const before = cursor.at;
      this.#next();
      if (cursor.at === before) cursor.at += 1;
    }
    const isBlock = this.#open.length === 0 && this.#quote === undefined && blockStart.test(cursor.line);
    if (isBlock) this.#block = this.#indentation();
  }

  /** Spaces at the start of a line that are none for YAML. */
  #indent(): void {
    const cursor = this.#cursor;
    const found = cursor.match(spaces.any)?.[0] ?? '';
    const first = found.search(spaces.oddOne);
    if (first === -1) return;
    const instead = cursor.isAtEnd ? '' : [...found.slice(first)].map(asWide).join('');
    cursor.note(first, found.length, instead, found[first] ?? '');
  }

  #dashes(): void {
    const cursor = this.#cursor;
    for (let found = cursor.match(dash); found !== undefined; found = cursor.match(dash)) {
      const [whole, sign = '', behind = ''] = found;
      const at = cursor.at - whole.length;
      if (sign !== '-') cursor.note(at, at + 1, '-', sign);
      cursor.noteSpaces(at + 1, behind);
    }
  }

  /** A comment, or a key with its colon and value, or a value alone. */
  #entry(): void {
    const cursor = this.#cursor;
    const sign = cursor.sign();
    if (sign === '＃') cursor.note(cursor.at, cursor.at + 1, '#', sign);
    if (sign === '＃' || sign === '#') cursor.end();
    noteEntry(cursor, this.#open.length > 0);
    this.#value();
  }

  #value(): void {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    const sign = cursor.sign();
    if (sign === '' || sign === '#') return;
    if (this.#opensBracket(sign)) this.#openBracket(sign);
    else if (sign === '"' || sign === "'") {
      cursor.at += 1;
      this.#quote = sign;
      this.#closeQuote(sign);
    } else if (sign === '｜' && cursor.line.slice(cursor.at + 1).trim() === '') {
      cursor.note(cursor.at, cursor.at + 1, '|', sign);
      this.#block = this.#indentation();
      cursor.end();
    } else if (!isQuoteOfInputMethod(sign) || !this.#quotedByInputMethod()) this.#plain();
  }

  /** Full-width brackets count when they enclose the value; 【 】 are also put around words. */
  #opensBracket(sign: string): boolean {
    if (brackets[sign] === undefined || this.#open.length >= deepest) return false;
    return /[{[｛［]/.test(sign) || this.#open.length > 0 || /[】〕\]]\s*(?:#.*)?$/.test(this.#cursor.line);
  }

  #openBracket(sign: string): void {
    const cursor = this.#cursor;
    const bracket = brackets[sign] ?? sign;
    if (sign !== bracket) cursor.note(cursor.at, cursor.at + 1, bracket, sign);
    this.#open.push(bracket);
    cursor.at += 1;
    this.#startOfItem();
  }

  #startOfItem(): void {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    if (cursor.isAtEnd || cursor.sign() === '#' || closers[cursor.sign()] !== undefined) return;
    if (this.#open.at(-1) === '{') this.#entry();
    else this.#value();
  }

  /** Moves behind the quote that closes; one of the input method's counts when the line has no other. */
  #closeQuote(quote: string): boolean {
    const cursor = this.#cursor;
    this.#quote = undefined;
    if (cursor.match(quoteInside(quote)) !== undefined) return true;
    for (let at = cursor.at; at < cursor.line.length; at += 1) {
      const sign = cursor.line[at] ?? '';
      if (!isQuoteOfInputMethod(sign) || !this.#endsAt(at + 1)) continue;
      cursor.note(at, at + 1, quote, sign);
      cursor.at = at + 1;
      return true;
    }
    this.#quote = quote;
    cursor.end();
    return false;
  }

  /** A whole value in Chinese quotation marks. */
  #quotedByInputMethod(): boolean {
    const cursor = this.#cursor;
    const from = cursor.at;
    for (let at = from + 1; at < cursor.line.length; at += 1) {
      if (!isQuoteSign(cursor.line[at] ?? '') || !this.#endsAt(at + 1)) continue;
      const inside = cursor.line.slice(from + 1, at);
      const quote = /["\\]/.test(inside) ? "'" : '"';
      if (inside.includes(quote)) return false;
      cursor.note(from, from + 1, quote, cursor.sign(), 'quotes');
      if (cursor.line[at] !== quote) cursor.note(at, at + 1, quote, cursor.line[at] ?? '', 'quotes');
      cursor.at = at + 1;
      return true;
    }
    return false;
  }

  #endsAt(at: number): boolean {
    return this.#cursor.fits(this.#open.length > 0 ? endOfItem : endOfLine, at);
  }

  /** A text without quotes, to its end. */
  #plain(): void {
    const cursor = this.#cursor;
    const from = cursor.at;
    while (!cursor.isAtEnd && !this.#endsPlain()) cursor.at += 1;
    const found = spaces.last.exec(cursor.line.slice(from, cursor.at));
    if (found !== null) cursor.noteSpaces(from + found.index, found[0]);
  }

  #endsPlain(): boolean {
    const sign = this.#cursor.sign();
    if (sign === '#') return new RegExp(spaces.inClass).test(this.#cursor.sign(-1));
    if (this.#open.length === 0) return false;
    if (/[,\]}[{]/.test(sign)) return true;
    if (/[｝］】〕]/.test(sign)) return this.#endsAt(this.#cursor.at + 1);
    return /[，、；]/.test(sign) && this.#separates();
  }

  /** Whether a Chinese comma stands between two items: in a list always, among keys when another key follows. */
  #separates(): boolean {
    const { line, at } = this.#cursor;
    if (this.#open.at(-1) === '[') return true;
    return /^[\s\u200B]*(?:$|["'“”]?[\w-]+["'“”]?\s*[:：﹕])/.test(line.slice(at + 1));
  }

  /** What follows a value: separators, closing brackets, a comment. */
  #next(): void {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    const sign = cursor.sign();
    const isInside = this.#open.length > 0;
    if (sign === '＃') cursor.note(cursor.at, cursor.at + 1, '#', sign);
    if (sign === '' || /[#＃]/.test(sign)) cursor.end();
    else if (isInside && closers[sign] !== undefined) this.#closeBracket(sign);
    else if (isInside && /[,，、；]/.test(sign)) this.#separator(sign);
    else if (isInside) this.#startOfItem();
    else if (/[，；。]/.test(sign)) cursor.note(cursor.at, cursor.at + 1, '', sign);
  }

  #closeBracket(sign: string): void {
    const cursor = this.#cursor;
    const closer = closers[sign] ?? sign;
    if (closer !== sign) cursor.note(cursor.at, cursor.at + 1, closer, sign);
    this.#open.pop();
    cursor.at += 1;
  }

  #separator(sign: string): void {
    const cursor = this.#cursor;
    const kind = this.#open.at(-1) === '[' ? 'list' : 'sure';
    const comma = /\s/.test(cursor.sign(1)) || cursor.sign(1) === '' ? ',' : ', ';
    if (sign !== ',') cursor.note(cursor.at, cursor.at + 1, comma, sign, kind);
    cursor.at += 1;
    this.#startOfItem();
  }
}

/** Spaces as wide as the sign looks. */
function asWide(sign: string): string {
  if (sign === '\u3000') return '  ';
  return /[\u200B\u2060\uFEFF]/.test(sign) ? '' : ' ';
}
