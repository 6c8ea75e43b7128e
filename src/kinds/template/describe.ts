import { type AccountId, accountName, type LiveAccount } from '../../model/account.ts';
import type { Described, Row } from '../../model/described.ts';
import type { Json } from '../../model/json.ts';
import type { Language } from '../../model/language.ts';
import { isPlainMedia, type PlainTemplate } from '../../model/plain-template.ts';
import type { Change, Difference, Plan } from '../../model/plan.ts';
import type { ShownMedia, ShownMessage } from '../../model/shown-message.ts';
import { accountKind } from '../account/states.ts';
import { changeHead } from '../change-head.ts';
import { messageOf } from './message-shape.ts';
import type { TemplateStep } from './states.ts';
import { templateVerbs } from './words.ts';

/** A change of a template in words, with the message as the customer's phone would show it before and after. */
export function describeTemplate(change: Change, plan: Plan, lang: Language): Described {
  const { name, action, differences, observed, steps } = change;
  const [step] = steps as readonly TemplateStep[];
  const body = step && 'body' in step ? step.body : null;
  const before = shownMessage(name, observed as PlainTemplate | null, plan);
  const after = shownMessage(name, body, plan);
  return {
    ...changeHead(change, templateVerbs[lang][action], undefined),
    rows: differences.map(rowOf),
    illustration: {
      form: 'messages',
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
    },
  };
}

function rowOf({ field, before, after }: Difference): Row {
  return { key: field, field, before: textOf(before), after: textOf(after), notes: [], compare: 'words' };
}

function textOf(value: Json): string | null {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is filled in on sending stands as written. Undefined for what can't be drawn. */
function shownMessage(name: string, template: PlainTemplate | null, plan: Plan): ShownMessage | undefined {
  if (!template) return undefined;
  const { as, aimsgcontext, msgtype, content } = template;
  const body = messageOf(msgtype, withNames(content));
  if (!body) return undefined;
  const media = shownMedia(content.media_id);
  const cover = shownMedia(content.thumb_media_id);
  return {
    name,
    speaker: { nickname: as === undefined ? plan.officialAccount.name : nicknameOf(as as AccountId, plan) },
    body,
    isAi: aimsgcontext?.is_ai_msg === 1,
    ...(media ? { media } : {}),
    ...(cover ? { cover } : {}),
  };
}

/** The nickname as it will be, where the plan tells it; else the name of the account. */
function nicknameOf(id: AccountId, { changes }: Plan): string {
  const change = changes.find(({ kind, name }) => kind === accountKind && name === id);
  const planned = change?.differences.find(({ field }) => field === 'nickname')?.after;
  const live = change?.observed as LiveAccount | null | undefined;
  return typeof planned === 'string' ? planned : (live?.nickname ?? accountName(id));
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
