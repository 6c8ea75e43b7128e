import type { LiveAccount } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import { sameObserved } from '../planner/observed.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { effectOf } from './effect.ts';
import type { Ended } from './ended.ts';
import { find, readUntil } from './read-back.ts';

/** What an outcome means for the change: it ended, or it may be tried again. */
export async function conclude(
  change: Change,
  outcome: Outcome,
  before: LiveAccount | null,
  input: ApplyInput,
  world: ApplyWorld,
): Promise<Ended | 'again'> {
  switch (outcome.kind) {
    case 'applied':
      return confirm(change, before, world);
    case 'unknown':
      return settleUnknown(change, outcome.cause, before, input, world);
    case 'not-applied': {
      const { cause } = outcome;
      if (outcome.then === 'retry') {
        world.progress({ kind: 'waiting', reason: cause.message, seconds: outcome.waitMs / 1000 });
        await world.clock.sleep(outcome.waitMs, world.stop);
        return world.stop.aborted ? { status: 'failed', note: cause.message, live: before, cause } : 'again';
      }
      const stop = outcome.then === 'stop' ? { stop: cause } : {};
      return { status: 'failed', note: cause.message, live: before, cause, ...stop };
    }
  }
}

/** WeChat said ok: only what it then lists counts. */
async function confirm(change: Change, before: LiveAccount | null, world: ApplyWorld): Promise<Ended> {
  if (change.kind === 'set-protection')
    return { status: 'done', note: 'kept in the state file', live: before };
  const seen = await readUntil(
    world.accounts,
    world.clock,
    world.settle,
    (live) => effectOf(change, before, find(live, change.account)) !== 'not-visible',
  );
  if (!seen)
    return { status: 'unknown', note: 'WeChat said ok, but the list could not be read', live: before };
  const live = find(seen.live, change.account);
  if (!seen.held) {
    const seconds = Math.round(world.settle.readBackMs / 1000);
    return {
      status: 'unknown',
      note: `WeChat said ok, but the list did not show it within ${seconds} s`,
      live,
    };
  }
  const unseen = effectOf(change, before, live) === 'cannot-be-seen';
  return { status: 'done', note: unseen ? 'WeChat said ok; this can not be read back' : 'read back', live };
}

/** Waits until an abandoned request can no longer take effect, then lets the list decide. */
async function settleUnknown(
  change: Change,
  cause: Cause,
  before: LiveAccount | null,
  input: ApplyInput,
  world: ApplyWorld,
): Promise<Ended | 'again'> {
  world.progress({ kind: 'waiting', reason: cause.message, seconds: world.settle.unknownMs / 1000 });
  await world.clock.sleep(world.settle.unknownMs);
  const seen = await readUntil(
    world.accounts,
    world.clock,
    { ...world.settle, readBackMs: world.settle.lagMs },
    (list) => effectOf(change, before, find(list, change.account)) === 'visible',
  );
  if (!seen)
    return { status: 'unknown', note: `${cause.message}; the list could not be read`, live: before, cause };
  const live = find(seen.live, change.account);
  if (seen.held) return settledAsVisible(change, cause, live, input, world);
  if (isRefusal(cause)) return { status: 'failed', note: cause.message, live, cause };
  if (sameObserved(before, live)) return 'again';
  return { status: 'unknown', note: `${cause.message}; then someone else changed the account`, live, cause };
}

/** An errcode other than -1 (busy) says that nothing was done this time; a list that shows no effect agrees. */
function isRefusal({ code }: Cause): boolean {
  return typeof code === 'number' && code !== -1;
}

async function settledAsVisible(
  change: Change,
  cause: Cause,
  live: LiveAccount | null,
  input: ApplyInput,
  world: ApplyWorld,
): Promise<Ended> {
  const note = `confirmed by read-back (${cause.message})`;
  if (change.kind !== 'upload-avatar' || !live) return { status: 'done', note, live, cause };
  // Another URL proves that a picture was set, not that it was ours: someone may have set one in the same moment.
  const sent = input.pictures.get(change.avatar.sha256);
  const served = await world.pictures.fetch(live.avatarUrl);
  const verdict = sent && served ? await world.samePicture(sent.bytes, served) : 'cannot-tell';
  if (verdict === 'same') return { status: 'done', note: `${note}, the picture was compared`, live, cause };
  const why =
    verdict === 'different' ? 'the picture there is another one' : 'the picture there could not be compared';
  return { status: 'unknown', note: `${cause.message}; ${why}`, live, cause };
}
