import type { Change } from '../model/change.ts';
import type { DesiredAccount } from '../model/desired.ts';
import type { Difference, Field } from '../model/plan.ts';

/** The changes that make a missing account: the account, then its avatar, then the invitation. */
export function changesToCreate(desired: DesiredAccount, differences: readonly Difference[]): Change[] {
  return [
    {
      kind: 'create-account',
      account: desired.id,
      nickname: desired.nickname,
      withPassword: desired.password !== undefined,
    },
    ...avatarChange(desired),
    ...workerChange(desired),
    ...(differences.some(({ field }) => field === 'protect') ? protectionChange(desired) : []),
  ];
}

/** The changes that remove the differences of an account that is there. */
export function changesToUpdate(desired: DesiredAccount, differences: readonly Difference[]): Change[] {
  const differs = (field: Field) => differences.some((difference) => difference.field === field);
  const changes: Change[] = [];
  if (differs('nickname') || differs('password')) {
    changes.push({
      kind: 'update-account',
      account: desired.id,
      nickname: desired.nickname,
      withPassword: desired.password !== undefined,
    });
  }
  if (differs('avatar')) changes.push(...avatarChange(desired));
  if (differs('worker')) changes.push(...workerChange(desired));
  if (differs('protect')) changes.push(...protectionChange(desired));
  return changes;
}

function avatarChange({ id, avatar }: DesiredAccount): Change[] {
  if (!avatar) return [];
  const { path, sha256, format, width, height } = avatar;
  return [{ kind: 'upload-avatar', account: id, avatar: { path, sha256, format, width, height } }];
}

function workerChange({ id, worker }: DesiredAccount): Change[] {
  return worker === undefined ? [] : [{ kind: 'invite-worker', account: id, wechatId: worker }];
}

function protectionChange({ id, protect }: DesiredAccount): Change[] {
  return protect === undefined ? [] : [{ kind: 'set-protection', account: id, protect }];
}
