import type { Wanted } from './usage-fault.ts';

/** How the text of a flag's value is read; undefined: it is none. */
export interface ValueOf<Value> {
  readonly wanted: Wanted;
  /** All there are, where they are known. */
  readonly options?: readonly string[];
  read(text: string): Value | undefined;
}

export function oneOf<Name extends string>(options: readonly Name[]): ValueOf<Name> {
  return { wanted: { oneOf: options }, options, read: (text) => options.find((name) => name === text) };
}
