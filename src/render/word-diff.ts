import { diffArrays } from 'diff';
import { graphemes, segmentsOf } from '../model/segments.ts';

/** Chinese has no spaces between words: the segmenter knows its dictionary, and cuts other languages as usual. */
let segmenter: Intl.Segmenter | undefined;

/** A piece of a comparison of two texts: in both, only in the first, or only in the second. */
export interface WordPiece {
  readonly text: string;
  readonly kind: 'same' | 'removed' | 'added';
}

/** More edits than this are not worth reading one by one, and would take long to find. */
const mostEdits = 120;

/** Two texts compared word by word, white space included. Texts too different are replaced as a whole. */
export function wordDiff(before: string, after: string): WordPiece[] {
  const changes = diffArrays(words(before), words(after), { maxEditLength: mostEdits });
  if (!changes) {
    return [
      { text: before, kind: 'removed' },
      { text: after, kind: 'added' },
    ];
  }
  return changes.map(({ value, added, removed }) => ({
    text: value.join(''),
    kind: removed ? 'removed' : added ? 'added' : 'same',
  }));
}

/** The same with long stretches that did not change cut in their middle, so that what did is seen at a glance. */
export function wordDiffInShort(before: string, after: string): WordPiece[] {
  return wordDiff(before, after).map((piece) =>
    piece.kind === 'same' ? { ...piece, text: shortened(piece.text) } : piece,
  );
}

const keptOnEachSide = 20;

function shortened(text: string): string {
  const characters = graphemes(text);
  if (characters.length <= 2 * keptOnEachSide + 1) return text;
  return `${characters.slice(0, keptOnEachSide).join('')}…${characters.slice(-keptOnEachSide).join('')}`;
}

function words(text: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return segmentsOf(segmenter, text);
}
