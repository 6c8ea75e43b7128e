/** Something said to people, before it is said in a language: which sentence, and what is put into it. */
export interface Saying {
  /** Stable; each language has a sentence for it. */
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}
