import type { SourceRange } from '../model/diagnostic.ts';
import type { MediaChange } from '../model/media.ts';
import { mediaActions, mediaAddress, templateAddress } from '../model/messages-document.ts';
import { isPlainMedia, type Json, type PlainTemplate } from '../model/plain-template.ts';
import type { Action, Plan, TemplateChange } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import { shownActions } from './describe.ts';
import type { MessageWords } from './message-words.ts';

/*
 * What every format says about a plan's media and templates. Texts from outside (address, name, row values, place) are
 * raw: the format escapes them.
 */

export interface DescribedMessage {
  readonly type: 'media' | 'template';
  /** Path of the file, or name of the template. */
  readonly name: string;
  /** `media../promo.jpg`, `template.welcome`. */
  readonly address: string;
  readonly action: Action;
  /** Goes on behind the name: "will be uploaded". */
  readonly verb: string;
  readonly reason?: string;
  readonly rows: readonly MessageRow[];
  readonly place?: SourceRange;
}

/** One value of a media file or a template; null where there is none on that side. */
export interface MessageRow {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Media in the order of execution but deletes first, then templates, deletes first. */
export function describeMessages(plan: Plan, words: MessageWords): DescribedMessage[] {
  const media = plan.mediaChanges.map((change) => describeMedia(change, words));
  const templates = plan.templateChanges.map((change) => describeTemplate(change, words));
  return [media, templates].flatMap((group) =>
    shownActions.flatMap((action) => group.filter((one) => one.action === action)),
  );
}

/** One line with the counts of a plan; undefined when it has neither media nor templates to change. */
export function messageCounts(plan: Plan, words: MessageWords): string | undefined {
  const lines = [
    ...(plan.mediaChanges.length > 0
      ? [words.mediaCounts(...countsOf(plan.mediaChanges.map(({ kind }) => mediaActions[kind])))]
      : []),
    ...(plan.templateChanges.length > 0
      ? [words.templateCounts(...countsOf(plan.templateChanges.map(({ action }) => action)))]
      : []),
  ];
  return lines.length === 0 ? undefined : lines.join(' ');
}

/** The same of the media an apply is done with. */
export function messagesDone({ messageResults }: Report, words: MessageWords): string | undefined {
  const media = messageResults.filter(({ kind }) => kind !== 'record-template');
  if (media.length === 0) return undefined;
  const done = media.filter(({ status }) => status === 'done');
  return words.mediaDone(...countsOf(done.map(({ action }) => action)));
}

function countsOf(actions: readonly Action[]): [create: number, update: number, remove: number] {
  const count = (action: Action) => actions.filter((one) => one === action).length;
  return [count('create'), count('update'), count('delete')];
}

function describeMedia(
  { kind, reason, media, usedBy, source }: MediaChange,
  words: MessageWords,
): DescribedMessage {
  const action = mediaActions[kind];
  const what = `${media.kind}, ${media.lifetime}, sha256:${media.key.slice(0, 12)}`;
  const used = usedBy.length === 0 ? '' : `; ${words.usedBy(usedBy)}`;
  const value = `${what}${used}`;
  const isDelete = action === 'delete';
  return {
    type: 'media',
    name: media.path,
    address: mediaAddress(media),
    action,
    verb: words.mediaVerb[action],
    reason: words.reason[reason],
    rows: [{ field: 'media', before: isDelete ? value : null, after: isDelete ? null : value }],
    ...(source ? { place: source } : {}),
  };
}

function describeTemplate(
  { template, action, before, after, source }: TemplateChange,
  words: MessageWords,
): DescribedMessage {
  return {
    type: 'template',
    name: template,
    address: templateAddress(template),
    action,
    verb: words.templateVerb[action],
    rows: rowsOf(before, after),
    ...(source ? { place: source } : {}),
  };
}

/** The values that differ, in the order of the template. */
function rowsOf(before: PlainTemplate | null, after: PlainTemplate | null): MessageRow[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((row) => row.before !== row.after);
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
