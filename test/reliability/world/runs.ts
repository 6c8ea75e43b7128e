// Runs of kefu in the simulated world: each is a process of its own that goes through the same story as the command line.
import { resumeJournal, startJournal } from '../../../src/backend/delivery-journal.ts';
import { writePlanFile } from '../../../src/backend/plan-file.ts';
import { exitOfReport } from '../../../src/cli/exit.ts';
import { planDocument } from '../../../src/documents/plan.ts';
import { deliver } from '../../../src/messages/deliver.ts';
import { openSender } from '../../../src/messages/sender.ts';
import type { Delivery } from '../../../src/model/delivery.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { ProgressEvent } from '../../../src/model/ports.ts';
import { Secret } from '../../../src/model/secret.ts';
import { headerOf } from '../../../src/reconcile/header.ts';
import {
  type ApplyEnding,
  applyAccount,
  type OpenAccount,
  openAccount,
  type Planned,
  planAccount,
  readSavedPlan,
} from '../../../src/reconcile.ts';
import { disk, textAt } from './disk.ts';
import { alive, startProcess } from './process.ts';
import { later, time, until } from './time.ts';
import { wantedIn } from './wanted.ts';
import { folderOf } from './workloads.ts';
import type { Reading, SimWorld } from './world.ts';

export const settleMs = 5000;

export type Outcome =
  | {
      readonly kind: 'ended';
      readonly ending: ApplyEnding;
      readonly exit: number | undefined;
      readonly account: OpenAccount;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'broken'; readonly error: unknown }
  | { readonly kind: 'killed' };

/** One run, as it came about. */
export interface Run {
  readonly number: number;
  /** The folder it was started in. */
  readonly folder: string;
  readonly width: number;
  /** The moments it lasted. */
  readonly began: number;
  ended: number;
  readonly beganAt: number;
  endedAt: number;
  /** What its state file said before it and after it; a fleet's stands on a server. */
  readonly stateBefore?: string | undefined;
  stateAfter?: string | undefined;
  /** The plan that takes it back, when it said that it wrote one. */
  inverse?: string | undefined;
  /** What it was going to do, once it knew. */
  planned?: Planned;
  /** The list that its plan was made from. */
  basis?: Reading | undefined;
  /** The settled list that an earlier plan was made from. */
  outcome?: Outcome;
  readonly progress: ProgressEvent[];
}

export interface How {
  readonly width: number;
  readonly fetchAvatars?: boolean;
  readonly saved?: string;
  readonly allow?: readonly string[];
  readonly strict?: boolean;
  readonly lockTimeoutMs?: number;
  readonly folder?: string;
  /** Given the run's own switch, before it starts. */
  readonly stop?: AbortSignal;
  /** What happens while a person reads the plan. */
  readonly whileAsked?: () => Promise<void>;
}

/** Plans that were saved, and the list each was made from. */
export type SavedPlans = Map<string, Reading | undefined>;

let numbers = 1000;

export function resetNumbers(): void {
  numbers = 1000;
}

export function nextNumber({ started }: SimWorld): number {
  numbers += 1;
  started.add(numbers);
  return numbers;
}

export function clockOf(process: number) {
  return {
    now: () => time.now + time.skew,
    uptime: () => time.now,
    sleep: async (ms: number, signal?: AbortSignal) => {
      await alive(process);
      if (signal?.aborted) return;
      await new Promise<void>((done) => {
        signal?.addEventListener('abort', () => done(), { once: true });
        later(ms, done);
      });
      await alive(process);
    },
  };
}

function open(sim: SimWorld, number: number, mode: 'read-only' | 'read-write', folder: string) {
  const { appSecret } = sim.world.officialAccount;
  return openAccount('kefu.yaml', {
    mode,
    env: { KEFU_ENDPOINT: `http://127.0.0.1:${number}`, KEFU_APP_SECRET: appSecret },
    cwd: `/p${number}${folder}`,
    clock: clockOf(number),
  });
}

/** Starts one `kefu apply`; `until` or `applyIn` lets it go on. */
export function startApply(sim: SimWorld, how: How): { readonly run: Run; readonly over: Promise<Run> } {
  const number = nextNumber(sim);
  const {
    width,
    fetchAvatars = true,
    saved,
    allow = [],
    strict = false,
    folder = folderOf(),
    stop,
    lockTimeoutMs = 0,
    whileAsked,
  } = how;
  const began = sim.moments.length - 1;
  const run: Run = {
    number,
    folder,
    width,
    began,
    ended: began,
    beganAt: time.now,
    endedAt: time.now,
    stateBefore: stateIn(folder),
    progress: [],
  };
  sim.wanted.set(number, wantedIn(folder));
  const options = { writeUnverifiable: false, allow: new Set(allow), fetchAvatars, settleMs, strict };
  const program = async (): Promise<Outcome> => {
    try {
      const account = await open(sim, number, 'read-write', folder);
      try {
        const ending = await applyAccount(
          account,
          {
            ...options,
            parallelism: width,
            lockTimeoutMs,
            ...(saved ? { saved: await readSavedPlan(`/p${number}${saved}`, account) } : {}),
          },
          {
            approve: async () => {
              await whileAsked?.();
              return true;
            },
            planned: (planned) => {
              run.planned = planned;
              run.basis = sim.readings.findLast((reading) => reading.run === number);
            },
            progress: (event) => void run.progress.push(event),
            ...(stop ? { stop } : {}),
          },
        );
        const exit = ending.kind === 'applied' ? exitOfReport(ending.report, false) : undefined;
        return { kind: 'ended', ending, exit, account };
      } finally {
        await account.close();
      }
    } catch (error) {
      return error instanceof Failure ? { kind: 'failed', failure: error } : { kind: 'broken', error };
    }
  };
  const over = startProcess(number, program).then((outcome) => {
    run.outcome = outcome === 'killed' ? { kind: 'killed' } : outcome;
    run.ended = sim.moments.length - 1;
    run.endedAt = time.now;
    run.stateAfter = stateIn(folder);
    const { outcome: ended } = run;
    if (ended?.kind === 'ended' && ended.ending.kind === 'applied' && ended.ending.inverse)
      run.inverse = textAt(`${folder}/kefu.inverse.json`);
    return run;
  });
  return { run, over };
}

function stateIn(folder: string): string | undefined {
  return textAt(`${folder}/kefu.state.json`);
}

/** One `kefu apply`, to its end. */
export async function applyIn(sim: SimWorld, how: How): Promise<Run> {
  try {
    return await until(startApply(sim, how).over);
  } finally {
    disk.before = () => {};
  }
}

/** One `kefu plan`; what it says, as one text; with a name it is also saved, and its list kept in `plans`. */
export async function planIn(
  sim: SimWorld,
  how: { readonly fetchAvatars?: boolean; readonly saveAs?: string; readonly plans?: SavedPlans } = {},
): Promise<string> {
  const { fetchAvatars = true, saveAs, plans } = how;
  const number = nextNumber(sim);
  const told = await until(
    startProcess(number, async () => {
      const account = await open(sim, number, 'read-only', folderOf());
      try {
        const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars };
        const { plan } = await planAccount(account, options);
        const document = planDocument(plan, headerOf(account, options, 24), account.kinds);
        if (saveAs) {
          await writePlanFile(`/p${number}${saveAs}`, document);
          plans?.set(
            saveAs,
            sim.readings.findLast((reading) => reading.run === number),
          );
        }
        return planText(document, number);
      } catch (error) {
        if (error instanceof Failure) return `failed: ${error.message}`;
        throw error;
      } finally {
        await account.close();
      }
    }),
  );
  return String(told);
}

/** The plan that a run was going to carry out, as `planIn` gives one of the same world. */
export function planOf({ planned, outcome, number }: Run): string {
  if (!planned || outcome?.kind !== 'ended') return 'no plan';
  const { account } = outcome;
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true };
  return planText(planDocument(planned.plan, headerOf(account, options, 24), account.kinds), number);
}

/** Without what tells when and how it was made. */
function planText(document: ReturnType<typeof planDocument>, number: number): string {
  const { created: _c, expires: _e, plan_digest: _d, calls_made: _m, ...rest } = document;
  return JSON.stringify(rest).replaceAll(`127.0.0.1:${number}`, '127.0.0.1');
}

/** One `kefu message send` to these customers, going on by the journal where there is one. */
export async function sendIn(
  sim: SimWorld,
  customers: readonly string[],
): Promise<readonly Delivery[] | 'killed' | 'failed'> {
  const number = nextNumber(sim);
  const { appId, appSecret } = sim.world.officialAccount;
  const clock = clockOf(number);
  const path = `${folderOf()}/list.sent.jsonl`;
  const ended = await until(
    startProcess(number, async () => {
      try {
        const message = { appId, template: 'hello', digest: `sha256:${'0'.repeat(64)}` };
        const isBegun = disk.files.get(path)?.bytes.includes(10);
        // A file without a whole first line holds nothing: the advice that kefu gives is to delete it.
        if (!isBegun) disk.files.delete(path);
        const journal = await (isBegun ? resumeJournal : startJournal)(
          `/p${number}${path}`,
          message,
          clock,
          {},
        );
        const credentials = { kind: 'app-secret', appSecret: new Secret(appSecret) };
        const connection = { appId, endpoint: new URL(`http://127.0.0.1:${number}`), credentials };
        const sender = openSender(connection as never, clock);
        const body = (touser: string) => ({ touser, msgtype: 'text', text: { content: '您好' } }) as never;
        const { deliveries } = (await deliver(
          customers.map((openid) => ({ openid })),
          body,
          { messages: sender, clock, journal },
        )) as { deliveries: readonly Delivery[] };
        await journal.close().catch(() => undefined);
        return deliveries;
      } catch (error) {
        if (error instanceof Failure) return 'failed' as const;
        throw error;
      }
    }),
  );
  disk.before = () => {};
  return ended;
}
