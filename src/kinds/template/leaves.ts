import type { Json } from '../../model/json.ts';
import type { Language } from '../../model/language.ts';
import type { Variable } from '../../model/message.ts';
import { isPlainMedia, type PlainMedia, type PlainTemplate } from '../../model/plain-template.ts';
import type { Difference } from '../../model/plan.ts';
import { typeTitle } from './titles.ts';
import { rulesAsWritten, rulesForPeople } from './variables.ts';

/** The values of a template that differ, in its own order; `msgmenu.list[0].content` and its like name them. */
export function differencesOf(before: PlainTemplate | null, after: PlainTemplate | null): Difference[] {
  const [old, now] = [valuesOf(before, exactly), valuesOf(after, exactly)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((row) => row.before !== row.after)
    .map((row) => ({ ...row, certainty: 'recorded' }));
}

/** The values of a template for people: its type by its title, a file by its path alone, what a variable may be in words. */
export function valuesForPeople(template: PlainTemplate | null, lang: Language): ReadonlyMap<string, string> {
  if (!template) return new Map();
  const values = valuesOf(template, ({ file }) => file);
  const rules = rulesOf(template, (one) => rulesForPeople(one, lang));
  return new Map([...values, ...rules, ['msgtype', typeTitle(template.msgtype, lang)]]);
}

/** What the variables of a template may be, as the YAML says it; by the names of the values that differ. */
export function rulesInYaml(template: PlainTemplate | null): ReadonlyMap<string, string> {
  return new Map(template ? rulesOf(template, rulesAsWritten) : []);
}

function rulesOf(
  { variables }: PlainTemplate,
  said: (rules: Omit<Variable, 'name'>) => string,
): [string, string][] {
  return variables.map(({ name, ...rules }) => [`variables.${name}`, said(rules)]);
}

function exactly({ file, kind, lifetime, sha256 }: PlainMedia): string {
  return `${file} (${kind}, ${lifetime}, sha256:${sha256.slice(0, 12)})`;
}

function valuesOf(template: PlainTemplate | null, named: (media: PlainMedia) => string): Map<string, string> {
  if (!template) return new Map();
  const { as, aimsgcontext, msgtype, content } = template;
  return new Map([
    ...(as === undefined ? [] : [['as', as] as const]),
    ['msgtype', msgtype],
    ...leavesOf(aimsgcontext ?? {}, 'aimsgcontext', named),
    ...rulesOf(template, JSON.stringify),
    ...leavesOf(content, msgtype, named),
  ]);
}

/** `msgmenu.list[0].content` and its value, for each value in there. */
function leavesOf(value: Json, path: string, named: (media: PlainMedia) => string): [string, string][] {
  if (isPlainMedia(value)) return [[path, named(value)]];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`, named));
  }
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, `${path}.${key}`, named));
}
