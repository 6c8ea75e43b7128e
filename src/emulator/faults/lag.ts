/** Lists that lag behind: what a reader of getkflist sees while a `lag` fault is set. */

import type { FormerList, KfAccount } from '../world/accounts.ts';
import type { Fault } from './fault.ts';

const keptLists = 30;

/** Remembers how the accounts stood before, when they are different now. `before` must be a copy. */
export function rememberIfChanged(
  world: { accounts: KfAccount[]; formerLists: FormerList[] },
  before: KfAccount[],
  now: number,
): void {
  if (JSON.stringify(before) === JSON.stringify(world.accounts)) return;
  world.formerLists.push({ number: newestList(world.formerLists) + 1, until: now, accounts: before });
  if (world.formerLists.length > keptLists) world.formerLists.shift();
}

/** The number of the newest list remembered: a fault set now concerns the ones after it. */
export function newestList(formerLists: FormerList[]): number {
  return formerLists.at(-1)?.number ?? 0;
}

/**
 * The accounts as this read shows them. A lag of `ms` shows the state of so long ago; a lag of `reads` shows
 * the state before the first change since it was set, that many times.
 */
export function accountsAsSeen(
  world: { accounts: KfAccount[]; formerLists: FormerList[]; faults: Fault[] },
  now: number,
): KfAccount[] {
  for (const fault of world.faults) {
    if (fault.kind !== 'lag') continue;
    const changed = world.formerLists.filter((former) => former.number > fault.sinceList);
    const shown =
      fault.reads > 0
        ? takeStaleRead(fault, changed)
        : changed.find((former) => former.until > now - fault.ms)?.accounts;
    if (shown !== undefined) return shown;
  }
  return world.accounts;
}

function takeStaleRead(fault: Fault & { kind: 'lag' }, changed: FormerList[]): KfAccount[] | undefined {
  const before = changed[0];
  if (before === undefined || fault.seen >= fault.reads) return undefined;
  fault.seen += 1;
  return before.accounts;
}
