// A sentence is chosen where something is found, and said in a language at the edge. English is said at once as well: it is
// what the library gives, and what every language falls back to where it has no sentence yet.
import type { Saying } from '../model/saying.ts';
import { configSentences } from './en/config.ts';

const english = { ...configSentences };

/** The sentences of a language; a key it has no sentence for is said in English. */
export type Sentences = Readonly<Record<string, (values: never) => string>>;

type Key = keyof typeof english;

/** A sentence of the catalogue with exactly the values it takes. */
export function say<K extends Key>(key: K, ...[values]: Parameters<(typeof english)[K]>): Saying {
  return { key, values: values ?? {} };
}

/** A saying in a language; undefined when the language has no sentence for it. */
export function saidIn(sentences: Sentences, { key, values }: Saying): string | undefined {
  const sentence = Object.hasOwn(sentences, key) ? sentences[key] : undefined;
  return sentence?.(values as never);
}

/** What a diagnostic says: in English, and as what other languages say it from. */
export function told(message: Saying, hint: Saying) {
  return {
    message: saidIn(english, message) ?? message.key,
    hint: saidIn(english, hint) ?? hint.key,
    said: { message, hint },
  };
}
