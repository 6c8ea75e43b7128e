import type { Report } from '../../../src/model/report.ts';
import { disk } from './disk.ts';
import type { Outcome } from './apply.ts';
import type { Workload } from './workloads.ts';
import type { SimWorld } from './world.ts';

/** What was broken, in words; each begins with the name of its invariant. */
export type Broken = string;

const callOf: Readonly<Record<string, RegExp>> = {
  'create-account': /kfaccount\/add$/,
  'update-account': /kfaccount\/update$/,
  'upload-avatar': /kfaccount\/uploadheadimg$/,
  'invite-worker': /kfaccount\/inviteworker$/,
  'delete-account': /kfaccount\/del$/,
  'upload-media': /material\/add_material$/,
  'delete-media': /material\/del_material$/,
};

/** The effects that one step of the plan had in this run. */
function effectsOf(sim: SimWorld, run: number, step: string, name: string) {
  const path = callOf[step];
  if (!path) return [];
  return sim.effects.filter((effect) => effect.run === run && path.test(effect.path) && (effect.account === null || effect.account === name));
}

/** Holds what a run did and said against what the server knows. `calm`: nobody else edited and nothing is still to come. */
export function brokenBy(sim: SimWorld, workload: Workload, outcome: Outcome, run: number, calm: boolean): Broken[] {
  const broken: Broken[] = [];
  const report = outcome.kind === 'ended' && outcome.ending.kind === 'applied' ? outcome.ending.report : undefined;
  if (report && outcome.kind === 'ended') {
    broken.push(...untrue(sim, report, run, calm), ...incomplete(outcome, report), ...unplanned(sim, outcome, run));
  }
  if (outcome.kind === 'failed' && sim.effects.some((effect) => effect.run === run)) {
    broken.push('truthful report: a run that ended in a failure had effects and no report');
  }
  broken.push(...lost(sim, workload), ...duplicates(sim), ...leaks(sim, outcome), ...unbounded(sim));
  return broken;
}

function untrue(sim: SimWorld, { results, verdict }: Report, run: number, calm: boolean): Broken[] {
  const broken: Broken[] = [];
  for (const { step, name, status, label } of results) {
    if (!callOf[step]) continue;
    const effects = effectsOf(sim, run, step, name);
    const isOwn = effects.some(({ account }) => account === name) || !/account|avatar|worker/.test(step);
    if (['failed', 'skipped', 'not-attempted'].includes(status) && isOwn && effects.length > 0 && /account|avatar|worker/.test(step)) {
      broken.push(`truthful report: ${label} ${step} is told as ${status}, and it was carried out`);
    }
    if (status === 'done' && calm && !holds(sim, step, name)) {
      broken.push(`truthful report: ${label} ${step} is told as done, and it does not hold`);
    }
  }
  if (verdict.status === 'as-configured' && calm) {
    const missing = notAsWanted(sim);
    if (missing) broken.push(`truthful report: the verdict is as-configured, and ${missing}`);
  }
  if (verdict.status === 'as-configured' && results.some(({ status }) => status !== 'done')) {
    broken.push('truthful report: as-configured with steps that are not done');
  }
  return broken;
}

function accountNamed(sim: SimWorld, name: string) {
  return sim.world.accounts.find(({ account }) => account === name);
}

function holds(sim: SimWorld, step: string, name: string): boolean {
  const account = accountNamed(sim, name);
  const want = wanted().get(name);
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
      return Object.values(sim.world.media).some(({ name: file }) => file.includes(name.slice(0, 16)));
    case 'delete-media':
      return !Object.values(sim.world.media).some(({ name: file }) => file.includes(name.slice(0, 16)));
    default:
      return true;
  }
}

interface Wanted {
  readonly nickname?: string;
  readonly avatar?: string;
  readonly worker?: string;
  readonly absent: boolean;
}

/** Read from the config by a reader of its own: sharing kefu's would share its mistakes. */
export function wanted(): Map<string, Wanted> {
  const text = disk.files.get('/sim/kefu.yaml')?.bytes.toString('utf8') ?? '';
  const [, block = ''] = /^accounts:\n((?: {2}.*\n)*)/m.exec(text) ?? [];
  return new Map(
    block.split('\n').flatMap((line): [string, Wanted][] => {
      const [, name, fields = ''] = /^ {2}(\w+): \{(.*)\}/.exec(line) ?? [];
      if (!name) return [];
      const field = (key: string) => new RegExp(`${key}: ([^,}\\s]+)`).exec(fields)?.[1];
      const avatar = field('avatar');
      const nickname = field('nickname');
      const worker = field('worker');
      return [
        [
          `${name}@kftest`,
          {
            absent: field('state') === 'absent',
            ...(nickname ? { nickname } : {}),
            ...(worker ? { worker } : {}),
            ...(avatar ? { avatar: disk.files.get(`/sim/${avatar.slice(2)}`)?.bytes.toString('base64') ?? '' } : {}),
          },
        ],
      ];
    }),
  );
}

/** What is not as the config says; undefined when all is. */
export function notAsWanted(sim: SimWorld): string | undefined {
  for (const [name, { nickname, avatar, worker, absent }] of wanted()) {
    const account = accountNamed(sim, name);
    if (absent && account) return `${name} is there`;
    if (absent) continue;
    if (account?.nickname !== nickname) return `${name} has the nickname ${account?.nickname}`;
    if (avatar !== undefined && sim.world.pictures[account?.picture ?? '']?.base64 !== avatar) return `${name} has another picture`;
    if (worker !== undefined && account?.worker.state === 'none') return `${name} invites nobody`;
  }
  const text = disk.files.get('/sim/kefu.yaml')?.bytes.toString('utf8') ?? '';
  const files = [...text.matchAll(/image: \{ file: \.\/(\w+\.png) \}/g)].length;
  const shelf = Object.values(sim.world.media).filter(({ permanent }) => permanent).length;
  return shelf < files ? `${files} media are wanted and ${shelf} are there` : undefined;
}

function incomplete(outcome: Extract<Outcome, { kind: 'ended' }>, { results }: Report): Broken[] {
  const planned = outcome.ending.planned.plan.changes.flatMap(({ name, steps }) => steps.map(({ kind }) => `${name} ${kind}`));
  const told = results.map(({ name, step }) => `${name} ${step}`);
  return planned.sort().join() === told.sort().join() ? [] : ['truthful report: it does not list every step of the plan once'];
}

function unplanned(sim: SimWorld, outcome: Extract<Outcome, { kind: 'ended' }>, run: number): Broken[] {
  const planned = outcome.ending.planned.plan.changes.flatMap(({ name, steps }) => steps.map(({ kind }) => ({ name, kind })));
  return sim.effects
    .filter((effect) => effect.run === run)
    .filter(({ path, account }) => {
      if (/stable_token|getkflist|getonlinekflist|batchget/.test(path)) return false;
      return !planned.some(({ name, kind }) => callOf[kind]?.test(path) && (account === null || account === name));
    })
    .map(({ path, account }) => `nothing unplanned: ${path} of ${account} was carried out and not planned`);
}

function lost(sim: SimWorld, { untouched, kept, accounts }: Workload): Broken[] {
  const broken: Broken[] = [];
  for (const { path, account, run } of sim.effects) {
    const name = account?.replace('@kftest', '');
    if (path.endsWith('kfaccount/del') && name && kept.includes(name)) broken.push(`never lost: run ${run} deleted ${name}`);
    if (/kfaccount\//.test(path) && name && untouched.includes(name)) broken.push(`nothing unplanned: ${name} is unmanaged and was touched`);
  }
  for (const name of kept) {
    if (!accounts.some(({ account }) => account === `${name}@kftest`)) continue;
    if (!accountNamed(sim, `${name}@kftest`)) broken.push(`never lost: ${name} is gone`);
  }
  return broken;
}

function duplicates(sim: SimWorld): Broken[] {
  const names = sim.world.accounts.map(({ account }) => account);
  const files = Object.values(sim.world.media).filter(({ permanent }) => permanent).map(({ name }) => name);
  return [names, files].some((all) => new Set(all).size < all.length) ? ['no duplicates: something is there twice'] : [];
}

function leaks(sim: SimWorld, outcome: Outcome): Broken[] {
  const secrets = [sim.world.officialAccount.appSecret, ...sim.world.tokens.issued.map(({ value }) => value)];
  const seen = [
    JSON.stringify(outcome, (key, value) => (key === 'ready' || value instanceof Map ? undefined : value)),
    ...(outcome.kind === 'failed' ? [outcome.failure.message, String(outcome.failure.stack), String((outcome.failure.cause as Error)?.stack)] : []),
    ...[...disk.files].map(([, { bytes }]) => bytes.toString('latin1')),
  ].join('\n');
  return secrets.some((secret) => seen.includes(secret)) ? ['no secret in any output: one was found'] : [];
}

function unbounded(sim: SimWorld): Broken[] {
  const calls = sim.world.requests.length;
  return calls > 120 * Math.max(1, sim.run) ? [`bounded work: ${calls} requests in ${sim.run} runs`] : [];
}
