import { type AccountId, accountName, type LiveAccount } from '../../model/account.ts';
import type { AvatarFile, DesiredAccount } from '../../model/desired.ts';
import type { SourceRange } from '../../model/diagnostic.ts';
import type { Change, Plan } from '../../model/plan.ts';
import type { Saying } from '../../model/saying.ts';
import type { Undone } from '../../model/undone.ts';
import { say } from '../../words/en/findings.ts';
import type { AccountWant } from './states.ts';
import type { AccountStep } from './step.ts';
import { accountSteps } from './steps.ts';

/**
 * What takes a change of an account back: one that was made is wanted gone, one that was changed or deleted as it was
 * observed before. One that replaced another is taken back as a replacement the other way round.
 */
export function undoAccount(undone: Undone): {
  readonly want?: AccountWant;
  readonly lost: readonly Saying[];
} {
  const { change } = undone;
  const lost = lostBy(undone);
  if (change.action === 'create') {
    return { want: gone(change.name as AccountId, protectionIn(undone) === true), lost };
  }
  const account = before(undone);
  return account ? { want: { state: 'present', account }, lost } : { lost };
}

/** What a change of an inverse plan wants; its steps hold all of it. */
export function wantOfChange(
  change: Change,
  { changes }: Plan,
  files: ReadonlyMap<string, AvatarFile>,
): AccountWant {
  const id = change.name as AccountId;
  if (change.action === 'delete') return gone(id, change.protection === 'lifted');
  const account = {
    ...asObserved(id, change.observed as LiveAccount | null),
    previously: changes.filter((other) => replacementOf(other) === id).map(({ name }) => name as AccountId),
  };
  return (change.steps as readonly AccountStep[]).reduce<AccountWant>(
    (want, step) => wantedBy(step, want, files),
    { state: 'present', account },
  );
}

/** A protection that the undone apply set is taken back with the account; one of before or since is not. */
function gone(id: AccountId, isLifted: boolean): AccountWant {
  return { state: 'absent', account: { id, ...(isLifted ? { protect: false } : {}), source: nowhere } };
}

function replacementOf({ steps }: Change): AccountId | undefined {
  return (steps as readonly AccountStep[]).find((step) => step.kind === 'delete-account')?.replacedBy;
}

function wantedBy<Own extends AccountStep>(
  step: Own,
  want: AccountWant,
  files: ReadonlyMap<string, AvatarFile>,
): AccountWant {
  const { wants } = accountSteps[step.kind] as {
    readonly wants?: (
      step: AccountStep,
      want: AccountWant,
      files: ReadonlyMap<string, AvatarFile>,
    ) => AccountWant;
  };
  return wants ? wants(step, want, files) : want;
}

/** The URL of the picture that a change overwrites, or deletes with its account. */
export function overwrittenPicture({ action, steps, observed }: Change): string | undefined {
  const url = (observed as LiveAccount | null)?.avatarUrl;
  return url && (action === 'delete' || overwritesPicture(steps as readonly AccountStep[])) ? url : undefined;
}

function overwritesPicture(steps: readonly AccountStep[]): boolean {
  return steps.some((step) => 'avatar' in step);
}

/** The account as it was; undefined when it was not there. */
function before(undone: Undone): DesiredAccount | undefined {
  const { change, steps, replacedBy, picture, now } = undone;
  const observed = change.observed as LiveAccount | null;
  if (!observed) return undefined;
  const done = steps as readonly AccountStep[];
  const isDelete = change.action === 'delete';
  // Where this run gave it no other nickname, the one that it has now is nobody's to take back.
  const isRenamed = isDelete || done.some((step) => step.kind === 'update-account');
  const live = now as LiveAccount | null;
  const wasProtected = protectionBefore(undone);
  return {
    ...asObserved(observed.id, observed),
    ...(isRenamed || !live ? {} : { nickname: live.nickname }),
    ...(picture && (isDelete || overwritesPicture(done)) ? { avatar: picture } : {}),
    ...(isDelete && observed.worker.status === 'bound' ? { worker: observed.worker.wechatId } : {}),
    ...(wasProtected === undefined ? {} : { protect: wasProtected }),
    previously: replacedBy === undefined ? [] : [replacedBy as AccountId],
  };
}

/** Undefined where the change left it alone. */
function protectionBefore(undone: Undone): boolean | undefined {
  if (undone.change.action === 'delete') return undone.change.protection === undefined ? undefined : true;
  const protection = protectionIn(undone);
  return protection === undefined ? undefined : !protection;
}

/** What the steps that are done made of the protection. */
function protectionIn({ steps }: Undone): boolean | undefined {
  return (steps as readonly AccountStep[]).find((step) => step.kind === 'set-protection')?.protect;
}

function asObserved(id: AccountId, observed: LiveAccount | null): DesiredAccount {
  return { id, nickname: observed?.nickname ?? '', previously: [], source: nowhere };
}

/** An inverse has no line in any config. */
const range: SourceRange = { file: '(inverse plan)', line: 1, column: 1, length: 1, text: '' };
const nowhere = { account: range, fields: {} };

function lostBy({ change, steps, picture }: Undone): Saying[] {
  const { action, name } = change;
  const observed = change.observed as LiveAccount | null;
  const done = steps as readonly AccountStep[];
  const lost: Saying[] = [];
  const isDelete = action === 'delete';
  if (observed && (isDelete || overwritesPicture(done)) && !picture) {
    lost.push(say('lost-picture'));
  }
  if (isDelete) lost.push(say('lost-kf-id'));
  if (isDelete && observed?.worker.status === 'bound') {
    lost.push(say('lost-binding', { person: observed.worker.wechatId }));
  }
  if (action === 'update' && done.some((step) => step.kind === 'invite-worker')) {
    lost.push(say('lost-invitation'));
  }
  return lost.map((what) => say('inverse-lost', { name: accountName(name as AccountId), what }));
}
