import type { LiveAccount } from '../../model/account.ts';
import type { Kind } from '../../model/kind.ts';
import { type AccountWant, baseRecord, type RecordedAccount } from './states.ts';

/**
 * The record after the final reading: accounts that are as wanted are taken in, accounts that are neither wanted nor there
 * are dropped. Records of accounts that left the file stay, and with them their protection.
 */
export const settleAccount: Kind<AccountWant, LiveAccount, RecordedAccount>['settle'] = ({
  kept,
  want,
  live,
  found,
}) => {
  const desired = want?.state === 'present' ? want.account : undefined;
  if (!live) return desired ? kept : undefined;
  if (!desired) return kept;
  const isAsWanted = live.nickname === desired.nickname;
  const record = isAsWanted ? { ...baseRecord(kept, live), nickname: live.nickname } : kept;
  const looked = (found as readonly NonNullable<RecordedAccount['avatar']>[]).find(
    ({ url }) => url === live.avatarUrl,
  );
  // A picture that was looked at and is the config's needs no second look.
  return record && looked ? { ...record, avatar: looked } : record;
};
