import { addressOf } from '../model/address.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import type { Gathered } from './gather.ts';
import type { PlanInput } from './input.ts';
import type { Ledger } from './ledger.ts';
import type { Looker } from './look.ts';

/** A run on its way: what it applies, where, what it records and what it last read. */
export interface UnderWay {
  readonly input: ApplyInput;
  readonly world: ApplyWorld;
  readonly ledger: Ledger;
  readonly looker: Looker;
}

/** What the kinds compare in the middle of a run: what is wanted, the last readings, and the record as it is by now. */
export function comparedNow({ input, world, ledger, looker }: UnderWay): PlanInput {
  const { kinds, desired, wants, allow } = input;
  return {
    kinds,
    desired: { ...desired, policy: { ...desired.policy, unverifiable: 'keep' } },
    wants,
    readings: looker.last,
    recorded: ledger.recorded,
    now: world.clock.now(),
    writeUnverifiable: false,
    allow,
    otherRecords: [],
    recentDeletes: 0,
    unsureDeletes: new Set(),
  };
}

/** The addresses of what is not as wanted and could be made so. */
export function differingIn(gathered: readonly Gathered[]): ReadonlySet<string> {
  return new Set(
    gathered.flatMap(({ kind, findings }) =>
      findings.objects
        .filter(({ steps }) => steps.length > 0)
        .map(({ name }) => addressOf({ kind: kind.name, name })),
    ),
  );
}
