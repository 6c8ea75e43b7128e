import type { AccountId, LiveAccount } from '../model/account.ts';
import type { AvatarFile, DesiredAccount } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type {
  Certainty,
  ComparedAvatar,
  Difference,
  Drift,
  PendingInvitation,
  Unverifiable,
} from '../model/plan.ts';
import type { Verdict } from '../model/ports.ts';
import type { RecordedAccount } from '../model/recorded.ts';
import { compareWorker } from './compare-worker.ts';

/** All that can be said about one desired account against what is live and what was recorded. */
export interface Comparison {
  /** What a change can remove. */
  readonly differences: readonly Difference[];
  /** What may or may not differ. */
  readonly unverifiable: readonly Unverifiable[];
  readonly compared: readonly ComparedAvatar[];
  readonly pending: readonly PendingInvitation[];
  /** What differs and no WeChat call can change. */
  readonly stuck: readonly Diagnostic[];
  readonly drift: readonly Drift[];
}

/** How to compare beside the three states. */
export interface CompareOptions {
  /** Turns what can't be verified into differences. */
  readonly writeUnverifiable: boolean;
  /** What looking at the live avatar told, when it was looked at. */
  readonly verdict?: Verdict | undefined;
}

/**
 * The one comparison of kefu: plan, drift and read-back all use it.
 * `live` is null when WeChat has no such account.
 */
export function compareAccount(
  desired: DesiredAccount,
  live: LiveAccount | null,
  recorded: RecordedAccount | undefined,
  options: CompareOptions,
): Comparison {
  const record = recordOf(live, recorded);
  const parts: readonly Findings[] = [
    compareNickname(desired, live),
    compareAvatar(desired, live, record, options),
    comparePassword(desired, live, record, options),
    compareWorker(desired, live),
    compareProtection(desired, live, recorded),
    { drift: driftOf(desired.id, live, recorded) },
  ];
  return {
    differences: parts.flatMap((part) => part.differences ?? []),
    unverifiable: parts.flatMap((part) => part.unverifiable ?? []),
    compared: parts.flatMap((part) => part.compared ?? []),
    pending: parts.flatMap((part) => part.pending ?? []),
    stuck: parts.flatMap((part) => part.stuck ?? []),
    drift: parts.flatMap((part) => part.drift ?? []),
  };
}

type Findings = Partial<Comparison>;

/**
 * The live avatars that must be looked at before a plan can tell: those the config manages and whose URL is not the one
 * of a recorded upload.
 */
export function avatarsToLookAt(
  desired: readonly DesiredAccount[],
  live: readonly LiveAccount[],
  recorded: ReadonlyMap<AccountId, RecordedAccount> | undefined,
): { readonly account: AccountId; readonly file: AvatarFile; readonly url: string }[] {
  const liveById = new Map(live.map((account) => [account.id, account]));
  return desired.flatMap(({ id, avatar: file }) => {
    const account = liveById.get(id);
    if (!file || !account || account.avatarUrl === '') return [];
    const url = recordOf(account, recorded?.get(id))?.avatar?.url;
    return url === account.avatarUrl ? [] : [{ account: id, file, url: account.avatarUrl }];
  });
}

/** A record holds only for the very account it was made of: recreated elsewhere, it has another kf_id. */
function recordOf(live: LiveAccount | null, recorded: RecordedAccount | undefined) {
  return recorded && live && recorded.kfId === live.kfId ? recorded : undefined;
}

function compareNickname(desired: DesiredAccount, live: LiveAccount | null): Findings {
  if (live?.nickname === desired.nickname) return {};
  return {
    differences: [
      { field: 'nickname', before: live?.nickname ?? null, after: desired.nickname, certainty: 'observed' },
    ],
  };
}

/**
 * WeChat shows only an opaque URL that changes with each upload. While it is the recorded one, the record decides;
 * else only looking at the picture can tell.
 */
function compareAvatar(
  desired: DesiredAccount,
  live: LiveAccount | null,
  record: RecordedAccount | undefined,
  { writeUnverifiable, verdict }: CompareOptions,
): Findings {
  if (!desired.avatar) return {};
  const { sha256, path } = desired.avatar;
  const differs = (before: string | null, certainty: Certainty): Findings => ({
    differences: [{ field: 'avatar', before, after: `sha256:${sha256}`, certainty }],
  });
  if (!live) return differs(null, 'observed');
  const recorded = record?.avatar;
  if (recorded && recorded.url === live.avatarUrl) {
    return recorded.sha256 === sha256 ? {} : differs(`sha256:${recorded.sha256}`, 'recorded');
  }
  if (verdict === 'same') return { compared: [{ account: desired.id, sha256, url: live.avatarUrl }] };
  if (verdict === 'different') return differs(live.avatarUrl, 'compared');
  // The URL is not the one of our upload, so the picture was changed, or at least moved.
  if (recorded) return differs(live.avatarUrl, 'observed');
  if (writeUnverifiable) return differs(live.avatarUrl, 'unverifiable');
  return { unverifiable: [{ account: desired.id, field: 'avatar', desired: path }] };
}

/** WeChat never shows the legacy password; its recorded fingerprint tells whether the YAML's is new. */
function comparePassword(
  desired: DesiredAccount,
  live: LiveAccount | null,
  record: RecordedAccount | undefined,
  { writeUnverifiable }: CompareOptions,
): Findings {
  if (!desired.password) return {};
  const known = record?.passwordFingerprint;
  if (live && known === desired.password.fingerprint) return {};
  if (live && known === undefined && !writeUnverifiable) {
    return { unverifiable: [{ account: desired.id, field: 'password', desired: '(sensitive value)' }] };
  }
  const before = known === undefined ? null : '(sensitive value)';
  const certainty = !live ? 'observed' : known === undefined ? 'unverifiable' : 'recorded';
  return { differences: [{ field: 'password', before, after: '(sensitive value)', certainty }] };
}

/** Protection lives in the state file alone; when the YAML says nothing, what was recorded holds. */
function compareProtection(
  desired: DesiredAccount,
  live: LiveAccount | null,
  recorded: RecordedAccount | undefined,
): Findings {
  if (desired.protect === undefined || desired.protect === (recorded?.protect ?? false)) return {};
  const before = live ? !desired.protect : null;
  return {
    differences: [{ field: 'protect', before, after: desired.protect, certainty: 'recorded' }],
  };
}

/** What someone changed elsewhere since the last apply. */
function driftOf(
  account: AccountId,
  live: LiveAccount | null,
  recorded: RecordedAccount | undefined,
): Drift[] {
  if (!recorded) return [];
  if (!live) return [{ account, field: 'account', recorded: recorded.nickname, live: null }];
  const drift: Drift[] = [];
  if (recorded.kfId !== live.kfId) {
    drift.push({ account, field: 'account', recorded: `kf_id ${recorded.kfId}`, live: `kf_id ${live.kfId}` });
  }
  if (recorded.nickname !== live.nickname) {
    drift.push({ account, field: 'nickname', recorded: recorded.nickname, live: live.nickname });
  }
  if (recorded.avatar && recorded.avatar.url !== live.avatarUrl) {
    drift.push({ account, field: 'avatar', recorded: recorded.avatar.url, live: live.avatarUrl });
  }
  return drift;
}
