import { inNaturalOrder } from '../model/natural-order.ts';
import type { Remaining } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import type { Lexicon } from './lexicon.ts';
import { isComplete } from './summary.ts';

/** What the final reading of an apply found, in words. */
export interface ShownVerdict {
  readonly isGood: boolean;
  readonly sentence: string;
  /** Why nothing could be read. */
  readonly why?: string;
  /** What is listed below the sentence. */
  readonly remaining: readonly Remaining[];
}

/** The verdict of a report as every format tells it. */
export function shownVerdict(report: Report, lexicon: Lexicon): ShownVerdict {
  const { words, name } = lexicon;
  const { remaining, unread } = report.verdict;
  if (unread !== undefined) return { isGood: false, sentence: words.unread, why: unread, remaining: [] };
  const listed = inNaturalOrder(remaining, name);
  const { counts, isPlural } = managedCounts(report, lexicon);
  if (isComplete(report)) {
    const sentence = (listed.length === 0 ? words.asConfigured : words.asFarAsShown)(counts, isPlural);
    return { isGood: true, sentence, remaining: listed };
  }
  const differs = listed.some(({ why }) => why !== 'unverifiable');
  return { isGood: false, sentence: differs ? words.differs : words.noneDiffers, remaining: listed };
}

/** The note of something that remains, made safe, and that kefu can't change it where that is so. */
export function remainingNote(
  { note, why }: Remaining,
  { words }: Lexicon,
  safe: (text: string) => string,
): string {
  const more = words.remainingWhy[why];
  return more === undefined ? safe(note) : `${safe(note)}${words.aside(more)}`;
}

/** "3 managed accounts", "2 media files": the leading kind, and others that are managed at all. */
function managedCounts({ verdict }: Report, { words, kind }: Lexicon) {
  const some = verdict.managed.filter(({ managed }) => managed > 0);
  const shown = some.length === 0 ? verdict.managed.slice(0, 1) : some;
  const counts = shown.map(({ kind: name, managed }, index) => {
    const [one, several] = kind(name).noun;
    return words.managed(managed, managed === 1 ? one : several, index === 0);
  });
  return { counts, isPlural: shown.length > 1 || shown[0]?.managed !== 1 };
}
