import type { AnyKind } from '../../model/kind.ts';
import type { RunOrigin } from '../../model/run-origin.ts';
import { inWords, type LanguageWords } from '../../words/language-words.ts';

/** Writes what is said of a fleet as it becomes known: a piece for each member, and the rest. Pieces stand one after another. */
export interface FleetWriter<Member> {
  add(member: Member): string;
  /** `fleetDigest`: `sha256:…` of the saved fleet plan it is about; one that is being saved has none before its last member. */
  end(fleetDigest?: string): string;
}

/** What a format says of a fleet beside its members. */
export interface FleetContext {
  readonly kefuVersion: string;
  readonly words: LanguageWords;
  /** Every kind of object, the one that leads the summary first. */
  readonly kinds: readonly AnyKind[];
  /** The commit and the CI run it was made in. */
  readonly madeIn?: RunOrigin;
}

/** A writer that is given its members in these words. */
export function inItsWords<Member>(
  { add, end }: FleetWriter<Member>,
  words: LanguageWords,
): FleetWriter<Member> {
  return { add: (member) => add(inWords(words, member)), end };
}

/** A writer that has nothing to say before all members are known. */
export function atTheEnd<Member>(
  add: (member: Member) => void,
  end: FleetWriter<Member>['end'],
): FleetWriter<Member> {
  return {
    add: (member) => {
      add(member);
      return '';
    },
    end,
  };
}
