import type { LiveAccount } from '../../model/account.ts';
import type { AvatarFile } from '../../model/desired.ts';
import type { Certainty } from '../../model/plan.ts';
import type { Likeness } from '../../model/ports.ts';
import { avatarSent, type Comparison } from './comparison.ts';
import { type AccountReading, lookKey, type RecordedAccount, recordOfLive } from './states.ts';
import type { AccountStep } from './step.ts';

/** What the comparison of an avatar looks at. */
export interface AvatarStates {
  readonly avatar: AvatarFile | undefined;
  readonly live: LiveAccount | null;
  readonly recorded: RecordedAccount | undefined;
  readonly looks: AccountReading['looks'];
  /** Steps of an earlier run whose outcome was never known. */
  readonly open: readonly AccountStep[];
  readonly writeUnverifiable: boolean;
}

/**
 * WeChat shows only an opaque URL that changes with each upload. While it is the recorded one, the record decides; else
 * only looking at the picture can tell. A picture that nobody can look at is a difference where kefu has reason to believe
 * that its own was never set: the account still has the picture it was made with, or an upload was interrupted.
 */
export function compareAvatar(states: AvatarStates): Comparison {
  const { avatar, live, recorded, looks, writeUnverifiable } = states;
  if (!avatar) return {};
  const { sha256, path } = avatar;
  const differs = (before: string | null, certainty: Certainty): Comparison => ({
    differences: [{ field: 'avatar', before, after: `sha256:${sha256}`, certainty }],
  });
  if (!live) return differs(null, 'observed');
  const uploaded = recordOfLive(recorded, live)?.avatar;
  const isOfUpload = uploaded?.url === live.avatarUrl;
  if (isOfUpload && uploaded.sha256 !== sha256) return differs(`sha256:${uploaded.sha256}`, 'recorded');
  if (isOfUpload && !uploaded.unseen) return {};
  if (live.avatarUrl === '') return differs(null, 'observed');
  const look = lookAtAvatar(avatar, live, looks);
  if (look === 'same') return { found: [{ field: 'avatar', value: { sha256, url: live.avatarUrl } }] };
  if (look === 'different') return differs(live.avatarUrl, 'compared');
  // It was uploaded and WeChat said ok: writing once more would tell no more.
  if (isOfUpload) return { unverifiable: [{ field: 'avatar', desired: path }] };
  // The URL is not the one of our upload, so the picture was changed, or at least moved.
  if (uploaded || wasNeverSet(states, live)) return differs(live.avatarUrl, 'observed');
  if (writeUnverifiable) return differs(live.avatarUrl, 'unverifiable');
  return { unverifiable: [{ field: 'avatar', desired: path }] };
}

/** What looking at the live picture told, when it was looked at. */
export function lookAtAvatar(
  avatar: AvatarFile,
  live: LiveAccount,
  looks: AccountReading['looks'],
): Likeness | undefined {
  return looks.get(lookKey(avatar.sha256, live.avatarUrl));
}

function wasNeverSet({ recorded, open }: AvatarStates, live: LiveAccount): boolean {
  if (recordOfLive(recorded, live)?.bornWithUrl === live.avatarUrl) return true;
  return open.some((step) => step.kind === 'create-account' || avatarSent(step) !== undefined);
}
