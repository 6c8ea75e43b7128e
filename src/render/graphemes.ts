import { diffArrays } from 'diff';

/** Made with the first text that is compared: most runs compare none, and to make it takes a twentieth of a `plan`. */
let segmenter: Intl.Segmenter | undefined;

/** A text as the characters people see: an emoji of several code points is one. */
export function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** A piece of a text beside another: common to both, or only in this one. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** More edits than this are not worth reading one by one, and would take long to find. */
const mostEdits = 60;

/** Two texts compared character by character: the pieces of each. Texts too different differ as a whole. */
export function compareTexts(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const changes = diffArrays(graphemes(before), graphemes(after), { maxEditLength: mostEdits });
  if (!changes) {
    return { before: [{ text: before, differs: true }], after: [{ text: after, differs: true }] };
  }
  const pieces = (left: 'added' | 'removed'): Piece[] =>
    changes
      .filter((change) => !change[left])
      .map(({ value, added, removed }) => ({ text: value.join(''), differs: added || removed }));
  return { before: pieces('added'), after: pieces('removed') };
}
