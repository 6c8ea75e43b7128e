import type { SourceRange } from '../model/diagnostic.ts';
import type { Change } from '../model/plan.ts';

/** Where values stand that are in another file than the object itself: one that the config extends. */
export interface ValueSources {
  /** By the changed field; absent when all are in one file. */
  readonly value_sources?: Readonly<Record<string, SourceRange>>;
}

export function valueSources({ source, fields, differences }: Change): ValueSources {
  const elsewhere = differences.flatMap(({ field }) => {
    const place = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return place === undefined || place.file === source?.file ? [] : [[field, place] as const];
  });
  return elsewhere.length === 0 ? {} : { value_sources: Object.fromEntries(elsewhere) };
}
