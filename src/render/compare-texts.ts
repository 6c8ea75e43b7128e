import { diffArrays } from 'diff';
import { graphemes } from '../model/segments.ts';

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
