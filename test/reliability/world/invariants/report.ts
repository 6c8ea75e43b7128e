import type { Report, Result } from '../../../../src/model/report.ts';
import type { Run } from '../runs.ts';
import { wantedIn } from '../wanted.ts';
import type { Moment, SimWorld } from '../world.ts';
import { type Broken, callOf, isAbout, type Judged, plannedSteps, reportOf } from './judged.ts';
import { notAsWanted } from './live.ts';

/** truthful report: done ⇒ it held; not done ⇒ it was not carried out; every step of the plan is listed; exit 0 ⇔ verified. */
export function truthfulReport(judged: Judged): Broken[] {
  const report = reportOf(judged.run);
  if (!report)
    return judged.run.outcome?.kind === 'broken'
      ? [`truthful report: the run ended in ${String((judged.run.outcome.error as Error)?.stack)}`]
      : [];
  return [
    ...report.results.flatMap((result) => untrueResult(judged, result)),
    ...incomplete(judged.run, report),
    ...untrueVerdict(judged, report),
  ];
}

function untrueResult({ sim, run, calm }: Judged, { step, name, status, label, attempts }: Result): Broken[] {
  if (!callOf[step]) return [];
  const effects = sim.effects.filter((effect) => effect.run === run.number && isAbout(effect, step, name));
  const arrivals = sim.arrivals.filter((one) => one.run === run.number && isAbout(one, step, name));
  const told = `truthful report: ${label} ${step} is told as ${status}`;
  if (['failed', 'skipped', 'not-attempted'].includes(status) && effects.length > 0)
    return [`${told}, and it was carried out`];
  if (attempts === 0 && arrivals.length > 0) return [`${told} with no attempt, and it was sent`];
  if (status === 'unknown' && attempts === 0) return [`${told}, and it was never sent`];
  if (status !== 'done') return [];
  const during = sim.moments.slice(run.began, run.ended + 1);
  const moments = calm ? during.slice(-1) : during;
  return moments.some((moment) => holds(sim, moment, step, name, run.folder))
    ? []
    : [`${told}, and it does not hold`];
}

function holds(
  sim: SimWorld,
  { accounts, media }: Moment,
  step: string,
  name: string,
  folder: string,
): boolean {
  const account = accounts.find((one) => one.account === name);
  const want = wantedIn(folder).accounts.get(name);
  switch (step) {
    case 'create-account':
    case 'update-account':
      return account?.nickname === want?.nickname;
    case 'upload-avatar':
      return account !== undefined && sim.world.pictures[account.picture]?.base64 === want?.avatar;
    case 'invite-worker':
      return account !== undefined && account.worker.state !== 'none';
    case 'delete-account':
      return account === undefined;
    case 'upload-media':
      return media.some((file) => file.includes(name.slice(0, 8)));
    default:
      return !media.some((file) => file.includes(name.slice(0, 8)));
  }
}

/** What is still valid of a saved plan is run; what is not must be told all the same. */
function incomplete(run: Run, { results }: Report): Broken[] {
  const told = (run.planned?.judged ?? [])
    .filter(({ judgement }) => judgement !== 'valid')
    .map(({ change }) => change);
  const others = told.flatMap(({ name, steps }) => steps.map(({ kind }) => ({ name, step: kind })));
  const planned = [...plannedSteps(run), ...others].map(({ name, step }) => `${name} ${step}`);
  const listed = results.map(({ name, step }) => `${name} ${step}`);
  return planned.sort().join() === listed.sort().join()
    ? []
    : ['truthful report: it does not list every step of the plan once'];
}

function hasFaultBeside({ outcome }: Run): boolean {
  if (outcome?.kind !== 'ended' || outcome.ending.kind !== 'applied') return false;
  return outcome.ending.historyFault !== undefined || outcome.ending.inverseFault !== undefined;
}

function untrueVerdict({ sim, run, calm }: Judged, { verdict, results, warnings }: Report): Broken[] {
  const broken: Broken[] = [];
  const isDone = verdict.status === 'as-configured';
  const exit = run.outcome?.kind === 'ended' ? run.outcome.exit : undefined;
  const isWhole = warnings.every(({ severity }) => severity !== 'error');
  if ((isDone && isWhole) !== (exit === 0))
    broken.push(`truthful report: exit ${exit} with the verdict ${verdict.status}`);
  if (isWhole && hasFaultBeside(run))
    broken.push('truthful report: it does not say what could not be written beside the run');
  if (isDone && results.some(({ status }) => status !== 'done')) {
    broken.push('truthful report: as-configured with steps that are not done');
  }
  const gravest = ['unknown', 'failed'].find((one) => results.some(({ status }) => status === one));
  if (gravest && ![gravest, 'unknown'].includes(verdict.status))
    broken.push(`truthful report: the verdict is ${verdict.status}, and a step is told as ${gravest}`);
  const told = new Set(verdict.remaining.map(({ name, field }) => `${name} ${field}`));
  const missing = isDone && calm ? notAsWanted(sim, told, run.folder) : undefined;
  if (missing) broken.push(`truthful report: the verdict is as-configured, and ${missing}`);
  return broken;
}
