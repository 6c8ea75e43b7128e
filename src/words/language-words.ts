import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import type { Language } from '../model/language.ts';
import type { Said, Saying } from '../model/saying.ts';
import type { Words } from './pages/words.ts';
import { inEnglish, type Sentences, saidIn } from './say.ts';

/** What a config holds: accounts that are to exist, and canned messages. */
export interface ConfigCounts {
  readonly accounts: number;
  readonly templates: number;
}

/** What stands around diagnostics in one language, and the sentences it has. */
export interface LanguageWords {
  readonly lang: Language;
  readonly sentences: Sentences;
  /** What plans and reports say; absent for English, which they hold themselves. */
  readonly pages?: Words;
  /** What stands before a message, with its colon: `error: `. */
  readonly severity: Readonly<Record<Diagnostic['severity'], string>>;
  /** The line below all diagnostics; one of the two is not 0. */
  readonly counted: (errors: number, warnings: number) => string;
  readonly valid: (file: string, counts: ConfigCounts) => string;
  /** The same after WeChat was asked. */
  readonly validOnline: (file: string, counts: ConfigCounts, live: number) => string;
}

/**
 * A value in a language: of every object in it that has `said`, diagnostics, failures and what else people read, the
 * properties that are told there are said again. English is what they hold already, so there the value itself comes back, as
 * it does where nothing is said.
 */
export function inWords<Value>(words: LanguageWords, value: Value): Value {
  return words.lang === 'en' ? value : (again(words.sentences, value) as Value);
}

function again(sentences: Sentences, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => again(sentences, item));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (value instanceof Failure) return failureIn(sentences, value);
  return Object.getPrototypeOf(value) === Object.prototype ? objectIn(sentences, value) : value;
}

function objectIn(sentences: Sentences, object: object): object {
  const changed: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(object)) {
    const said = name === 'said' ? property : again(sentences, property);
    if (said !== property) changed[name] = said;
  }
  Object.assign(changed, sayings(sentences, (object as { readonly said?: Said }).said));
  return Object.keys(changed).length === 0 ? object : { ...object, ...changed };
}

function sayings(sentences: Sentences, said: Said | undefined): Record<string, string> {
  const again: Record<string, string> = {};
  for (const [name, saying] of Object.entries(said ?? {})) {
    const sentence: unknown = saying && saidOrNot(sentences, saying);
    if (typeof sentence === 'string') again[name] = sentence;
  }
  return again;
}

/** What a document holds may have been written by another version, with other values: then its English stays. */
function saidOrNot(sentences: Sentences, saying: Saying): string | undefined {
  try {
    return saidIn(sentences, saying);
  } catch {
    return undefined;
  }
}

function failureIn(sentences: Sentences, failure: Failure): Failure {
  const { kind, code, said, cause } = failure;
  const { message, hint } = { message: failure.message, hint: failure.hint, ...sayings(sentences, said) };
  const diagnostics = again(sentences, failure.diagnostics) as Failure['diagnostics'];
  return new Failure(
    kind,
    code,
    { message, ...(hint === undefined ? {} : { hint }), said },
    { diagnostics, cause },
  );
}

/**
 * A line that counts at the end of an output: tools look for the English one, whatever the language; people who read another
 * one have it in theirs above.
 */
export function lineForTools(words: LanguageWords, saying: Saying): string {
  const stable = inEnglish(saying);
  return words.lang === 'en' ? stable : `${sayIn(words, saying)}\n${stable}`;
}

/** A saying in a language, English where the language has no sentence for it. */
export function sayIn({ lang, sentences }: LanguageWords, saying: Saying): string {
  return (lang === 'en' ? undefined : saidIn(sentences, saying)) ?? inEnglish(saying);
}
