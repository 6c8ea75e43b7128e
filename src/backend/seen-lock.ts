import { dirname } from 'node:path';
import type { Liveness } from '../model/lock.ts';
import type { Holder, Vantage } from './holder.ts';
import { livenessOf } from './liveness.ts';
import { graceMs, type Link } from './lock-file.ts';

/** A lock that is there, and who has it. */
export interface SeenLock {
  readonly path: string;
  /** Undefined when the file is empty or cut. */
  readonly holder: Holder | undefined;
  readonly liveness: Liveness;
  readonly here: Vantage;
  readonly chain: readonly Link[];
}

/**
 * Tells who has a lock: the last of its links that is not gone. `standingMs` tells how long a link has been as it is, at
 * least; one without content is gone when it no longer can be one that is being written.
 */
export async function seeLock(
  path: string,
  chain: readonly Link[],
  here: Vantage,
  standingMs: (link: Link) => number,
): Promise<SeenLock> {
  for (const link of [...chain].reverse()) {
    const liveness = await livenessOfLink(link, dirname(path), here, standingMs);
    if (liveness !== 'gone') return { path, holder: link.holder, liveness, here, chain };
  }
  return { path, holder: chain[0]?.holder, liveness: 'gone', here, chain };
}

async function livenessOfLink(
  link: Link,
  folder: string,
  here: Vantage,
  standingMs: (link: Link) => number,
): Promise<Liveness> {
  if (link.holder) return livenessOf(link.holder, folder, here);
  return standingMs(link) >= graceMs ? 'gone' : 'unknown';
}
