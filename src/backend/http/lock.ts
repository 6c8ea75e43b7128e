import { randomUUID } from 'node:crypto';
import { Failure } from '../../model/failure.ts';
import type { HeldLock } from '../../model/lock.ts';
import type { Saying } from '../../model/saying.ts';
import { version } from '../../model/version.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/locks.ts';
import { told } from '../../words/say.ts';
import { holderWords, lockTold, waitOrUnlock } from '../holder-words.ts';
import { giveBackOrTell } from '../lock-left.ts';
import { asWritten } from '../written-holder.ts';
import { unexpected } from './client.ts';
import { holderOf, type LockInfo, lockInfo, readLockInfo } from './lock-info.ts';
import type { Served } from './served.ts';

const pollMs = 1000;

type Holder = Pick<LockInfo, 'ID' | 'Who' | 'Created'>;

/** Takes the lock, waiting for another holder. Rejects with a `Failure`. */
export async function takeLock(served: Served, timeoutMs: number): Promise<LockInfo> {
  const { clock } = served.world;
  const began = clock.uptime();
  for (;;) {
    const tried = await tryToLock(served);
    if ('taken' in tried) return tried.taken;
    const leftMs = timeoutMs - (clock.uptime() - began);
    if (leftMs <= 0) {
      throw new Failure('busy', 'locked', told(words(served, tried.holder), waitOrUnlock(served.use)));
    }
    await clock.sleep(Math.min(pollMs, leftMs));
  }
}

/** One try, or who has it; undefined where the server does not say who. */
async function tryToLock(
  served: Served,
): Promise<{ readonly taken: LockInfo } | { readonly holder: Holder | undefined }> {
  const { client, address, world, name, place } = served;
  const holder = asWritten(world.clock.now(), world.env);
  const info = lockInfo(randomUUID(), holder, name, version);
  const said = await client.send(address.lock, JSON.stringify(info));
  if (said.status === 200) return { taken: info };
  if (said.status !== 423 && said.status !== 409) throw unexpected(place, said);
  const other = readLockInfo(said.text);
  // The answer to an earlier try of the same request was lost.
  return other?.ID === info.ID ? { taken: info } : { holder: other };
}

/** Gives a lock back; false when it is not this one that is held. Rejects with a `Failure`. */
export async function unlock({ client, address, place }: Served, id: string, info: object): Promise<boolean> {
  const said = await client.send(address.unlock, JSON.stringify({ ...info, ID: id }));
  if (said.status >= 200 && said.status < 300) return true;
  if (said.status === 409 || said.status === 423 || said.status === 404) return false;
  throw unexpected(place, said);
}

/** Gives a lock back, whatever comes of it. Never rejects: who opened the backend hears why the server keeps it. */
export function giveBack(served: Served, info: LockInfo): Promise<void> {
  const { place, use, world } = served;
  return giveBackOrTell(() => unlock(served, info.ID, info), { place, use, lockLeft: world.lockLeft });
}

/**
 * Who has the lock. The protocol has no question for that: it is taken, and given back at once when nobody had it. Rejects with
 * a `Failure`.
 */
export async function lookAtLock(served: Served): Promise<HeldLock | undefined> {
  const tried = await tryToLock(served);
  if ('taken' in tried) {
    await unlock(served, tried.taken.ID, tried.taken);
    return undefined;
  }
  const { holder } = tried;
  return {
    place: served.place,
    holder: holder && holderOf(holder),
    liveness: 'unknown',
    ...lockTold(words(served, holder), waitOrUnlock(served.use)),
    break: async () => {
      if (holder) return unlock(served, holder.ID, holder);
      throw new Failure(
        'config',
        'backend-fault',
        told(say('backend-hides-holder', { place: served.place }), say('remove-in-server')),
      );
    },
  };
}

function words({ place, use, world }: Served, holder: Holder | undefined): Saying {
  if (!holder) return say('lock-of-held', { run: use.run, place });
  const known = holderOf(holder);
  const who = known
    ? holderWords(known, world.clock.now())
    : visible(`${holder.Who} since ${holder.Created}`);
  return say('lock-of-held-by', { run: use.run, who, place });
}
