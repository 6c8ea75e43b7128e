import { wantsOf } from '../../src/engine/input.ts';
import { makePlan } from '../../src/engine/plan.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import type { ConsoleAccount, LiveAccount, OnlineAccount } from '../../src/model/account.ts';
import type { Desired } from '../../src/model/desired.ts';
import type { Reading } from '../../src/model/kind.ts';
import type { LiveMedia, MediaKey } from '../../src/model/media.ts';
import type { PlainTemplate } from '../../src/model/plain-template.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Recorded } from '../../src/model/recorded.ts';

/** The three states of a plan, as far as a test cares. */
export interface States {
  readonly desired: Desired;
  readonly accounts: readonly LiveAccount[];
  readonly consoleAccounts?: readonly ConsoleAccount[];
  readonly online?: readonly OnlineAccount[];
  readonly media?: ReadonlyMap<MediaKey, LiveMedia>;
  readonly templates?: ReadonlyMap<string, PlainTemplate>;
  readonly recorded?: Recorded | undefined;
  readonly now?: number;
}

/** A plan made by the real planner over the real kinds. */
export function planOf(states: States): Plan {
  const { desired, accounts, consoleAccounts = [], online, media, templates, recorded, now = 0 } = states;
  const accountReading = {
    objects: new Map(accounts.map((account) => [account.id, account])),
    consoleAccounts,
    looks: new Map(),
    ...(online ? { online } : {}),
  };
  return makePlan({
    kinds,
    desired,
    wants: wantsOf(kinds, desired),
    readings: new Map<string, Reading<unknown>>([
      ['kf_account', accountReading],
      ['media', { objects: media ?? new Map() }],
      ['template', { objects: templates ?? new Map() }],
    ]),
    recorded,
    now,
    writeUnverifiable: false,
    allow: new Set(),
    recentDeletes: 0,
    unsureDeletes: new Set(),
    otherRecords: [],
  });
}
