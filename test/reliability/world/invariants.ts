// The invariants, each a function that holds what kefu did and said against what the server knows. docs/reliability.md
// states them. Nothing here shares code with kefu's planner, comparison or verdict.

import type { Report, Result } from '../../../src/model/report.ts';
import { planFormats, reportFormats } from '../../../src/render/formats.ts';
import { disk } from './disk.ts';
import { network } from './network.ts';
import type { Run } from './runs.ts';
import { meet } from './unpromised.ts';
import { wantedIn } from './wanted.ts';
import type { Workload } from './workloads.ts';
import { type Effect, isWrite, type Moment, type SimWorld } from './world.ts';

/** What was broken, in words; each begins with the name of its invariant. */
export type Broken = string;

/** What is judged: one run, in its world. */
export interface Judged {
  readonly sim: SimWorld;
  readonly workload: Workload;
  readonly run: Run;
  /** Nobody else wrote while it ran, and nothing is still to come. */
  readonly calm: boolean;
}

const callOf: Readonly<Record<string, RegExp>> = {
  'create-account': /kfaccount\/add$/,
  'update-account': /kfaccount\/update$/,
  'upload-avatar': /kfaccount\/uploadheadimg$/,
  'invite-worker': /kfaccount\/inviteworker$/,
  'delete-account': /kfaccount\/del$/,
  'upload-media': /material\/add_material$/,
  'delete-media': /material\/del_material$/,
};

function reportOf({ outcome }: Run): Report | undefined {
  return outcome?.kind === 'ended' && outcome.ending.kind === 'applied' ? outcome.ending.report : undefined;
}

function plannedSteps({ planned }: Run): { readonly step: string; readonly name: string }[] {
  return (planned?.plan.changes ?? []).flatMap(({ name, steps }) =>
    steps.map(({ kind }) => ({ step: kind, name })),
  );
}

function isAbout(
  one: { readonly path: string; readonly about: string | null },
  step: string,
  name: string,
): boolean {
  const isMedia = /media/.test(step);
  return (
    callOf[step]?.test(one.path) === true &&
    (isMedia ? one.about?.includes(name.slice(0, 8)) === true : one.about === name)
  );
}

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

function nameOf(account: string | null): string {
  return account?.replace('@kftest', '') ?? '';
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

function untrueVerdict({ sim, run, calm }: Judged, { verdict, results }: Report): Broken[] {
  const broken: Broken[] = [];
  const isDone = verdict.status === 'as-configured';
  const exit = run.outcome?.kind === 'ended' ? run.outcome.exit : undefined;
  if (isDone !== (exit === 0))
    broken.push(`truthful report: exit ${exit} with the verdict ${verdict.status}`);
  if (isDone && results.some(({ status }) => status !== 'done')) {
    broken.push('truthful report: as-configured with steps that are not done');
  }
  const told = new Set(verdict.remaining.map(({ name, field }) => `${name} ${field}`));
  const missing = isDone && calm ? notAsWanted(sim, told, run.folder) : undefined;
  if (missing) broken.push(`truthful report: the verdict is as-configured, and ${missing}`);
  return broken;
}

/** What is not as the config says; undefined when all is. `told`: fields of which the report says that nobody can tell. */
export function notAsWanted(
  { world }: SimWorld,
  told: ReadonlySet<string> = new Set(),
  folder?: string,
): string | undefined {
  const { accounts, files } = wantedIn(folder);
  for (const [name, { nickname, avatar, worker, absent }] of accounts) {
    const account = world.accounts.find((one) => one.account === name);
    if (absent) {
      if (account) return `${name} is there`;
      continue;
    }
    if (account?.nickname !== nickname) return `${name} has the nickname ${account?.nickname}`;
    const picture = world.pictures[account?.picture ?? '']?.base64;
    if (avatar !== undefined && !told.has(`${name} avatar`) && picture !== avatar)
      return `${name} has another picture`;
    if (worker !== undefined && account?.worker.state === 'none') return `${name} invites nobody`;
  }
  const shelf = Object.values(world.media).filter(({ permanent }) => permanent);
  const gone = files.find((file) => !shelf.some(({ base64 }) => base64 === file));
  return gone === undefined ? undefined : 'a wanted media is not there';
}

/**
 * no duplicates: no account twice, and no permanent media twice. An upload that the network itself delivers twice makes two;
 * nothing that a client does can keep that from happening, so it is counted (`replayed`) and not held against kefu.
 */
export function noDuplicates({ sim }: Judged): Broken[] {
  const names = sim.world.accounts.map(({ account }) => account);
  const media = sim.moments.at(-1)?.media ?? [];
  const twice = [...new Set(media)].find(
    (name) => media.filter((one) => one === name).length - replayed(sim, name) > 1,
  );
  if (media.some((name) => replayed(sim, name) > 0)) meet('media that the network delivered twice');
  if (new Set(names).size < names.length) return ['no duplicates: an account is there twice'];
  return twice ? [`no duplicates: the media ${twice} is there twice`] : [];
}

/** Uploads of a media that the server carried out more often than they were sent. */
export function replayed({ effects, arrivals }: SimWorld, name: string): number {
  const isUpload = ({ path, about }: Pick<Effect, 'path' | 'about'>) =>
    path.endsWith('add_material') && about === name;
  return Math.max(0, effects.filter(isUpload).length - arrivals.filter(isUpload).length);
}

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

/** avatar and nickname never lost: what stays in the config is there at all times, the same account, with a name and a picture that somebody gave it. */
export function neverLost({ sim, workload }: Judged): Broken[] {
  const { kept, accounts: seeds } = workload;
  const broken: Broken[] = [];
  for (const account of seeds) {
    if (!kept.includes(nameOf(account.account))) continue;
    const course = sim.moments.map(({ accounts }) => accounts.find((one) => one.account === account.account));
    const deleted = sim.effects.find(
      ({ path, about }) => path.endsWith('kfaccount/del') && about === account.account,
    );
    if (deleted) broken.push(`never lost: a run deleted ${account.account}`);
    if (new Set(course.flatMap((one) => one?.id ?? [])).size > 1)
      broken.push(`never lost: ${account.account} is another account now`);
    const wanted = wantedIn();
    const nicknames = new Set([
      account.nickname,
      ...wanted.everNicknames,
      ...sim.foreign.map(({ nickname }) => nickname),
    ]);
    const strange = course.find((one) => one && !nicknames.has(one.nickname));
    if (strange)
      broken.push(`never lost: ${account.account} was called ${strange.nickname}, which nobody asked for`);
    const pictures = new Set([
      ...(account.picture ? [Buffer.from(account.picture).toString('base64')] : []),
      ...wanted.everPictures,
    ]);
    const bare =
      account.picture &&
      course.find((one) => one && !pictures.has(sim.world.pictures[one.picture]?.base64 ?? ''));
    if (bare) broken.push(`never lost: ${account.account} has lost its picture`);
  }
  return broken;
}

/** no secret in any output: neither the report in any format, nor a failure, nor a file has a secret or a token, however it is written. */
export function noSecretInOutput({ sim, run }: Judged): Broken[] {
  const secrets = [sim.world.officialAccount.appSecret, ...sim.world.tokens.issued.map(({ value }) => value)];
  const forms = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    return [secret, encodeURIComponent(secret), bytes.toString('base64').slice(0, -3), bytes.toString('hex')];
  });
  const seen = [
    ...outputsOf(run),
    ...[...disk.files]
      .filter(([path]) => !/\.(?:png|jpg)$/.test(path))
      .map(([, { bytes }]) => bytes.toString('latin1')),
  ].join('\n');
  return forms.some((form) => seen.includes(form)) ? ['no secret in any output: one was found'] : [];
}

/** no markup from data: a nickname of live data never becomes markup in Markdown or HTML. */
export function noMarkupFromData({ run }: Judged): Broken[] {
  const [, , markdown = '', html = ''] = outputsOf(run);
  const outsideCode = markdown.replaceAll(/(`+)[\s\S]*?\1/g, '');
  return [outsideCode, html].some((page) => page.includes('<img src=x>'))
    ? ['no markup from data: a nickname became markup']
    : [];
}

/** Runs are numbered from 1001 in each world. */
const pagesUpTo = 1001;

const rendered = new WeakMap<Run, readonly string[]>();

/** Everything that a run says: text, JSON, Markdown, HTML, its progress, or its failure. */
function outputsOf(run: Run): readonly string[] {
  const known = rendered.get(run);
  if (known) return known;
  const outputs = renderedOf(run);
  rendered.set(run, outputs);
  return outputs;
}

function renderedOf(run: Run): readonly string[] {
  const { outcome, planned } = run;
  const progress = JSON.stringify(run.progress);
  if (outcome?.kind === 'failed') {
    const { failure } = outcome;
    return [
      failure.message,
      String(failure.stack),
      '',
      '',
      String((failure.cause as Error)?.stack),
      JSON.stringify(failure.diagnostics ?? []),
      progress,
    ];
  }
  const report = reportOf(run);
  if (!report || !planned || outcome?.kind !== 'ended') return ['', '', '', '', progress];
  const context = {
    kefuVersion: '0',
    created: 0,
    expires: 0,
    origin: 'config',
    configFile: 'kefu.yaml',
    allow: [],
    writeUnverifiable: false,
    callsMade: outcome.account.wechat.callsMade(),
    kinds: outcome.account.kinds,
    lang: 'en',
    pictures: new Map(),
  } as const;
  const { text, json, markdown, html } = reportFormats;
  // Pages take their time: those of the first runs of a world have what those after them have.
  if (run.number > pagesUpTo) {
    return [text, json].map((format) => format(planned.plan, report, context)).concat('', '', progress);
  }
  const pages = [text, json, markdown, html].map((format) => format(planned.plan, report, context));
  if (report.results.length === 0) return [...pages, progress];
  const [said = '', data = '', lines = '', page = ''] = pages;
  const plan = [planFormats.markdown, planFormats.html].map((format) => format(planned.plan, context));
  return [said, data, `${lines}\n${plan[0]}`, `${page}\n${plan[1]}`, progress];
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
  const minutes = (run.endedAt - run.beganAt) / 60_000;
  if (minutes > minutesAtMost) broken.push(`bounded work: the run took ${Math.round(minutes)} minutes`);
  return broken;
}

const judges = [
  nothingUnplanned,
  guardsBeforeEffects,
  truthfulReport,
  noDuplicates,
  noStaleOverwrite,
  neverLost,
  deletesLast,
  noSecretInOutput,
  noMarkupFromData,
  boundedWork,
];

/** What a run broke of all that is held in every run. */
export function brokenBy(judged: Judged): Broken[] {
  return judges.flatMap((judge) => judge(judged));
}
