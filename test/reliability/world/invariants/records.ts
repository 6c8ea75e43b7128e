import type { PlanDocument } from '../../../../src/documents/plan.ts';
import type { KfAccount } from '../../../../src/emulator/world/accounts.ts';
import type { Arrival } from '../world.ts';
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

/** takes back its own: the inverse plan undoes nothing but what this run did; others' work is left alone. */
export function takesBackItsOwn({ sim, run }: Judged): Broken[] {
  if (run.inverse === undefined) return [];
  const { resource_changes: changes } = JSON.parse(run.inverse) as Pick<PlanDocument, 'resource_changes'>;
  return changes.flatMap(({ name, type, steps, change: { actions } }) => {
    if (type !== 'kf_account') return [];
    const undone = steps.flatMap(({ kind }) => undoes[kind] ?? []);
    const isIts = (call: RegExp) => (one: Arrival) =>
      one.run === run.number && one.about === name && call.test(one.path);
    // An update that WeChat takes may change nothing, since somebody else did the same: nobody can tell.
    const did = (call: RegExp) =>
      call === update ? sim.arrivals.some(isIts(call)) : sim.effects.some(isIts(call));
    return undone.some((call) => !did(call))
      ? [`takes back its own: its inverse would ${actions} ${name}, which it did not touch`]
      : [];
  });
}

const update = /kfaccount\/update$/;

/** The call whose effect a step of an inverse plan takes back. */
const undoes: Readonly<Record<string, RegExp>> = {
  'create-account': /kfaccount\/del$/,
  'delete-account': /kfaccount\/add$/,
  'update-account': update,
};

function recordedIn(state: string | undefined): Map<string, Recorded> {
  try {
    const { objects } = JSON.parse(state ?? '{}') as { objects?: Record<string, Recorded> };
    return new Map(Object.entries(objects ?? {}).filter(([address]) => address.startsWith('kf_account.')));
  } catch {
    // A state file that somebody cut says nothing; kefu refuses it.
    return new Map();
  }
}
