import { isAbsolute, relative } from 'node:path';
import { type AnyFinding, type Gathered, gather } from '../engine/gather.ts';
import { type PlanInput, type Wants, wantsOf } from '../engine/input.ts';
import { type Judged, narrowPlan } from '../engine/narrow.ts';
import { planOfGathered } from '../engine/plan.ts';
import type { Reading } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { Api } from '../model/ports.ts';
import { isProtectionKnown, recordsOf } from '../model/recorded.ts';
import { apiOf, type OpenAccount } from './open.ts';
import { recentDeletes } from './recent-deletes.ts';

/** What the operator decided. */
export interface PlanOptions {
  /** Also write fields whose live value nobody can tell. */
  readonly writeUnverifiable: boolean;
  /** Guards to let pass. */
  readonly allow: ReadonlySet<string>;
  /** Whether live pictures that no record explains may be fetched. */
  readonly fetchAvatars: boolean;
}

/** A plan, what it was made from, and, when it was saved before, what became of each of its changes. */
export interface Planned {
  readonly plan: Plan;
  readonly judged: readonly Judged[];
  readonly input: PlanInput;
  /** When the readings were made, in milliseconds since 1970. */
  readonly readAt: number;
}

/** A saved plan, and what an inverse one wants instead of the config. */
export interface SavedPlan {
  readonly plan: Plan;
  readonly wants?: Wants;
}

/**
 * Fetches what is live, reads what was recorded, and compares both with what is desired; of a saved plan, only the part that
 * is still valid is left. Sends nothing that writes. Rejects with a `Failure`.
 */
export async function planAccount(
  account: OpenAccount,
  options: PlanOptions,
  saved?: SavedPlan,
): Promise<Planned> {
  const api = apiOf(account, options.fetchAvatars);
  const observed = await observeAll(account, options, api, saved?.wants);
  const { input, gathered } = await inquireAll(observed, api, account);
  const fresh = planOfGathered(input, gathered);
  const readAt = account.clock.uptime();
  if (!saved) return { plan: fresh, judged: [], input, readAt };
  return { ...narrowPlan(saved.plan, fresh, input), input, readAt };
}

/** The plan that a report tells about: with those changes of the saved one that were not run. */
export function planTold({ plan, judged }: Pick<Planned, 'plan' | 'judged'>): Plan {
  const notRun = judged.filter(({ judgement }) => judgement !== 'valid').map(({ change }) => change);
  return notRun.length === 0 ? plan : { ...plan, changes: [...plan.changes, ...notRun] };
}

async function observeAll(
  account: OpenAccount,
  { writeUnverifiable, allow }: PlanOptions,
  api: Api,
  inverse: Wants | undefined,
): Promise<PlanInput> {
  const { desired, kinds, memory, clock } = account;
  const recorded = await memory.state.read();
  const wants = inverse ?? wantsOf(kinds, desired);
  const { policy } = desired;
  const readings = new Map<string, Reading<unknown>>();
  for (const kind of kinds) {
    const own = wants.get(kind.name) ?? [];
    const records = recordsOf(recorded, kind.name);
    const asked = { wants: own, records, policy, proofs: new Map<string, never>() };
    readings.set(kind.name, await kind.observe(api, asked));
  }
  return {
    kinds,
    // What an inverse does not name is left alone.
    desired: inverse ? { ...desired, policy: { ...policy, unmanaged: 'keep', media: 'keep' } } : desired,
    wants,
    readings,
    recorded,
    now: clock.now(),
    writeUnverifiable,
    allow,
    ...(await recentDeletes(account)),
    otherRecords: [],
  };
}

/** Asks what is needed beyond the readings, once it is known what would change; and what is found then. */
async function inquireAll(
  input: PlanInput,
  api: Api,
  account: OpenAccount,
): Promise<{ readonly input: PlanInput; readonly gathered: readonly Gathered[] }> {
  const gathered = gather(input);
  const readings = new Map(input.readings);
  let learned = false;
  for (const { kind, findings, input: own } of gathered) {
    const more = await kind.inquire?.(api, findings, own);
    if (!more) continue;
    readings.set(kind.name, more);
    learned = true;
  }
  const otherRecords = await otherRecordsFor(gathered, input, account);
  const asked = { ...input, readings, otherRecords };
  return { input: asked, gathered: learned ? gather(asked) : gathered };
}

/** Only a plan that deletes without a record has to say where that record may be. */
async function otherRecordsFor(
  gathered: readonly Gathered[],
  { recorded }: PlanInput,
  account: OpenAccount,
): Promise<PlanInput['otherRecords']> {
  const isDelete = ({ action, steps }: AnyFinding) => action === 'delete' && steps.length > 0;
  if (isProtectionKnown(recorded) || !gathered.some(({ findings }) => findings.objects.some(isDelete)))
    return [];
  return (await account.memory.others()).map((place) => offered(place, account));
}

/** With the command that works from the working directory as it is printed. */
function offered(place: string, { cwd, configFile }: OpenAccount): PlanInput['otherRecords'][number] {
  const isFile = isAbsolute(place);
  const shown = isFile ? relative(cwd, place) : place;
  const which = isFile ? inShell(shown) : `--name ${inShell(shown)}`;
  return {
    path: isFile ? shown : `The record of ${shown}`,
    adopt: `kefu state adopt ${which} -c ${inShell(configFile)}`,
  };
}

function inShell(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
