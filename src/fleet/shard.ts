import { createHash } from 'node:crypto';

/** One of so many parts of a fleet: part 3 of 8. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/**
 * The names that fall to one part. A name always falls to the same part, whatever other names there are, so a new official
 * account moves no other one to another machine; all parts together are all names, each once.
 */
export function shardOf<Thing>(
  things: readonly Thing[],
  { part, of }: Shard,
  nameOf: (thing: Thing) => string,
): Thing[] {
  return things.filter((thing) => partOf(nameOf(thing), of) === part);
}

function partOf(name: string, of: number): number {
  return (createHash('sha256').update(name).digest().readUIntBE(0, 6) % of) + 1;
}
