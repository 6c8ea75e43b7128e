import { type AccountId, accountName, type LiveAccount } from '../../model/account.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { say } from '../../words/en/findings.ts';
import { told } from '../../words/say.ts';
import { type AccountFindInput, type AccountFinding, presentAccounts } from './states.ts';

/*
 * Names that differ by letter case alone. Whether WeChat tells such accounts apart is not documented; people take them for one.
 */

/** A name to be gone that is not live, while one that differs by case alone is: nothing would be deleted, nor said. */
export function missedByCase(
  { wants, reading }: AccountFindInput,
  gone: readonly AccountFinding[],
): Diagnostic[] {
  const wanted = new Set(presentAccounts(wants).map(({ id }) => id));
  const names = new Set(gone.map(({ name }) => name));
  return gone.flatMap(({ name, live, source }): Diagnostic[] => {
    const twin = live ? undefined : caseTwinOf(name as AccountId, [...reading.objects.values()]);
    if (!twin || wanted.has(twin.id) || names.has(twin.id)) return [];
    return [
      {
        severity: 'warning',
        code: 'name-case-differs',
        ...told(
          say('missed-by-case', { name, twin: twin.id }),
          say('write-live-name', {
            meant: accountName(twin.id),
            written: accountName(name as AccountId),
          }),
        ),
        ...(source ? { range: source } : {}),
      },
    ];
  });
}

/** The live account whose name is this one but for the case of its letters. */
export function caseTwinOf(id: AccountId, live: readonly LiveAccount[]): LiveAccount | undefined {
  return live.find((account) => differByCaseAlone(account.id, id));
}

export function differByCaseAlone(one: AccountId, other: AccountId): boolean {
  return one !== other && one.toLowerCase() === other.toLowerCase();
}
