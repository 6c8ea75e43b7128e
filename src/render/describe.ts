import type { AccountId } from '../model/account.ts';
import type { AvatarRef } from '../model/desired.ts';
import type { SourceRange } from '../model/diagnostic.ts';
import type { AccountChange, Action, Difference, Field, Plan } from '../model/plan.ts';
import type { Words } from './words.ts';

/*
 * What every format says about a plan's changes: one sentence and the rows of each account. Formats only lay out and
 * escape, so all of them show the same set of changes in the same order.
 */

/** One account change in words. Texts from outside (account, row values, place) are raw: the format escapes them. */
export interface DescribedChange {
  readonly account: AccountId;
  readonly action: Action;
  /** Goes on behind the account: "will be created". */
  readonly verb: string;
  /** Why, when it does not go without saying: "declared state: absent". */
  readonly reason?: string;
  readonly rows: readonly Row[];
  readonly place?: SourceRange;
  readonly change: AccountChange;
}

/** One field that differs. */
export interface Row {
  readonly field: Field;
  readonly before: string | boolean | null;
  readonly after: string | boolean | null;
  /** Words of ours: size of the picture, how sure we are. */
  readonly notes: readonly string[];
}

/** All account changes as they are shown: deletes first, then creates, then updates. */
export function describeChanges(plan: Plan, words: Words): DescribedChange[] {
  return [...plan.accountChanges]
    .sort((first, second) => rank[first.action] - rank[second.action])
    .map((change) => describeChange(change, words));
}

const rank = { delete: 0, create: 1, update: 2 } as const satisfies Record<Action, number>;

/** The order in which actions are shown. */
export const shownActions = ['delete', 'create', 'update'] as const satisfies readonly Action[];

export const symbols = { create: '+', update: '~', delete: '-' } as const satisfies Record<Action, string>;

function describeChange(change: AccountChange, words: Words): DescribedChange {
  const reason = words.reason[change.reason];
  return {
    account: change.account,
    action: change.action,
    verb: words.verb[change.action],
    ...(reason === undefined ? {} : { reason }),
    rows: change.differences.map((difference) => rowOf(change, difference, words)),
    ...(change.source ? { place: change.source } : {}),
    change,
  };
}

/** A picture is named by its file, with its size and the start of its hash behind it. */
function rowOf(change: AccountChange, difference: Difference, words: Words): Row {
  const { field, before, after } = difference;
  const avatar = field === 'avatar' ? uploadedAvatar(change) : undefined;
  return {
    field,
    before: shortened(before),
    after: avatar ? avatar.path : shortened(after),
    notes: notesOn(difference, avatar, words),
  };
}

function notesOn({ field, certainty }: Difference, avatar: AvatarRef | undefined, words: Words): string[] {
  const notes = [];
  if (avatar) {
    const { width, height, format, sha256 } = avatar;
    notes.push(`${width}×${height} ${format}, sha256:${sha256.slice(0, 12)}`);
  }
  if (field === 'worker') notes.push(words.willBeInvited);
  if (field === 'protect') notes.push(words.keptInState);
  if (certainty !== 'observed' && field !== 'protect') notes.push(words.before(certainty));
  return notes;
}

/** The picture an account change uploads, when it does. */
export function uploadedAvatar({ changes }: AccountChange): AvatarRef | undefined {
  return changes.find((change) => change.kind === 'upload-avatar')?.avatar;
}

function shortened(value: Difference['before']): Difference['before'] {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value) ? value.slice(0, 19) : value;
}

/** `2026-11-22 08:00 UTC`, from Unix seconds. */
export function utc(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `file:line:column`, unescaped. */
export function placeOf({ file, line, column }: SourceRange): string {
  return `${file}:${line}:${column}`;
}
