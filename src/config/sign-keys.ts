import { type SignCursor, spaces } from './sign-cursor.ts';
import { isQuoteOfInputMethod, quoteSigns } from './sign-quotes.ts';

const wideLetters = '\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A＿＠－';
const wideLetter = new RegExp(`[${wideLetters}]`);
const key = new RegExp(
  `([${quoteSigns}]?)([\\w.@${wideLetters}-]{1,64})([${quoteSigns}]?)(${spaces.inClass}*)([:：﹕∶])`,
  'y',
);

/** Moves behind a key and its colon and notes what is wrong with them; stays where no key stands. */
export function noteEntry(cursor: SignCursor, isInBrackets: boolean): void {
  const start = cursor.at;
  const found = cursor.match(key);
  if (found === undefined) return;
  const [whole, left = '', name = '', right = '', between = '', colon = ''] = found;
  const quotes = { left, right };
  if (!isKey(quotes, name, colon, cursor.sign())) {
    cursor.at = start;
    return;
  }
  noteQuotes(cursor, start, name, quotes);
  noteLetters(cursor, start + left.length, name);
  cursor.noteSpaces(start + whole.length - 1 - between.length, between, '');
  const isQuoted = left !== '' && left === right;
  noteColon(cursor, colon, isQuoted && isInBrackets);
}

interface Quotes {
  readonly left: string;
  readonly right: string;
}

/** `http://…` and `9:00` are no keys, and a text may begin with a quote. */
function isKey({ left, right }: Quotes, name: string, colon: string, next: string): boolean {
  if (colon === ':' && !isSpace(next) && (next === '/' || /^\d+$/.test(name))) return false;
  const isPair = (left === '') === (right === '');
  return isPair || isQuoteOfInputMethod(left) || isQuoteOfInputMethod(right);
}

function isSpace(sign: string): boolean {
  return sign === '' || /\s/.test(sign) || spaces.oddOne.test(sign);
}

function noteQuotes(cursor: SignCursor, start: number, name: string, { left, right }: Quotes): void {
  const end = start + left.length + name.length;
  const isWhole = left !== '' && right !== '';
  const instead = isWhole ? '"' : '';
  if (!isQuoteOfInputMethod(left) && !isQuoteOfInputMethod(right)) return;
  if (left !== '' && left !== instead) cursor.note(start, start + 1, instead, left);
  if (right !== '' && right !== instead) cursor.note(end, end + 1, instead, right);
}

function noteLetters(cursor: SignCursor, start: number, name: string): void {
  const first = wideLetter.exec(name)?.[0];
  if (first !== undefined) cursor.note(start, start + name.length, name.normalize('NFKC'), first);
}

/** A colon that ends a key has a space behind it, but for a quoted key in brackets. */
function noteColon(cursor: SignCursor, colon: string, mayTouch: boolean): void {
  const at = cursor.at - 1;
  const next = cursor.sign();
  if (colon !== ':') cursor.note(at, at + 1, isSpace(next) ? ':' : ': ', colon);
  else if (!isSpace(next) && !mayTouch && !/[,\]}]/.test(next)) cursor.note(at, at + 1, ': ', '');
}
