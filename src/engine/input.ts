import type { Desired } from '../model/desired.ts';
import type { AnyKind, FindInput, Reading, Readings } from '../model/kind.ts';
import { openSteps, type Recorded, recordsOf } from '../model/recorded.ts';

/** What is wanted of each kind, by the kind's name. */
export type Wants = ReadonlyMap<string, readonly unknown[]>;

/** The three states of all kinds, and what the operator decided. */
export interface PlanInput {
  /** In the order in which they are shown and run. */
  readonly kinds: readonly AnyKind[];
  readonly desired: Desired;
  /** Usually what `desired` says; an inverse plan brings its own. */
  readonly wants: Wants;
  readonly readings: Readings;
  readonly recorded: Recorded | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Also write fields whose live value nobody can tell. */
  readonly writeUnverifiable: boolean;
  /** Objects that earlier applies deleted at WeChat within the last 24 hours. */
  readonly recentDeletes: number;
  /** Addresses of those that an apply may have deleted within that time, without telling so; not counted above. */
  readonly unsureDeletes: ReadonlySet<string>;
  /** Guards the operator lets pass. */
  readonly allow: ReadonlySet<string>;
  /** Other state files of the same AppID that lie beside the one that should be there, with the command that takes one over. */
  readonly otherRecords: readonly { readonly path: string; readonly adopt: string }[];
}

/** What the YAML wants of each kind. */
export function wantsOf(kinds: readonly AnyKind[], desired: Desired): Wants {
  return new Map(kinds.map((kind) => [kind.name, kind.wants(desired)]));
}

const unread: Reading<unknown> = { objects: new Map() };

/** The part of the input that one kind is asked to compare. */
export function findInputOf(input: PlanInput, kind: AnyKind): FindInput<unknown, unknown, unknown> {
  const { desired, wants, readings, recorded, now, writeUnverifiable } = input;
  const { officialAccount, policy } = desired;
  return {
    officialAccount,
    policy,
    wants: wants.get(kind.name) ?? [],
    reading: readings.get(kind.name) ?? unread,
    records: recordsOf(recorded, kind.name),
    open: openSteps(recorded, kind.name),
    readings,
    now,
    writeUnverifiable: writeUnverifiable || policy.unverifiable === 'write',
  };
}
