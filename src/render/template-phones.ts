import { type AccountId, accountName } from '../model/account.ts';
import { type MessageBody, messageTypes } from '../model/message.ts';
import { isPlainMedia, type Json, type PlainMedia, type PlainTemplate } from '../model/plain-template.ts';
import type { Plan, TemplateChange } from '../model/plan.ts';
import type { RenderContext } from './context.ts';
import { type Html, html } from './html.ts';
import { messageChat } from './message-html.ts';
import type { ShownMedia, ShownMessage } from './shown-message.ts';
import type { Words } from './words.ts';

/** A template as the customer's phone would show it, before and after; what is filled in on sending stands as written. */
export function templatePhones(
  change: TemplateChange,
  plan: Plan,
  context: RenderContext,
  words: Words,
): Html {
  const side = (when: 'before' | 'after', label: string, template: PlainTemplate | null) => {
    const shown = template && shownMessage(change.template, template, plan, context);
    return (
      shown &&
      html`<div class="side ${when}" role="group" aria-label="${label}"><p class="label">${label}</p>${messageChat(shown)}</div>`
    );
  };
  const before = side('before', words.now, change.before) ?? undefined;
  const after = side('after', words.afterApply, change.after) ?? undefined;
  const arrow =
    before && after ? html`<svg class="arrow" aria-hidden="true"><use href="#arrow"/></svg>` : undefined;
  return html`<div class="sides phones">${before}${arrow}${after}</div>`;
}

/** Undefined for a type this version does not know, which only a state file of another version can hold. */
function shownMessage(
  name: string,
  { as, aimsgcontext, msgtype, content }: PlainTemplate,
  plan: Plan,
  { pictures }: RenderContext,
): ShownMessage | undefined {
  if (!messageTypes.some((type) => type === msgtype)) return undefined;
  const media = shownMedia(content.media_id, pictures);
  const cover = shownMedia(content.thumb_media_id, pictures);
  return {
    name,
    speaker: { nickname: as === undefined ? plan.officialAccount.name : nicknameOf(as as AccountId, plan) },
    body: { msgtype, content: withNames(content) } as unknown as MessageBody,
    isAi: aimsgcontext?.is_ai_msg === 1,
    ...(media ? { media } : {}),
    ...(cover ? { cover } : {}),
  };
}

/** The nickname as it will be, where the plan tells it; else the name of the account. */
function nicknameOf(account: AccountId, { accountChanges }: Plan): string {
  const change = accountChanges.find((one) => one.account === account);
  const planned = change?.differences.find(({ field }) => field === 'nickname')?.after;
  return typeof planned === 'string' ? planned : (change?.observed?.nickname ?? accountName(account));
}

function shownMedia(value: Json | undefined, pictures: RenderContext['pictures']): ShownMedia | undefined {
  if (typeof value === 'string') return { name: value };
  if (value === undefined || !isPlainMedia(value)) return undefined;
  const { file, sha256 }: PlainMedia = value;
  const picture = pictures.get(`sha256:${sha256}`);
  return { name: file, ...(picture ? { picture } : {}) };
}

/** Files by their path, as a message has ids. */
function withNames(content: PlainTemplate['content']): PlainTemplate['content'] {
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, isPlainMedia(value) ? value.file : value]),
  );
}
