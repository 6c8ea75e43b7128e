import type { SourceRange } from './diagnostic.ts';
import type { Action } from './plan.ts';
import type { ShownMessage } from './shown-message.ts';

/*
 * What every format says about a change. Formats only lay out and escape, so all of them show the same set of changes in
 * the same order and none of them knows a kind. Texts from outside (label, row values, place) are raw.
 */

/** One change in words. */
export interface Described {
  readonly kind: string;
  readonly name: string;
  /** The name people know it by. */
  readonly label: string;
  readonly action: Action;
  /** Goes on behind the label: "will be created". */
  readonly verb: string;
  /** The same for people, where tools read another word: "will be deleted". */
  readonly verbForPeople?: string;
  /** Why, when it does not go without saying: "declared state: absent". */
  readonly reason?: string;
  readonly rows: readonly Row[];
  readonly place?: SourceRange;
  readonly illustration?: Illustration;
}

/** One field that differs, or that goes with a delete. */
export interface Row {
  /** The YAML's key. */
  readonly key: string;
  /** The same in the language of the page. */
  readonly field: string;
  readonly before: string | boolean | null;
  readonly after: string | boolean | null;
  /** Words of ours: size of the picture, how sure we are, that it can't come back. */
  readonly notes: readonly string[];
  /** A text to be compared letter by letter (`letters`) or word by word (`words`). */
  readonly compare?: 'letters' | 'words';
  /** What pages for people show in its place; the row itself is folded below it there. */
  readonly onPages?: Partial<Pick<Row, 'field' | 'before' | 'after' | 'notes'>>;
}

/** How the object looks to customers, before and after. */
export type Illustration =
  | { readonly form: 'faces'; readonly before?: Face; readonly after?: Face; readonly isNewPicture: boolean }
  | { readonly form: 'messages'; readonly before?: ShownMessage; readonly after?: ShownMessage };

/** An account as customers see it. */
export interface Face {
  readonly nickname: string;
  /** Under which keys its picture may be found, best first. */
  readonly pictureKeys: readonly string[];
  /** Whether there is a picture at all, shown or not. */
  readonly hasPicture: boolean;
}

/** What pages for people say about a kind, in one language. */
export interface KindWords {
  /** The heading of a list of them: "Accounts". */
  readonly title: string;
  /** One, and several: "account", "accounts". */
  readonly noun: readonly [one: string, several: string];
  /** Below the heading, where there is something to know. */
  readonly note?: string;
  /** Steps by their kind: "upload avatar". */
  readonly steps: Readonly<Record<string, string>>;
  /** Fields by the YAML's key. */
  readonly fields: Readonly<Record<string, string>>;
  /** How people read a value of a field, where the plan names it by a mark of its own: "wxid_a (expired)". */
  readonly values?: Readonly<Record<string, (value: string) => string>>;
  /** What a count of changes is called: "to upload", "to upload again", "to delete". */
  readonly counts: Readonly<Record<Action, { readonly planned: string; readonly done: string }>>;
  /** Titles of its own guards. */
  readonly guards: Readonly<Record<string, GuardWords>>;
}

export interface GuardWords {
  readonly title: string;
}
