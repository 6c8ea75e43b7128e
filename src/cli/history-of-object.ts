import { nearest } from '../config/nearest.ts';
import { type Address, namedBy } from '../model/address.ts';
import type { HistoryEntry } from '../model/history.ts';

/** What a history has on one object. */
export interface HistoryOfObject {
  /** Those that say they changed it, and those that were cut off before they could say what they changed. */
  readonly entries: readonly HistoryEntry[];
  readonly isNamed: boolean;
  /** The address that was likely meant by one that no entry names. */
  readonly meant?: Address;
}

/**
 * The entries that concern an object, in their order. `object`: its address or name, with or without the official account before it,
 * an account also without what follows the `@`.
 */
export function historyOfObject(all: readonly HistoryEntry[], object: string): HistoryOfObject {
  const changedIn = ({ officialAccount, ended }: HistoryEntry) =>
    (ended?.changes ?? []).flatMap(({ address }) =>
      spellingsOf(officialAccount, address).map((spelling) => [spelling, address] as const),
    );
  const isNamedIn = (entry: HistoryEntry) => changedIn(entry).some(([spelling]) => spelling === object);
  const entries = all.filter((entry) => entry.ended === undefined || isNamedIn(entry));
  if (all.some(isNamedIn)) return { entries, isNamed: true };
  const addresses = new Map(all.flatMap(changedIn));
  const meant = addresses.get(nearest(object, addresses.keys()) ?? '');
  return { entries, isNamed: false, ...(meant === undefined ? {} : { meant }) };
}

function spellingsOf(officialAccount: string, address: Address): readonly string[] {
  const { kind, name } = namedBy(address);
  const [short = name] = kind === 'kf_account' ? name.split('@') : [];
  const inAccount = [name, short].flatMap((spelt) => [`${kind}.${spelt}`, spelt]);
  return [...inAccount, ...inAccount.map((spelling) => `${officialAccount}/${spelling}`)];
}
