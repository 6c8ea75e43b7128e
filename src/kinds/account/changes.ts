import type { DesiredAccount } from '../../model/desired.ts';
import type { Difference } from '../../model/plan.ts';
import type { AccountStep } from './step.ts';

/** The steps that make a missing account: the account, then its avatar, then the invitation. */
export function stepsToCreate(desired: DesiredAccount, differences: readonly Difference[]): AccountStep[] {
  return [
    {
      kind: 'create-account',
      account: desired.id,
      nickname: desired.nickname,
      withPassword: desired.password !== undefined,
    },
    ...stepsBehind(desired, differences),
  ];
}

/** The steps that remove the differences of an account that is there. */
export function stepsToUpdate(desired: DesiredAccount, differences: readonly Difference[]): AccountStep[] {
  const update: AccountStep = {
    kind: 'update-account',
    account: desired.id,
    nickname: desired.nickname,
    withPassword: desired.password !== undefined,
  };
  const needsUpdate = differences.some(({ field }) => field === 'nickname' || field === 'password');
  return [...(needsUpdate ? [update] : []), ...stepsBehind(desired, differences)];
}

function stepsBehind(
  { id: account, avatar, worker, protect }: DesiredAccount,
  differences: readonly Difference[],
): AccountStep[] {
  const differs = (field: string) => differences.some((difference) => difference.field === field);
  const steps: AccountStep[] = [];
  if (avatar && differs('avatar')) {
    const { path, sha256, format, width, height } = avatar;
    steps.push({ kind: 'upload-avatar', account, avatar: { path, sha256, format, width, height } });
  }
  if (worker !== undefined && differs('worker')) {
    steps.push({ kind: 'invite-worker', account, wechatId: worker });
  }
  if (protect !== undefined && differs('protect')) steps.push({ kind: 'set-protection', account, protect });
  return steps;
}
