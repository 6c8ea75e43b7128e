import type { AccountId, LiveAccount } from '../model/account.ts';
import type { DesiredAccount } from '../model/desired.ts';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type { Difference, Drift, PendingInvitation, Unverifiable } from '../model/plan.ts';
import type { RecordedAccount } from '../model/recorded.ts';

/** All that can be said about one desired account against what is live and what was recorded. */
export interface Comparison {
  /** What a change can remove. */
  readonly differences: readonly Difference[];
  /** What may or may not differ. */
  readonly unverifiable: readonly Unverifiable[];
  readonly pending: readonly PendingInvitation[];
  /** What differs and no WeChat call can change. */
  readonly stuck: readonly Diagnostic[];
  readonly drift: readonly Drift[];
}

/**
 * The one comparison of kefu: plan, drift and read-back all use it.
 * `live` is null when WeChat has no such account. `writeUnverifiable` turns what can't be verified into differences.
 */
export function compareAccount(
  desired: DesiredAccount,
  live: LiveAccount | null,
  recorded: RecordedAccount | undefined,
  writeUnverifiable: boolean,
): Comparison {
  const record = recordOf(live, recorded);
  const parts = [
    compareNickname(desired, live),
    compareAvatar(desired, live, record, writeUnverifiable),
    comparePassword(desired, live, record, writeUnverifiable),
    compareWorker(desired, live),
    compareProtection(desired, live, recorded),
    { drift: driftOf(desired.id, live, recorded) },
  ];
  return {
    differences: parts.flatMap((part) => part.differences ?? []),
    unverifiable: parts.flatMap((part) => part.unverifiable ?? []),
    pending: parts.flatMap((part) => part.pending ?? []),
    stuck: parts.flatMap((part) => part.stuck ?? []),
    drift: parts.flatMap((part) => part.drift ?? []),
  };
}

type Findings = Partial<Comparison>;

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

/** WeChat shows only an opaque URL that changes with each upload, so the record of the last upload decides. */
function compareAvatar(
  desired: DesiredAccount,
  live: LiveAccount | null,
  record: RecordedAccount | undefined,
  writeUnverifiable: boolean,
): Findings {
  if (!desired.avatar) return {};
  const after = `sha256:${desired.avatar.sha256}`;
  if (!live) return { differences: [{ field: 'avatar', before: null, after, certainty: 'observed' }] };
  const recorded = record?.avatar;
  if (!recorded) {
    if (!writeUnverifiable) {
      return { unverifiable: [{ account: desired.id, field: 'avatar', desired: desired.avatar.path }] };
    }
    return { differences: [{ field: 'avatar', before: live.avatarUrl, after, certainty: 'unverifiable' }] };
  }
  if (recorded.url !== live.avatarUrl) {
    return { differences: [{ field: 'avatar', before: live.avatarUrl, after, certainty: 'observed' }] };
  }
  if (recorded.sha256 === desired.avatar.sha256) return {};
  const before = `sha256:${recorded.sha256}`;
  return { differences: [{ field: 'avatar', before, after, certainty: 'recorded' }] };
}

/** WeChat never shows the legacy password; its recorded fingerprint tells whether the YAML's is new. */
function comparePassword(
  desired: DesiredAccount,
  live: LiveAccount | null,
  record: RecordedAccount | undefined,
  writeUnverifiable: boolean,
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

/** An invitation that waits is not a change; one that was rejected or ran out is sent again. */
function compareWorker(desired: DesiredAccount, live: LiveAccount | null): Findings {
  if (desired.worker === undefined) return {};
  const worker = live?.worker ?? { status: 'none' };
  const invite = (before: string | null): Findings => ({
    differences: [{ field: 'worker', before, after: desired.worker ?? null, certainty: 'observed' }],
  });
  switch (worker.status) {
    case 'none':
      return invite(null);
    case 'rejected':
    case 'expired':
      return invite(`${worker.wechatId} (${worker.status})`);
    case 'invited':
      if (worker.wechatId !== desired.worker) return { stuck: [otherInvitation(desired, worker.wechatId)] };
      return {
        pending: [
          {
            account: desired.id,
            wechatId: worker.wechatId,
            ...(worker.expiresAt === undefined ? {} : { expiresAt: worker.expiresAt }),
          },
        ],
      };
    case 'bound':
      return worker.wechatId === desired.worker ? {} : { stuck: [boundElsewhere(desired, worker.wechatId)] };
  }
}

/** WeChat answers 65411 while another invitation waits and has no call to take one back. */
function otherInvitation(desired: DesiredAccount, invited: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'worker-invitation-waiting',
    message: `${desired.id} waits for an answer from "${invited}", so "${desired.worker}" can't be invited yet.`,
    hint: 'WeChat allows one open invitation per account: let it be answered or run out, then plan again.',
    ...rangeOf(desired, 'worker'),
  };
}

/** WeChat answers 65412 for an account that has its person and has no call to unbind one. */
function boundElsewhere(desired: DesiredAccount, bound: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'worker-bound-elsewhere',
    message: `${desired.id} is bound to "${bound}", and WeChat has no call to bind it to "${desired.worker}" instead.`,
    hint: 'Unbind the person in the console (mp.weixin.qq.com), or set worker to the person who is bound.',
    ...rangeOf(desired, 'worker'),
  };
}

function rangeOf(desired: DesiredAccount, field: string): { range?: SourceRange } {
  const range = desired.source.fields[field] ?? desired.source.account;
  return { range };
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
