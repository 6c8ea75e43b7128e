import { catalogueEntry } from './error-catalogue.ts';
import { callCodes } from './error-catalogue-calls.ts';
import type { CallEntry, CatalogueEntry } from './error-entry.ts';
import type { Operation } from './operation.ts';

/** What an errcode means in answer to this very call; undefined for a code that kefu does not know. */
export function entryOf(operation: Operation, code: number): CatalogueEntry | undefined {
  const entry = catalogueEntry(code);
  if (entry === undefined) return undefined;
  const own = ownEntry(operation, code);
  return own === undefined ? entry : { ...entry, ...changesOf(own) };
}

/** Whether a code has words of its own for this call. */
export function hasOwnMeaning(operation: Operation, code: number): boolean {
  return ownEntry(operation, code) !== undefined;
}

/** The calls for which a code says something of their own, with what it says; in the order of the catalogue. */
export function ownMeanings(
  entry: CatalogueEntry,
): readonly (CatalogueEntry & { readonly of: readonly Operation[] })[] {
  return (callCodes()[entry.code] ?? []).map((own) => ({ ...entry, ...changesOf(own), of: own.of }));
}

function ownEntry(operation: Operation, code: number): CallEntry | undefined {
  return callCodes()[code]?.find(({ of }) => of.includes(operation));
}

function changesOf({ en, zh, of: _, ...rest }: CallEntry) {
  return { ...rest, meaning: { en: en[0], zh: zh[0] }, whatToDo: { en: en[1], zh: zh[1] } };
}
