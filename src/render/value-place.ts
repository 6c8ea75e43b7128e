import type { SourceRange } from '../model/diagnostic.ts';
import type { Language } from '../model/language.ts';
import type { Change } from '../model/plan.ts';
import { visible } from '../model/visible.ts';

const phrases = {
  en: (place: string) => `value from ${place}`,
  'zh-CN': (place: string) => `值来自 ${place}`,
} as const satisfies Record<Language, unknown>;

/** A note for a field whose value stands in another file than the object itself: one that the config extends. */
export function valuePlaceNotes({ source, fields }: Change, field: string, lang: Language): string[] {
  const place: SourceRange | undefined = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (place === undefined || source === undefined || place.file === source.file) return [];
  return [phrases[lang](visible(`${place.file}:${place.line}:${place.column}`))];
}
