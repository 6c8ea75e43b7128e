import type { Desired } from '../model/desired.ts';
import { plainTemplate, templateDigest } from '../model/plain-template.ts';
import type { TemplateChange } from '../model/plan.ts';
import type { Recorded } from '../model/recorded.ts';

/** The templates that are not as they were last applied; sorted by name. */
export function planTemplates(
  { templates }: Pick<Desired, 'templates'>,
  recorded: Recorded | undefined,
): TemplateChange[] {
  const wanted = new Map(templates.map((template) => [template.name, template]));
  const names = new Set([...wanted.keys(), ...(recorded?.templates.keys() ?? [])]);
  return [...names].sort().flatMap((name): TemplateChange[] => {
    const template = wanted.get(name);
    const record = recorded?.templates.get(name);
    const after = template ? plainTemplate(template) : null;
    if (after && record?.digest === templateDigest(after)) return [];
    const action = !after ? 'delete' : record ? 'update' : 'create';
    const source = template ? { source: template.source } : {};
    return [{ template: name, action, before: record?.body ?? null, after, ...source }];
  });
}
