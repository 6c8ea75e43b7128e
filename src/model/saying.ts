/** Something said to people, before it is said in a language: which sentence, and what is put into it. Plain data. */
export interface Saying {
  /** Stable; each language has a sentence for it. */
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What properties of an object say, by their names; the properties themselves hold it in English. */
export type Said<Property extends string = string> = { readonly [Name in Property]?: Saying };

/** A message with what to do, in English, and as what other languages say it from. */
export interface Told {
  readonly message: string;
  readonly hint?: string;
  readonly said: Said<'message' | 'hint'>;
}
