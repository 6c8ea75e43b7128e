import type { Because } from '../model/fleet.ts';
import type { Rollout } from '../model/rollout.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/fleets.ts';
import { inEnglish } from '../words/say.ts';

/**
 * The members of a rollout, in their order, in the waves in which they are applied; every wave ends before the next begins.
 * Only members that change something fill a wave; the others go along with the one they stand in.
 */
export function wavesOf<M>(
  members: readonly M[],
  { canary, waveSize }: Rollout,
  changes: (member: M) => boolean,
): M[][] {
  const waves: M[][] = [];
  let wave: M[] = [];
  let room = canary ?? waveSize ?? Number.POSITIVE_INFINITY;
  for (const member of members) {
    if (changes(member) && room === 0) {
      waves.push(wave);
      wave = [];
      room = waveSize ?? Number.POSITIVE_INFINITY;
    }
    wave.push(member);
    if (changes(member)) room -= 1;
  }
  return wave.length === 0 ? waves : [...waves, wave];
}

/** How many members ended so far, and how. */
export interface Tally {
  readonly ended: number;
  readonly failed: number;
}

/** Why no new member is begun after these; undefined when one may be. */
export function haltOf({ ended, failed }: Tally, rollout: Rollout, onError: OnError): Saying | undefined {
  if (failed === 0) return undefined;
  if (onError === 'stop') return say('stop-on-error');
  const { maxFailureRate: rate } = rollout;
  if (rate === undefined || failed <= rate * ended) return undefined;
  return ended === 1 ? say('only-one-failed', { rate }) : say('too-many-failed', { failed, ended, rate });
}

/** What happens to the rest of a fleet when a member fails. */
export type OnError = 'continue' | 'stop';

/** What all members of a run ask for, made into the most careful of it: one run has one rollout. */
export function strictest(rollouts: readonly Rollout[]): Rollout {
  const least = (key: keyof Rollout) => {
    const asked = rollouts.flatMap((rollout) => rollout[key] ?? []);
    return asked.length === 0 ? {} : { [key]: Math.min(...asked) };
  };
  return { ...least('canary'), ...least('waveSize'), ...least('maxFailureRate') };
}

/** Why a member was not begun, as it is told. */
export function because(why: Saying): Because {
  return { why: inEnglish(why), said: { why } };
}
