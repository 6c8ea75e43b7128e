// A sentence is chosen where something is found, and said in a language at the edge. English is said at once as well: it is
// what the library gives, and what every language falls back to where it has no sentence yet.
import type { Saying } from '../model/saying.ts';

/** The sentences of a language by their keys. */
export type Sentences = Readonly<Record<string, (values: never) => string>>;

/** English as far as it is loaded; each catalogue adds itself when a room asks for it. */
const english: Record<string, (values: never) => string> = Object.assign(Object.create(null), {
  'in-both': ({ text }: { text: string }) => text,
});

/** A text that is one thing in English and another in Chinese, such as an entry of WeChat's error catalogue. */
export interface InBoth {
  readonly en: string;
  readonly zh: string;
}

/** Where a sentence takes a text, another saying may stand: each is said in the language of the whole. */
type Sayable<Value> = [string] extends [Value]
  ? Value | Saying | InBoth
  : Value extends readonly string[]
    ? readonly (string | Saying | InBoth)[]
    : Value;

type Values<Sentence> = Sentence extends (values: infer Taken) => string
  ? { readonly [Name in keyof Taken]: Sayable<Taken[Name]> }
  : never;

type Given<Sentence> = Sentence extends () => string ? [] : [values: Values<Sentence>];

/** Makes the `say` of a room from its English sentences; it takes exactly the values that a sentence takes. */
export function sayer<Catalogue extends Sentences>(sentences: Catalogue) {
  Object.assign(english, sentences);
  return <Key extends keyof Catalogue & string>(key: Key, ...[values]: Given<Catalogue[Key]>): Saying => ({
    key,
    values: values ?? {},
  });
}

/** A saying in a language; undefined when the language has no sentence for it. */
export function saidIn(sentences: Sentences, { key, values }: Saying): string | undefined {
  const sentence = Object.hasOwn(sentences, key) ? sentences[key] : undefined;
  return sentence?.(valuesIn(sentences, values) as never);
}

/** The same with its values: those that are sayings themselves are said. */
function valuesIn(sentences: Sentences, values: Saying['values']): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const name in values) said[name] = valueIn(sentences, values[name]);
  return said;
}

function valueIn(sentences: Sentences, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => valueIn(sentences, each));
  if (isSaying(value)) return saidIn(sentences, value) ?? inEnglish(value);
  if ('zh' in value && 'en' in value) return sentences === english ? value.en : value.zh;
  return value;
}

function isSaying(value: object): value is Saying {
  return 'key' in value && 'values' in value;
}

/** A whole text that is written in both languages at once, as a saying. */
export function inBoth(text: InBoth): Saying {
  return { key: 'in-both', values: { text } };
}

/** A saying in English; its catalogue is loaded, since that made it. */
export function inEnglish(saying: Saying): string {
  return saidIn(english, saying) ?? saying.key;
}

/** What was told already, to be a part of another sentence: its saying, else its English. */
export function messageOf({
  message,
  said,
}: {
  readonly message: string;
  readonly said?: { readonly message?: Saying } | undefined;
}): Saying | string {
  return said?.message ?? message;
}

/** The same where a saying is wanted: what was told without one stays in English. */
export function sayingOf(told: Parameters<typeof messageOf>[0]): Saying {
  const message = messageOf(told);
  return typeof message === 'string' ? inBoth({ en: message, zh: message }) : message;
}

/** What properties of an object say: in English, and as what other languages say them from. */
export function toldAs<Property extends string>(
  said: Readonly<Record<Property, Saying>>,
): Record<Property, string> & { said: Readonly<Record<Property, Saying>> } {
  const properties = {} as Record<Property, string>;
  for (const property in said) properties[property] = inEnglish(said[property]);
  return { ...properties, said };
}

/** A message, with a hint where there is one: in English, and as what other languages say it from. */
export function told(message: Saying): { message: string; said: { message: Saying } };
export function told(
  message: Saying,
  hint: Saying,
): { message: string; hint: string; said: { message: Saying; hint: Saying } };
export function told(message: Saying, hint?: Saying) {
  if (hint === undefined) return { message: inEnglish(message), said: { message } };
  return { message: inEnglish(message), hint: inEnglish(hint), said: { message, hint } };
}
