// What is to be written into a configuration that extends others: only where they say something else.
import { entryOf, type Tree, textOf, valueAt } from './tree.ts';
import type { WrittenAccount } from './write.ts';

/**
 * The accounts without what the extended files say already: shared files are never written, and what they say need not stand
 * twice. `own` is the file itself, `whole` the configuration it makes.
 */
export function notInherited(accounts: readonly WrittenAccount[], own: Tree, whole: Tree): WrittenAccount[] {
  return accounts.flatMap((account) => {
    const mine = entryOf(valueAt(own, 'accounts'), account.name)?.value;
    const all = entryOf(valueAt(whole, 'accounts'), account.name)?.value;
    if (all === undefined) return [account];
    const left = withoutFields(account, (field) => isInherited(field, account, mine, all));
    return Object.keys(left).length > 1 ? [left] : [];
  });
}

const fields = ['nickname', 'worker'] as const;

/** A picture that is to be written is a new one, and its path starts at another folder than an inherited one. */
function isInherited(
  field: (typeof fields)[number],
  account: WrittenAccount,
  mine: Tree | undefined,
  all: Tree,
): boolean {
  return entryOf(mine, field) === undefined && textOf(valueAt(all, field)) === account[field];
}

function withoutFields(
  { nickname, worker, ...rest }: WrittenAccount,
  isLeftOut: (field: (typeof fields)[number]) => boolean,
): WrittenAccount {
  return {
    ...rest,
    ...(nickname === undefined || isLeftOut('nickname') ? {} : { nickname }),
    ...(worker === undefined || isLeftOut('worker') ? {} : { worker }),
  };
}
