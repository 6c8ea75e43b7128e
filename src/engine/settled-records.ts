import { type Address, addressOf } from '../model/address.ts';
import type { Json } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import { recordsOf } from '../model/recorded.ts';
import type { Gathered } from './gather.ts';
import type { PlanInput } from './input.ts';

/**
 * What the state file holds after a reading that counts: each kind decides for each of its objects, wanted or recorded.
 * `gathered` tells what was found to be so already.
 */
export function settledRecords(
  { kinds, wants, readings, recorded, now }: PlanInput,
  gathered: readonly Gathered[],
): ReadonlyMap<Address, unknown> {
  const after = new Map<Address, unknown>();
  for (const kind of kinds) {
    const own = wants.get(kind.name) ?? [];
    const byName = new Map(own.map((want) => [kind.named(want).name, want]));
    const records = recordsOf(recorded, kind.name);
    const found = foundOf(gathered, kind);
    for (const name of [...new Set([...records.keys(), ...byName.keys()])].sort()) {
      const kept = kind.settle({
        name,
        kept: records.get(name),
        want: byName.get(name),
        live: readings.get(kind.name)?.objects.get(name) ?? null,
        found: found.get(name) ?? [],
        now,
      });
      if (kept !== undefined) after.set(addressOf({ kind: kind.name, name }), kept);
    }
  }
  return after;
}

/** The want about the object of that name. */
export function wantNamed(kind: AnyKind, wants: readonly unknown[], name: string): unknown {
  return wants.find((want) => kind.named(want).name === name);
}

function foundOf(gathered: readonly Gathered[], kind: AnyKind): ReadonlyMap<string, readonly Json[]> {
  const own = gathered.find((one) => one.kind === kind)?.findings.objects ?? [];
  return new Map(own.map(({ name, found }) => [name, found.map(({ value }) => value)]));
}
