import { accountKind, baseRecord, type RecordedAccount, recordedAccounts } from '../kinds/account/states.ts';
import type { LiveAccount } from '../model/account.ts';
import { addressOf } from '../model/address.ts';
import { emptyRecorded, type Recorded } from '../model/recorded.ts';

/** A live account as it was exported; `avatarSha256` when its picture file is known to be the live one. */
export interface ExportedAccount {
  readonly live: LiveAccount;
  /** What the config says; of an account that has a record, only an apply changes its protection. */
  readonly protect?: boolean;
  readonly avatarSha256?: string;
}

/**
 * Takes what was exported into the recorded state, so that the next plan neither uploads a picture that came from WeChat
 * nor calls drift what the config now says. Where there was no record, the new one says that protection is not known. Returns
 * undefined when there is nothing new.
 */
export function recordedWithExport(
  recorded: Recorded | undefined,
  appId: string,
  exported: readonly ExportedAccount[],
): Recorded | undefined {
  const before = recorded ?? { ...emptyRecorded(appId), protectionUnknown: true };
  const known = recordedAccounts(before);
  const objects = new Map(before.objects);
  for (const account of exported) {
    const { id } = account.live;
    objects.set(addressOf({ kind: accountKind, name: id }), recordOf(account, known.get(id)));
  }
  const isNew = JSON.stringify([...before.objects].sort()) !== JSON.stringify([...objects].sort());
  return isNew ? { ...before, serial: before.serial + 1, objects } : undefined;
}

function recordOf(
  { live, protect, avatarSha256 }: ExportedAccount,
  known: RecordedAccount | undefined,
): RecordedAccount {
  const base = baseRecord(known, live);
  const protection = known || protect === undefined ? {} : { protect };
  const avatar = avatarSha256 === undefined ? {} : { avatar: { sha256: avatarSha256, url: live.avatarUrl } };
  return { ...base, ...protection, nickname: live.nickname, ...avatar };
}
