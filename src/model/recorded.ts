import type { Address } from './address.ts';
import type { Step } from './change.ts';

/** A write that was about to be sent: found in the state file, it means that its outcome was not known when the run ended. */
export interface Intent {
  readonly address: Address;
  /** The step with the values that were sent. */
  readonly step: Step;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The state file's content: the third of the three states (desired, live, recorded). */
export interface Recorded {
  readonly appId: string;
  /** Grows by one with every write of the file. */
  readonly serial: number;
  /** What each kind keeps about its objects. Objects in here are the ones kefu manages or has protected. */
  readonly objects: ReadonlyMap<Address, unknown>;
  readonly intents: readonly Intent[];
  /** Digests of the saved plans that were applied to the end, newest last: a plan is applied once. */
  readonly appliedPlans: readonly string[];
  /** An export found no record and began this one: which objects are protected nobody knows, until an apply ends. */
  readonly protectionUnknown?: true;
}

/** What stands in the state file before the first apply. */
export function emptyRecorded(appId: string): Recorded {
  return { appId, serial: 0, objects: new Map(), intents: [], appliedPlans: [] };
}

/** Whether a record tells which objects are protected. */
export function isProtectionKnown(recorded: Recorded | undefined): boolean {
  return recorded !== undefined && !recorded.protectionUnknown;
}

/** The records of one kind by name. Whether they have its shape was checked when the file was read. */
export function recordsOf<Record>(
  recorded: Pick<Recorded, 'objects'> | undefined,
  kind: string,
): ReadonlyMap<string, Record> {
  const prefix = `${kind}.`;
  const own = [...(recorded?.objects ?? [])].filter(([address]) => address.startsWith(prefix));
  return new Map(own.map(([address, record]) => [address.slice(prefix.length), record as Record]));
}

/** Steps whose outcome is open, by address of their object. */
export function openSteps(
  recorded: Recorded | undefined,
  kind: string,
): ReadonlyMap<string, readonly Step[]> {
  const open = new Map<string, readonly Step[]>();
  const prefix = `${kind}.`;
  for (const { address, step } of recorded?.intents ?? []) {
    if (!address.startsWith(prefix)) continue;
    const name = address.slice(prefix.length);
    open.set(name, [...(open.get(name) ?? []), step]);
  }
  return open;
}
