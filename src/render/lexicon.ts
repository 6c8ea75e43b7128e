import { type Labelled, shownAddress } from '../model/address.ts';
import type { GuardWords, KindWords } from '../model/described.ts';
import type { AnyKind } from '../model/kind.ts';
import { valueIn } from '../words/field-value.ts';
import type { LanguageWords } from '../words/language-words.ts';
import { english } from '../words/pages/english.ts';
import type { Words } from '../words/pages/words.ts';

/** Everything a page says in one language: words of ours, and those that each kind of object brings. */
export interface Lexicon {
  readonly words: Words;
  /** The names of the kinds in the order in which they are shown. */
  readonly kinds: readonly string[];
  kind(name: string): KindWords;
  /** An object where several kinds stand together: of the leading kind by its label alone, else by its address. */
  name(object: Pick<Labelled, 'kind' | 'label'>): string;
  field(kind: string, key: string): string;
  /** A value of a field as people read it. */
  value(kind: string, key: string, value: string): string;
  step(kind: string, step: string): string;
  /** The title of a guard, the engine's or a kind's; a code that nobody has words for is its own title. */
  guard(code: string): GuardWords;
}

/** A language as pages speak it. */
export type InLanguage = Pick<LanguageWords, 'lang' | 'pages'>;

/** The lexicon of a language over these kinds; a kind that is not among them is called by its name. */
export function lexiconIn({ lang, pages: words = english }: InLanguage, kinds: readonly AnyKind[]): Lexicon {
  const own = new Map(kinds.map((kind) => [kind.name, kind.words[lang]]));
  const [lead] = kinds;
  const kind = (name: string) => own.get(name) ?? nameless(name, words);
  return {
    words,
    kinds: kinds.map(({ name }) => name),
    kind,
    name: (object) => (object.kind === lead?.name ? object.label : shownAddress(object)),
    field: (name, key) => kind(name).fields[key] ?? key,
    value: (name, key, value) => valueIn(kind(name), key, value),
    step: (name, step) => kind(name).steps[step] ?? step,
    guard: (code) => {
      const all = [words.guard, ...[...own.values()].map(({ guards }) => guards)];
      return all.find((guards) => Object.hasOwn(guards, code))?.[code] ?? { title: code };
    },
  };
}

/** The same for people: an object is deleted, as headings and badges say, where the lines for tools say "destroy". */
export function peoplesLexicon(language: InLanguage, kinds: readonly AnyKind[]): Lexicon {
  const lexicon = lexiconIn(language, kinds);
  const { pageDelete } = lexicon.words;
  return {
    ...lexicon,
    kind: (name) => {
      const words = lexicon.kind(name);
      return { ...words, counts: { ...words.counts, delete: pageDelete } };
    },
  };
}

/** The same for pages, where an object that is not of the leading kind is called by its kind and its label. */
export function pageLexicon(language: InLanguage, kinds: readonly AnyKind[]): Lexicon {
  const lexicon = peoplesLexicon(language, kinds);
  const [lead] = lexicon.kinds;
  return {
    ...lexicon,
    name: ({ kind, label }) => (kind === lead ? label : `${lexicon.kind(kind).noun[0]} ${label}`),
  };
}

function nameless(name: string, { plainCounts }: Words): KindWords {
  return { title: name, noun: [name, name], steps: {}, fields: {}, guards: {}, counts: plainCounts };
}
