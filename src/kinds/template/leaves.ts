import type { Json } from '../../model/json.ts';
import { isPlainMedia, type PlainTemplate } from '../../model/plain-template.ts';
import type { Difference } from '../../model/plan.ts';

/** The values of a template that differ, in its own order; `msgmenu.list[0].content` and its like name them. */
export function differencesOf(before: PlainTemplate | null, after: PlainTemplate | null): Difference[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((row) => row.before !== row.after)
    .map((row) => ({ ...row, certainty: 'recorded' }));
}

function valuesOf(template: PlainTemplate | null): Map<string, string> {
  if (!template) return new Map();
  const { as, aimsgcontext, variables, msgtype, content } = template;
  return new Map([
    ...(as === undefined ? [] : [['as', as] as const]),
    ['msgtype', msgtype],
    ...leavesOf(aimsgcontext ?? {}, 'aimsgcontext'),
    ...variables.map(({ name, ...rules }) => [`variables.${name}`, JSON.stringify(rules)] as const),
    ...leavesOf(content, msgtype),
  ]);
}

/** `msgmenu.list[0].content` and its value, for each value in there. */
function leavesOf(value: Json, path: string): [string, string][] {
  if (isPlainMedia(value)) {
    const { file, kind, lifetime, sha256 } = value;
    return [[path, `${file} (${kind}, ${lifetime}, sha256:${sha256.slice(0, 12)})`]];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, `${path}.${key}`));
}
