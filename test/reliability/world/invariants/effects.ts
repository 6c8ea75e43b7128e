import { disk, mostOperations } from '../disk.ts';
import { isWrite } from '../is-write.ts';
import { network } from '../network.ts';
import type { Effect, SimWorld } from '../world.ts';
import { type Broken, isAbout, type Judged, nameOf, plannedSteps } from './judged.ts';

/** nothing unplanned: each write that the server carried out, even late, is a step of the plan of the run that sent it. */
export function nothingUnplanned({ sim, run, workload }: Judged): Broken[] {
  const steps = plannedSteps(run);
  const broken = sim.effects
    .filter((effect) => effect.run === run.number)
    .filter((effect) => !steps.some(({ step, name }) => isAbout(effect, step, name)))
    .map(({ path, about }) => `nothing unplanned: ${path} of ${about} was carried out and not planned`);
  const touched = sim.arrivals.filter(
    ({ run: by, path, about }) =>
      by === run.number && /kfaccount\//.test(path) && workload.untouched.includes(nameOf(about)),
  );
  return [
    ...broken,
    ...touched.map(({ about }) => `nothing unplanned: ${about} is unmanaged and was written to`),
  ];
}

/** guards before effects: a run that was held, declined or failed sent no write at all. */
export function guardsBeforeEffects({ sim, run }: Judged): Broken[] {
  const { outcome } = run;
  const isRefused =
    outcome?.kind === 'failed' || (outcome?.kind === 'ended' && outcome.ending.kind !== 'applied');
  const sent = sim.arrivals.find(({ run: by, path }) => by === run.number && isWrite(path));
  return isRefused && sent
    ? [`guards before effects: the run was refused, and it sent ${sent.path} of ${sent.about}`]
    : [];
}

/** deletes last: nothing is made or changed after the first delete, and what takes another's place is complete before that goes. */
export function deletesLast({ sim, run, workload }: Judged): Broken[] {
  const writes = sim.arrivals.filter((one) => one.run === run.number && isWrite(one.path));
  const isDelete = ({ path }: { readonly path: string }) => /kfaccount\/del$|del_material$/.test(path);
  const first = writes.findIndex(isDelete);
  const after = first < 0 ? undefined : writes.slice(first).find((one) => !isDelete(one));
  const broken = after ? [`deletes last: ${after.path} of ${after.about} was sent after a delete`] : [];
  for (const [gone, heir] of Object.entries(workload.heirs ?? {})) {
    const effect = sim.effects.find(
      ({ path, about }) => path.endsWith('kfaccount/del') && about === `${gone}@kftest`,
    );
    if (effect && !isComplete(sim, effect, `${heir}@kftest`)) {
      broken.push(`never lost: ${gone} was deleted before ${heir} was complete`);
    }
  }
  return broken;
}

/**
 * As the config said when the run began that deletes; what somebody else did to it after the last list that this run saw, the
 * run can't know.
 */
function isComplete({ world, wanted }: SimWorld, { before, seen, run }: Effect, name: string): boolean {
  const want = wanted.get(run)?.accounts.get(name);
  const known = [before.accounts.find(({ account }) => account === name), seen?.accounts.get(name)];
  return known.some(
    (one) => one?.nickname === want?.nickname && world.pictures[one?.picture ?? '']?.base64 === want?.avatar,
  );
}

const attemptsAtMost = 3;
const minutesAtMost = 15;

/** bounded work: a step is sent at most three times, reads stay in proportion, and a run ends in its time. */
export function boundedWork({ sim, run }: Judged): Broken[] {
  const arrivals = sim.arrivals.filter((one) => one.run === run.number);
  const steps = plannedSteps(run);
  const often = steps.find(
    ({ step, name }) => arrivals.filter((one) => isAbout(one, step, name)).length > attemptsAtMost,
  );
  const broken = often
    ? [`bounded work: ${often.step} of ${often.name} was sent more than ${attemptsAtMost} times`]
    : [];
  const most = 40 + 25 * steps.length;
  if (arrivals.length > most)
    broken.push(`bounded work: ${arrivals.length} requests for ${steps.length} steps`);
  const tokens = arrivals.filter(({ path }) => path.endsWith('token')).length;
  if (tokens > 12) broken.push(`bounded work: ${tokens} tokens were asked for`);
  if (arrivals.some(({ path }) => path.endsWith('cgi-bin/token')))
    broken.push('bounded work: the token of other systems was replaced');
  if ((network.most.get(run.number) ?? 0) > run.width)
    broken.push(`bounded work: more than ${run.width} calls at the same time`);
  if (disk.operations > mostOperations) broken.push('bounded work: the run writes to the disk for ever');
  const minutes = (run.endedAt - run.beganAt) / 60_000;
  if (minutes > minutesAtMost) broken.push(`bounded work: the run took ${Math.round(minutes)} minutes`);
  return broken;
}

/** no secret in any output: no request goes anywhere but where the run was told to send it. */
export function nothingElsewhere({ sim }: Judged): Broken[] {
  const strange = sim.arrivals.find(({ run }) => run !== 0 && !sim.started.has(run));
  return strange ? [`no secret in any output: ${strange.path} was sent to another server`] : [];
}
