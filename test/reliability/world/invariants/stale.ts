import type { Run } from '../runs.ts';
import { meet } from '../unpromised.ts';
import type { Arrival, Effect, SimWorld } from '../world.ts';
import type { Broken, Judged } from './judged.ts';

/** no stale overwrite: a write is not sent once a list showed its run that the account is no longer as it was planned. */
export function noStaleOverwrite({ sim, run }: Judged): Broken[] {
  const { basis } = run;
  if (!basis) return [];
  return sim.effects
    .filter(({ run: by, path }) => by === run.number && /kfaccount\/(?:update|del|uploadheadimg)$/.test(path))
    .filter((effect) => isStale(sim, run, effect))
    .map(
      ({ path, about }) =>
        `no stale overwrite: ${path} of ${about} was sent after a list showed that it was changed`,
    );
}

/**
 * As planned, or as this run made it in between. The picture of an account that the run has just made is not judged until
 * its first upload: no list ever showed which one it was born with.
 */
function isStale(sim: SimWorld, { number, basis }: Run, { path, about, seen, moment }: Effect): boolean {
  if (!seen || !about) return false;
  const own = sim.effects
    .filter((effect) => effect.run === number && effect.about === about && effect.moment < moment)
    .flatMap(({ after }) => after.accounts.filter(({ account }) => account === about))
    .map(({ nickname, id, picture }) => ({ nickname, id: String(id), picture }));
  const planned = basis?.accounts.get(about);
  const allowed = [...own, ...(planned ? [planned] : [])];
  const shown = seen.accounts.get(about);
  if (!shown) return false;
  const isNew = sim.effects.some(
    (effect) =>
      effect.run === number &&
      effect.about === about &&
      effect.path.endsWith('add') &&
      effect.moment < moment,
  );
  const isSame = (one: { nickname: string; id: string }) =>
    one.id === shown.id && (path.endsWith('uploadheadimg') || one.nickname === shown.nickname);
  const hasPicture = ({ picture }: { picture: string }) =>
    path.endsWith('update') || picture === shown.picture;
  if (allowed.some((one) => isSame(one) && hasPicture(one))) return false;
  if (!isNew || !allowed.some(isSame)) return true;
  meet('a picture given before the first list');
  return false;
}

/** no stale overwrite: before each round of writes a list was read, so that nothing is built on what only was so before. */
export function looksBeforeEachRound({ sim, run }: Judged): Broken[] {
  const own = sim.arrivals.flatMap((one, at) => (one.run === run.number ? [{ ...one, at }] : []));
  const isRound = ({ path }: Arrival) => /kfaccount\//.test(path);
  return own.flatMap((write, index): Broken[] => {
    if (!isRound(write)) return [];
    const before = own.slice(0, index).findLast((one) => isRound(one) && isOfAnotherRound(one, write, run));
    if (!before) return [];
    const between = own.filter(({ at }) => at > before.at && at < write.at);
    // A token that was refused is got anew, and the call sent again as it was: it had no effect.
    if (between.some(({ path }) => path.endsWith('stable_token'))) return [];
    const hasLooked = sim.readings.some(
      ({ run: by, arrivals }) => by === run.number && arrivals > before.at + 1 && arrivals <= write.at,
    );
    return hasLooked
      ? []
      : [
          `no stale overwrite: ${write.path} of ${write.about} was sent without a list after the write before it`,
        ];
  });
}

/** no stale overwrite: nothing is sent to an account that the last list before it did not show. */
export function writesToWhatIsListed({ sim, run }: Judged): Broken[] {
  return sim.arrivals.flatMap(({ run: by, path, about }, at) => {
    if (by !== run.number || !about || !/kfaccount\/(?:update|del|uploadheadimg|inviteworker)$/.test(path))
      return [];
    const last = sim.readings.findLast((one) => one.run === run.number && one.arrivals <= at);
    return last?.accounts.has(about) === false
      ? [`no stale overwrite: ${path} of ${about} was sent although the last list did not show it`]
      : [];
  });
}

/** Steps of one object, and deletes and the rest, are never sent in one round. */
function isOfAnotherRound(one: Arrival, other: Arrival, { width }: Run): boolean {
  const isDelete = ({ path }: Arrival) => path.endsWith('/del');
  return width === 1 || one.about === other.about || isDelete(one) !== isDelete(other);
}
