import type { AccountId, LiveAccount, LiveAccounts } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { Desired, DesiredAccount } from '../model/desired.ts';
import type { ComparedAvatar } from '../model/plan.ts';
import type { Intent, Recorded, RecordedAccount } from '../model/recorded.ts';

/** What stands in the state file before the first apply. */
export function emptyRecorded(appId: string): Recorded {
  return {
    appId,
    serial: 0,
    accounts: new Map(),
    media: new Map(),
    templates: new Map(),
    intents: [],
    appliedPlans: [],
  };
}

const rememberedPlans = 50;

/** Remembers a saved plan that was applied to the end. */
export function withAppliedPlan(recorded: Recorded, digest: string): Recorded {
  return { ...recorded, appliedPlans: [...recorded.appliedPlans, digest].slice(-rememberedPlans) };
}

export function withIntent(recorded: Recorded, intent: Intent): Recorded {
  return { ...recorded, intents: [...recorded.intents, intent] };
}

export function withoutIntent(recorded: Recorded, change: Change): Recorded {
  const isOther = (intent: Intent) =>
    !('account' in intent) || intent.account !== change.account || intent.kind !== change.kind;
  return { ...recorded, intents: recorded.intents.filter(isOther) };
}

/** Notes a change that was read back; `now` is the account as listed after it. */
export function withDone(
  recorded: Recorded,
  change: Change,
  now: LiveAccount | null,
  desired: Desired,
): Recorded {
  const accounts = new Map(recorded.accounts);
  if (!now) accounts.delete(change.account);
  else
    accounts.set(
      change.account,
      recordOf(change, now, baseRecord(accounts.get(change.account), now), desired),
    );
  return { ...recorded, accounts };
}

function recordOf(
  change: Change,
  now: LiveAccount,
  base: RecordedAccount,
  desired: Desired,
): RecordedAccount {
  switch (change.kind) {
    case 'create-account':
    case 'update-account':
      return {
        ...base,
        nickname: change.nickname,
        ...(change.withPassword ? fingerprintOf(change, desired) : {}),
      };
    case 'upload-avatar':
      return { ...base, avatar: { sha256: change.avatar.sha256, url: now.avatarUrl } };
    case 'invite-worker':
      return { ...base, worker: change.wechatId };
    case 'set-protection':
      return { ...base, protect: change.protect };
    case 'delete-account':
      return base;
  }
}

function fingerprintOf(
  { account }: Change,
  { accounts }: Desired,
): Pick<RecordedAccount, 'passwordFingerprint'> {
  const fingerprint = accounts.find(({ id }) => id === account)?.password?.fingerprint;
  return fingerprint === undefined ? {} : { passwordFingerprint: fingerprint };
}

/** A record of another kf_id speaks of an account that is gone: only its protection outlives it. */
function baseRecord(recorded: RecordedAccount | undefined, now: LiveAccount): RecordedAccount {
  if (recorded?.kfId === now.kfId) return recorded;
  return { kfId: now.kfId, nickname: now.nickname, protect: recorded?.protect ?? false };
}

/**
 * The state after a run whose final read-back is `live`: accounts that are as desired are taken in, accounts that are
 * neither wanted nor there are dropped. Records of accounts that left the file stay, and with them their protection.
 */
export function recordedAfter(
  recorded: Recorded,
  desired: Desired,
  live: LiveAccounts,
  compared: readonly ComparedAvatar[],
): Recorded {
  const liveById = new Map(live.accounts.map((account) => [account.id, account]));
  const wanted = new Map(desired.accounts.map((account) => [account.id, account]));
  const ids = new Set<AccountId>([...recorded.accounts.keys(), ...wanted.keys()]);
  const accounts = new Map<AccountId, RecordedAccount>();
  for (const id of [...ids].sort()) {
    const account = liveById.get(id);
    const kept = keptRecord(recorded.accounts.get(id), wanted.get(id), account);
    const looked = compared.find((avatar) => avatar.account === id && avatar.url === account?.avatarUrl);
    if (kept) accounts.set(id, looked ? withAvatar(kept, looked) : kept);
  }
  return { ...recorded, accounts };
}

/** A picture that was looked at and is the config's needs no second look. */
function withAvatar(record: RecordedAccount, { sha256, url }: ComparedAvatar): RecordedAccount {
  return { ...record, avatar: { sha256, url } };
}

function keptRecord(
  recorded: RecordedAccount | undefined,
  desired: DesiredAccount | undefined,
  live: LiveAccount | undefined,
): RecordedAccount | undefined {
  if (!live) return desired ? recorded : undefined;
  if (!desired) return recorded;
  const base = baseRecord(recorded, live);
  return live.nickname === desired.nickname ? { ...base, nickname: live.nickname } : recorded;
}
