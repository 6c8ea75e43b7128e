import { emptyRecorded } from '../../applier/record.ts';
import type { AccountId, LiveAccount } from '../../model/account.ts';
import type { Recorded, RecordedAccount } from '../../model/recorded.ts';

/** A live account as it was exported; `avatarSha256` when its picture file is known to be the live one. */
export interface ExportedAccount {
  readonly live: LiveAccount;
  readonly avatarSha256?: string;
}

/**
 * Takes what was exported into the recorded state, so that the next plan neither uploads a picture that came from WeChat
 * nor calls drift what the config now says. Returns undefined when there is nothing new.
 */
export function recordedWithExport(
  recorded: Recorded | undefined,
  appId: string,
  exported: readonly ExportedAccount[],
): Recorded | undefined {
  const before = recorded ?? emptyRecorded(appId);
  const accounts = new Map(before.accounts);
  for (const account of exported) accounts.set(account.live.id, recordOf(account, accounts));
  const isNew = JSON.stringify([...before.accounts].sort()) !== JSON.stringify([...accounts].sort());
  return isNew ? { ...before, serial: before.serial + 1, accounts } : undefined;
}

function recordOf(
  { live, avatarSha256 }: ExportedAccount,
  accounts: ReadonlyMap<AccountId, RecordedAccount>,
): RecordedAccount {
  const known = accounts.get(live.id);
  // A record of another kf_id speaks of an account that is gone: only its protection outlives it.
  const base = known?.kfId === live.kfId ? known : { kfId: live.kfId, protect: known?.protect ?? false };
  const avatar = avatarSha256 === undefined ? {} : { avatar: { sha256: avatarSha256, url: live.avatarUrl } };
  return { ...base, nickname: live.nickname, ...avatar };
}
