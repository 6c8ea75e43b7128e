import type { AccountId, LiveAccount } from '../../model/account.ts';
import type { Asked, Findings } from '../../model/kind.ts';
import type { Api, Likeness } from '../../model/ports.ts';
import {
  type AccountFindInput,
  type AccountReading,
  type AccountWant,
  accountReading,
  lookKey,
  presentAccounts,
  type RecordedAccount,
  recordOfLive,
} from './states.ts';

/** What `getkflist` shows; what looking at pictures told stays known. Rejects with a `Failure`. */
export async function observeAccounts(
  api: Api,
  { previous }: Asked<AccountWant, LiveAccount, RecordedAccount>,
): Promise<AccountReading> {
  const { accounts, consoleAccounts } = await api.accounts.list();
  const objects = new Map<string, LiveAccount>(accounts.map((account) => [account.id, account]));
  return { objects, consoleAccounts, looks: accountReading(previous).looks };
}

/**
 * Looks at the live pictures that no record explains, and asks who is serving customers when something would be deleted.
 * Rejects with a `Failure`.
 */
export async function inquireAboutAccounts(
  api: Api,
  { objects }: Findings<AccountWant, LiveAccount>,
  input: AccountFindInput,
): Promise<AccountReading | undefined> {
  const reading = accountReading(input.reading);
  const looks = new Map<string, Likeness>(reading.looks);
  for (const { avatar, url } of unexplained(input)) {
    const look = await api.lookAt?.(avatar, url);
    if (look) looks.set(lookKey(avatar.sha256, url), look);
  }
  const deletes = objects.some(({ action, steps }) => action === 'delete' && steps.length > 0);
  const online = deletes ? { online: await api.accounts.online() } : {};
  return looks.size > reading.looks.size || deletes ? { ...reading, looks, ...online } : undefined;
}

/** The pictures the config manages whose live URL is not the one of a recorded upload, or of one that nobody looked at. */
function unexplained({ wants, reading, records }: AccountFindInput) {
  return presentAccounts(wants).flatMap(({ id, avatar }) => {
    const live = reading.objects.get(id);
    if (!avatar || !live || live.avatarUrl === '') return [];
    const uploaded = recordOfLive(records.get(id), live)?.avatar;
    const isExplained = uploaded?.url === live.avatarUrl && !uploaded.unseen;
    return isExplained ? [] : [{ avatar, url: live.avatarUrl }];
  });
}

/** Customers in a session with each account. */
export function servedBy({ online }: AccountReading): ReadonlyMap<AccountId, number> {
  return new Map((online ?? []).map(({ id, acceptedCases }) => [id, acceptedCases]));
}
