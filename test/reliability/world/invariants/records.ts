import type { KfAccount } from '../../../../src/emulator/world/accounts.ts';
import type { Broken, Judged } from './judged.ts';

interface Recorded {
  readonly kfId?: string;
  readonly protect?: boolean;
}

/** never forgotten: of an account that is there all the time, what was recorded stays recorded, its protection too. */
export function neverForgotten({ sim, run }: Judged): Broken[] {
  const { stateBefore, stateAfter, began, ended } = run;
  const before = recordedIn(stateBefore);
  if (before.size === 0) return [];
  const after = recordedIn(stateAfter);
  const moments = sim.moments.slice(began, ended + 1);
  return [...before].flatMap(([address, { kfId, protect }]) => {
    const isIt = ({ account, id }: KfAccount) => address === `kf_account.${account}` && String(id) === kfId;
    if (!moments.every(({ accounts }) => accounts.some(isIt))) return [];
    const kept = after.get(address);
    if (!kept) return [`never forgotten: ${address} is there and recorded no more`];
    return protect && !kept.protect ? [`never forgotten: ${address} is not protected any more`] : [];
  });
}

function recordedIn(state: string | undefined): Map<string, Recorded> {
  try {
    const { objects } = JSON.parse(state ?? '{}') as { objects?: Record<string, Recorded> };
    return new Map(Object.entries(objects ?? {}).filter(([address]) => address.startsWith('kf_account.')));
  } catch {
    // A state file that somebody cut says nothing; kefu refuses it.
    return new Map();
  }
}
