/** Made with the first text that needs it: to make it takes a twentieth of a `plan`, and plain texts don't. */
let characters: Intl.Segmenter | undefined;

/** Signs of ASCII, Chinese characters and their marks: each is one code unit, and none of them joins another. */
const plain = /^[\x20-\x7E\u3000-\u3029\u4E00-\u9FFF\uFF01-\uFF60]*$/;

/** A text as the characters people see: an emoji of several code points is one. */
export function graphemes(text: string): string[] {
  if (plain.test(text)) return text.split('');
  characters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmentsOf(characters, text);
}

/** Code units that are segmented at once; a text of this length is segmented whole. */
const pieceLength = 1024;

/**
 * The segments of a text. V8 copies all of a text for each of its segments, so that 100 kB of characters would take two minutes:
 * a long text is segmented a piece at a time. Each piece begins where a segment does, and its last one, which may go on behind it,
 * begins the next piece. Characters come out as of the whole text; of Chinese words, which depend on all around them, a few
 * may be cut in another place.
 */
export function segmentsOf(segmenter: Intl.Segmenter, text: string): string[] {
  const segments: string[] = [];
  let from = 0;
  let length = pieceLength;
  while (from < text.length) {
    const piece = text.slice(from, endOf(text, from + length));
    const found = Array.from(segmenter.segment(piece), ({ segment }) => segment);
    const isLast = from + piece.length === text.length;
    if (!isLast && found.length === 1) {
      length *= 2;
      continue;
    }
    const begun = isLast ? undefined : found.pop();
    segments.push(...found);
    from += piece.length - (begun?.length ?? 0);
    length = pieceLength;
  }
  return segments;
}

/** No code point is cut in two. */
function endOf(text: string, end: number): number {
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end - 1 : end;
}
