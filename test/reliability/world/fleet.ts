// Two official accounts of one run, each in a world of its own, that share what remembers them: a server of Terraform's protocol.
import { writePlanFile } from '../../../src/backend/plan-file.ts';
import { exitOfReport } from '../../../src/cli/exit.ts';
import type { IndexEntry } from '../../../src/documents/fleet-index.ts';
import { planOf } from '../../../src/documents/read-plan.ts';
import { applyFleet } from '../../../src/fleet/apply-fleet.ts';
import { planFleet } from '../../../src/fleet/plan-fleet.ts';
import type { OnError } from '../../../src/fleet/rollout.ts';
import { type Shard, shardOf } from '../../../src/fleet/shard.ts';
import { kinds } from '../../../src/kinds/kinds.ts';
import type { AppliedMember } from '../../../src/model/fleet.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Rollout } from '../../../src/model/rollout.ts';
import { network } from './network.ts';
import { startProcess } from './process.ts';
import { clockOf, nextNumber, type Outcome, type Run, settleMs } from './runs.ts';
import { isForState, StateServer } from './state-server.ts';
import { time, until } from './time.ts';
import { wantedIn } from './wanted.ts';
import {
  accounts,
  avatars,
  avatarsConfig,
  emptyState,
  folder,
  folderOf,
  type Workload,
} from './workloads.ts';
import { populate, resetAll, type Server, type SimWorld } from './world.ts';

/** One official account of the fleet. */
export interface Member {
  readonly workload: Workload;
  readonly sim: SimWorld;
  readonly folder: string;
  readonly config: string;
  readonly server: Server;
}

export interface Fleet {
  readonly members: readonly Member[];
  readonly state: StateServer;
}

const machine = 'b';
const appIds = ['wxemu0000000000001', 'wxemu0000000000002'] as const;

/** The second official account: another name, AppID and secret. */
const second: Workload = {
  ...avatars,
  files: Object.fromEntries(
    Object.entries(folder(avatarsConfig, machine)).map(([path, content]) => [
      path,
      typeof content === 'string'
        ? content
            .replace('shop-cn', 'shop-b')
            .replace(appIds[0], appIds[1])
            .replace('APP_SECRET', 'APP_SECRET_B')
        : content,
    ]),
  ),
};

/** A fleet whose record is at the server; nothing of it was ever applied. */
export function openFleet(): Fleet {
  resetAll({ ...accounts.files, ...second.files }, 1);
  const state = new StateServer();
  const members = [accounts, second].map((workload, nth): Member => {
    const at = folderOf(nth === 0 ? '' : machine);
    const { sim, server } = populate(workload);
    Object.assign(sim.world.officialAccount, { appId: appIds[nth] });
    const name = nth === 0 ? 'shop-cn' : 'shop-b';
    state.documents.set(`/state/${name}`, emptyState.replace(appIds[0], appIds[nth] ?? ''));
    wantedIn(at);
    return { workload, sim, server, folder: at, config: `${at}/kefu.yaml` };
  });
  connect(members, state);
  return { members, state };
}

function connect(members: readonly Member[], state: StateServer): void {
  network.connects = () => members.every(({ server }) => server.connects());
  network.delivered = (run, path, body) => memberOf(members, path, '')?.server.delivered(run, path, body);
  network.serve = async (run, request, response) => {
    const { url, bytes } = request as { readonly url: string; readonly bytes: Buffer };
    if (isForState(url)) return state.serve(request as never, response as never);
    const member = memberOf(members, url, bytes.subarray(0, 10_000).toString('utf8')) ?? members[0];
    return member?.server.serve(run, request, response);
  };
}

/** Whom a request is about: by the token, the AppID or the picture that it names. */
function memberOf(members: readonly Member[], url: string, body: string): Member | undefined {
  const token = /[?&]access_token=([^&]*)/.exec(url)?.[1];
  const picture = /pictures\/([^/]+)\//.exec(url)?.[1];
  return members.find(({ sim: { world } }) => {
    if (token !== undefined)
      return world.tokens.issued.some(({ value }) => value === decodeURIComponent(token));
    if (picture !== undefined) return Object.hasOwn(world.pictures, picture);
    return body.includes(world.officialAccount.appId);
  });
}

function fleetWorld({ members }: Fleet, number: number) {
  const [first, other] = members.map(({ sim }) => sim.world.officialAccount.appSecret);
  return {
    env: {
      KEFU_ENDPOINT: `http://127.0.0.1:${number}`,
      KEFU_BACKEND: `http://127.0.0.1:${number}/state/{name}`,
      KEFU_APP_SECRET: first,
      KEFU_APP_SECRET_B: other,
    },
    cwd: `/p${number}${folderOf()}`,
    clock: clockOf(number),
  };
}

const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true };

/** A plan of the whole fleet, saved file by file; to be applied by whoever has its entries. */
export interface FleetPlan {
  readonly entries: readonly IndexEntry[];
  readonly plans: readonly (Plan | undefined)[];
  readonly failures: readonly string[];
}

export async function planOfFleet(fleet: Fleet): Promise<FleetPlan | 'killed'> {
  const number = nextNumberOf(fleet);
  return until(
    startProcess(number, async () => {
      const world = fleetWorld(fleet, number);
      const configs = fleet.members.map(({ config }) => `/p${number}${config}`);
      const entries: IndexEntry[] = [];
      const plans: (Plan | undefined)[] = [];
      const failures: string[] = [];
      const how = { ...options, width: 2, expiresIn: 24, named: new Set(configs) };
      for await (const member of planFleet(configs, how, world)) {
        const document = member.kind === 'planned' ? member.document?.() : undefined;
        if (member.kind === 'failed') failures.push(member.failure.message);
        plans.push(document && planOf(document));
        if (!document || member.kind !== 'planned') continue;
        const file = `plan-${member.name}-${number}.json`;
        await writePlanFile(`/p${number}${folderOf()}/${file}`, document);
        entries.push({
          status: member.plan.guards.length > 0 ? 'held' : 'planned',
          config_file: member.configFile.replace(/^\/p\d+/, ''),
          name: member.name,
          app_id: member.plan.officialAccount.appId,
          plan_file: file,
          plan_digest: document.plan_digest,
          has_changes: member.plan.changes.length > 0,
        });
      }
      return { entries, plans, failures };
    }),
  );
}

/** One apply of a fleet plan under way: a run for each of its official accounts; undefined for one that is not its business. */
export interface FleetRun {
  readonly runs: readonly (Run | undefined)[];
  readonly over: Promise<void>;
}

export interface FleetHow {
  /** Official accounts at the same time. */
  readonly width?: number;
  /** Calls at the same time about each. */
  readonly parallelism?: number;
  readonly lockTimeoutMs?: number;
  readonly rollout?: Rollout;
  readonly onError?: OnError;
  readonly shard?: Shard;
  readonly stop?: AbortSignal;
}

export function startFleetApply(fleet: Fleet, plan: FleetPlan, how: FleetHow = {}): FleetRun {
  const number = nextNumberOf(fleet);
  const { width = 2, parallelism = 2, shard, stop = new AbortController().signal } = how;
  const own = shard ? shardOf(plan.entries, shard, ({ name }) => name) : plan.entries;
  const runs = fleet.members.map(({ sim, folder: at, config }, nth): Run | undefined => {
    if (!own.some((entry) => entry.config_file === config)) return undefined;
    const began = sim.moments.length - 1;
    sim.wanted.set(number, wantedIn(at));
    const planned = plan.plans[nth];
    return {
      number,
      folder: at,
      width: width * parallelism,
      began,
      ended: began,
      beganAt: time.now,
      endedAt: time.now,
      progress: [],
      basis: sim.readings.at(-1),
      ...(planned ? { planned: { plan: planned } as never } : {}),
    };
  });
  const program = async () => {
    const entries = own.map((entry) => ({
      ...entry,
      config_file: `/p${number}${entry.config_file}`,
    }));
    const options = {
      folder: `/p${number}${folderOf()}`,
      width,
      parallelism,
      rollout: how.rollout ?? {},
      onError: how.onError ?? 'continue',
      stop,
      strict: false,
      lockTimeoutMs: how.lockTimeoutMs ?? 0,
      settleMs,
      fetchAvatars: true,
    };
    const ended: AppliedMember[] = [];
    for await (const member of applyFleet(entries, options, fleetWorld(fleet, number))) ended.push(member);
    return ended;
  };
  const over = startProcess(number, program)
    .catch((error: unknown) => ({ error }))
    .then((ended) => {
      for (const [nth, { sim }] of fleet.members.entries()) {
        const run = runs[nth];
        if (!run) continue;
        run.outcome = outcomeOf(ended, nth === 0 ? 'shop-cn' : 'shop-b', run);
        run.ended = sim.moments.length - 1;
        run.endedAt = time.now;
      }
    });
  return { runs, over };
}

function outcomeOf(
  ended: readonly AppliedMember[] | 'killed' | { readonly error: unknown },
  name: string,
  { planned }: Run,
): Outcome {
  if (ended === 'killed') return { kind: 'killed' };
  if ('error' in ended) return { kind: 'broken', error: ended.error };
  const member = ended.find((one) => one.name === name);
  const account = { kinds, wechat: { callsMade: () => 0 } } as never;
  if (member?.kind === 'applied' && planned)
    return {
      kind: 'ended',
      ending: { kind: 'applied', planned, report: member.report },
      exit: exitOfReport(member.report, false),
      account,
    };
  if (member?.kind === 'failed') return { kind: 'failed', failure: member.failure };
  if (member?.kind === 'held' && planned)
    return { kind: 'ended', ending: { kind: 'held', planned }, exit: undefined, account };
  if (member?.kind === 'not-begun' && planned)
    return { kind: 'ended', ending: { kind: 'declined', planned }, exit: undefined, account };
  return { kind: 'broken', error: new Error(`${name} ended as ${member?.kind ?? 'nothing'}`) };
}

/** One process is of all official accounts. */
function nextNumberOf({ members }: Fleet): number {
  const [first, ...others] = members;
  if (!first) throw new Error('a fleet without an official account');
  const number = nextNumber(first.sim);
  for (const { sim } of others) sim.started.add(number);
  return number;
}
