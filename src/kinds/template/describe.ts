import type { AccountId } from '../../model/account.ts';
import type { Described, Row } from '../../model/described.ts';
import type { Json } from '../../model/json.ts';
import type { Language } from '../../model/language.ts';
import { isPlainMedia, type PlainTemplate } from '../../model/plain-template.ts';
import type { Change, Difference, Plan } from '../../model/plan.ts';
import type { ShownMedia, ShownMessage } from '../../model/shown-message.ts';
import { changeHead } from '../change-head.ts';
import { speakerOf } from './faces.ts';
import { rulesInYaml, valuesForPeople } from './leaves.ts';
import { messageOf } from './message-shape.ts';
import type { TemplateStep } from './states.ts';
import { titleOf } from './titles.ts';
import { templateVerbs } from './words.ts';

/** A change of a template in words, with the message as the customer's phone would show it before and after. */
export function describeTemplate(change: Change, plan: Plan, lang: Language): Described {
  const { name, action, differences, observed, steps } = change;
  const [step] = steps as readonly TemplateStep[];
  const body = step && 'body' in step ? step.body : null;
  const before = shownMessage(name, 'before', observed as PlainTemplate | null, plan);
  const after = shownMessage(name, 'after', body, plan);
  return {
    ...changeHead(change, templateVerbs[lang][action], undefined),
    rows: rowsOf(differences, observed as PlainTemplate | null, body, lang),
    illustration: {
      form: 'messages',
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
    },
  };
}

function rowsOf(
  differences: readonly Difference[],
  before: PlainTemplate | null,
  after: PlainTemplate | null,
  lang: Language,
): Row[] {
  const [old, now] = [valuesForPeople(before, lang), valuesForPeople(after, lang)];
  const [oldRules, newRules] = [rulesInYaml(before), rulesInYaml(after)];
  return differences.map((difference) => {
    const { field } = difference;
    const [was, is] = [old.get(field) ?? null, now.get(field) ?? null];
    // Another content under the same path: then only the digests differ.
    const plain = was === is ? {} : { before: was, after: is };
    const row = rowOf(difference);
    const inYaml = { before: oldRules.get(field) ?? row.before, after: newRules.get(field) ?? row.after };
    return { ...row, ...inYaml, onPages: { field: titleOf(field, lang), ...plain } };
  });
}

function rowOf({ field, before, after }: Difference): Row {
  return { key: field, field, before: textOf(before), after: textOf(after), notes: [], compare: 'words' };
}

function textOf(value: Json): string | null {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is filled in on sending stands as written. Undefined for what can't be drawn. */
function shownMessage(
  name: string,
  when: 'before' | 'after',
  template: PlainTemplate | null,
  plan: Plan,
): ShownMessage | undefined {
  if (!template) return undefined;
  const { as, aimsgcontext, msgtype, content } = template;
  const body = messageOf(msgtype, withNames(content));
  if (!body) return undefined;
  const media = shownMedia(content.media_id);
  const cover = shownMedia(content.thumb_media_id);
  return {
    name,
    speaker:
      as === undefined ? { nickname: plan.officialAccount.name } : speakerOf(as as AccountId, when, plan),
    body,
    isAi: aimsgcontext?.is_ai_msg === 1,
    ...(media ? { media } : {}),
    ...(cover ? { cover } : {}),
  };
}

function shownMedia(value: Json | undefined): ShownMedia | undefined {
  if (typeof value === 'string') return { name: value };
  if (value === undefined || !isPlainMedia(value)) return undefined;
  return { name: value.file, pictureKey: `sha256:${value.sha256}` };
}

/** Files by their path, as a message has ids. */
function withNames(content: PlainTemplate['content']): PlainTemplate['content'] {
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, isPlainMedia(value) ? value.file : value]),
  );
}
