/** One step of one object, as the choice of a round sees it. */
export interface Turn {
  /** Of the object. */
  readonly address: string;
  /** Whether the object's later steps make no sense unless this one is done: it makes the object. */
  readonly isLead: boolean;
  readonly isDelete: boolean;
  /** Whether a call is sent; what the state file alone keeps takes no place in a round. */
  readonly isCall: boolean;
  /** Addresses of objects that must be complete first. */
  readonly needs: readonly string[];
  /** How it ended; undefined while it has not. */
  readonly ended?: 'done' | 'not-done' | undefined;
}

/** Turns by their place in the list that was given. */
export interface Round {
  /** What to send at the same time: steps of different objects, at most `width` calls. */
  readonly run: readonly number[];
  /** What can no longer run, and the address of what it waited for; its own when the object was not made. */
  readonly skip: readonly { readonly turn: number; readonly need: string }[];
}

/**
 * Chooses the next round. Turns of one object run one after the other, in their order; deletes wait until everything else
 * has ended; what needs an object that is not complete waits for it, and is skipped when that can't be any more.
 * `broken` are addresses that are known to be incomplete although they have no turns here. Pure.
 */
export function chooseRound(
  turns: readonly Turn[],
  width: number,
  broken: ReadonlySet<string> = new Set(),
): Round {
  const state = stateOf(turns, broken);
  const skip: Round['skip'][number][] = [];
  const run: number[] = [];
  const taken = new Set<string>();
  let calls = 0;
  for (const [turn, one] of turns.entries()) {
    if (one.ended) continue;
    const need = state.lost.has(one.address)
      ? one.address
      : one.needs.find((address) => state.broken.has(address));
    if (need !== undefined) {
      skip.push({ turn, need });
      continue;
    }
    // Only an object's first open turn may run.
    if (taken.has(one.address)) continue;
    taken.add(one.address);
    const waits = one.needs.some((address) => state.open.has(address)) || (one.isDelete && state.mayStillAdd);
    if (waits || (one.isCall && calls >= width)) continue;
    if (one.isCall) calls += 1;
    run.push(turn);
  }
  return { run, skip };
}

interface State {
  /** Objects that were not made, so that nothing more can happen to them. */
  readonly lost: ReadonlySet<string>;
  /** Objects with a step that ended and is not done. */
  readonly broken: ReadonlySet<string>;
  /** Objects with steps still to come. */
  readonly open: ReadonlySet<string>;
  /** Whether anything but deletes is still to come. */
  readonly mayStillAdd: boolean;
}

function stateOf(turns: readonly Turn[], known: ReadonlySet<string>): State {
  const lost = new Set<string>();
  const broken = new Set<string>(known);
  const open = new Set<string>();
  let mayStillAdd = false;
  for (const { address, isLead, isDelete, ended } of turns) {
    if (ended === 'not-done') broken.add(address);
    if (ended === 'not-done' && isLead) lost.add(address);
    if (ended) continue;
    open.add(address);
    if (!isDelete) mayStillAdd = true;
  }
  return { lost, broken, open, mayStillAdd };
}
