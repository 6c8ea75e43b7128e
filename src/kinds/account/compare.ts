import type { LiveAccount } from '../../model/account.ts';
import type { DesiredAccount } from '../../model/desired.ts';
import type { Drift } from '../../model/plan.ts';
import { compareAvatar, lookAtAvatar } from './compare-avatar.ts';
import { compareWorker, type WorkerStates } from './compare-worker.ts';
import { avatarSent, type Comparison, joined, nicknameSent } from './comparison.ts';
import { type AccountReading, type RecordedAccount, recordOfLive } from './states.ts';
import type { AccountStep } from './step.ts';

/** What one desired account is compared with. */
export interface AccountStates extends Pick<WorkerStates, 'boundAt' | 'invite'> {
  /** Null when WeChat has no such account. */
  readonly live: LiveAccount | null;
  readonly recorded: RecordedAccount | undefined;
  readonly looks: AccountReading['looks'];
  /** Steps of an earlier run whose outcome was never known. */
  readonly open: readonly AccountStep[];
  /** Turns what can't be verified into differences. */
  readonly writeUnverifiable: boolean;
}

/** All that can be said about one desired account against what is live and what was recorded. */
export function compareAccount(desired: DesiredAccount, states: AccountStates): Required<Comparison> {
  return joined([
    compareNickname(desired, states),
    compareAvatar({ ...states, avatar: desired.avatar }),
    comparePassword(desired, states),
    compareWorker(desired, states),
    compareProtection(desired, states),
    { drift: driftOf(desired, states) },
  ]);
}

function compareNickname({ nickname }: DesiredAccount, { live }: AccountStates): Comparison {
  if (live?.nickname === nickname) return {};
  return {
    differences: [
      { field: 'nickname', before: live?.nickname ?? null, after: nickname, certainty: 'observed' },
    ],
  };
}

const hidden = '(sensitive value)';

/** WeChat never shows the legacy password; its recorded fingerprint tells whether the YAML's is new. */
function comparePassword(
  { password }: DesiredAccount,
  { live, recorded, writeUnverifiable }: AccountStates,
): Comparison {
  if (!password) return {};
  const known = live ? recordOfLive(recorded, live)?.passwordFingerprint : undefined;
  if (live && known === password.fingerprint) return {};
  if (live && known === undefined && !writeUnverifiable) {
    return { unverifiable: [{ field: 'password', desired: hidden }] };
  }
  const before = known === undefined ? null : hidden;
  const certainty = !live ? 'observed' : known === undefined ? 'unverifiable' : 'recorded';
  return { differences: [{ field: 'password', before, after: hidden, certainty }] };
}

/** Protection lives in the state file alone; when the YAML says nothing, what was recorded holds. */
function compareProtection({ protect }: DesiredAccount, { live, recorded }: AccountStates): Comparison {
  if (protect === undefined || protect === (recorded?.protect ?? false)) return {};
  return {
    differences: [
      { field: 'protect', before: live ? !protect : null, after: protect, certainty: 'recorded' },
    ],
  };
}

type FieldDrift = Omit<Drift, 'kind' | 'name' | 'label'>;

/** What is not as it was recorded, but for what an interrupted step of kefu itself explains. */
function driftOf(desired: DesiredAccount, states: AccountStates): FieldDrift[] {
  const { live, recorded, open } = states;
  if (!recorded) return [];
  const isOurs = (kind: AccountStep['kind']) => open.some((step) => step.kind === kind);
  if (!live) {
    if (isOurs('delete-account')) return [];
    return [{ field: 'account', recorded: recorded.nickname, live: null, why: 'elsewhere' }];
  }
  const isRemade = recorded.kfId !== live.kfId && !isOurs('create-account');
  return [
    ...(isRemade
      ? [
          {
            field: 'account',
            recorded: `kf_id ${recorded.kfId}`,
            live: `kf_id ${live.kfId}`,
            why: 'elsewhere',
          } as const,
        ]
      : []),
    ...nicknameDrift(desired, live, recorded, open),
    ...avatarDrift(desired, live, states),
  ];
}

function nicknameDrift(
  desired: DesiredAccount,
  live: LiveAccount,
  recorded: RecordedAccount,
  open: readonly AccountStep[],
): FieldDrift[] {
  if (recorded.nickname === live.nickname) return [];
  if (open.some((step) => nicknameSent(step) === live.nickname)) return [];
  const why = live.nickname === desired.nickname ? 'record_old' : 'elsewhere';
  return [{ field: 'nickname', recorded: recorded.nickname, live: live.nickname, why }];
}

/** Another URL alone is no drift: WeChat serves a picture from elsewhere now and then. */
function avatarDrift(
  { avatar }: DesiredAccount,
  live: LiveAccount,
  { recorded, looks, open }: AccountStates,
): FieldDrift[] {
  const known = recorded?.avatar;
  if (!known || known.url === live.avatarUrl || open.some((step) => avatarSent(step))) return [];
  const drift = (why: Drift['why']): FieldDrift[] => [
    { field: 'avatar', recorded: known.url, live: live.avatarUrl, why },
  ];
  if (!avatar) return drift('elsewhere');
  const look = lookAtAvatar(avatar, live, looks);
  const wantsAnother = avatar.sha256 !== known.sha256;
  if (look === 'same') return wantsAnother ? drift('record_old') : [];
  // The picture is not the one wanted now; whether it is still the one of last time, nobody can tell.
  return look === 'different' && wantsAnother ? [] : drift('elsewhere');
}
