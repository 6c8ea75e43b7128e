import type { AnyKind } from '../model/kind.ts';
import type { Cause } from '../model/outcome.ts';
import { say } from '../words/en/outcomes.ts';
import { messageOf } from '../words/say.ts';
import type { ApplyInput } from './context.ts';
import { comparedNow, differingIn, type UnderWay } from './found-now.ts';
import { type Gathered, gather } from './gather.ts';
import type { PlanInput } from './input.ts';
import { causeOf, type Look } from './look.ts';
import { isReached } from './narrow.ts';
import { settledIn } from './plan.ts';
import { recordOf } from './recording.ts';
import type { Run } from './run.ts';
import { settledRecords } from './settled-records.ts';
import { type Ended, noted, notedBy, noteIn, type Task } from './tasks.ts';

/** What the final reading showed. */
export type Verified =
  | { readonly kind: 'read'; readonly gathered: readonly Gathered[]; readonly input: PlanInput }
  | { readonly kind: 'unread'; readonly cause: Cause };

/** Everything the final read-back works with. */
export interface Verifying extends UnderWay {
  readonly tasks: readonly Task[];
  readonly run: Run;
}

/**
 * The final read-back: looks at the whole managed set, grades every step anew from it, compares all objects by the
 * comparison the plan used, and brings the record in order.
 */
export async function verify(verifying: Verifying): Promise<Verified> {
  const { world, tasks, ledger, run } = verifying;
  world.progress({ kind: 'reading-back' });
  try {
    await finalLook(verifying);
  } catch (error) {
    const cause = causeOf(error);
    for (const task of tasks) task.ended = unverified(task, cause);
    unkept(verifying);
    return { kind: 'unread', cause };
  }
  for (const task of tasks) task.ended = graded(task, verifying);
  settleRecords(verifying);
  try {
    await ledger.save();
  } catch (error) {
    run.stateFault ??= causeOf(error);
    unkept(verifying);
  }
  const planInput = comparedNow(verifying);
  return { kind: 'read', gathered: gather(planInput), input: planInput };
}

/** What the state file alone keeps is not done while that can't be written. */
function unkept({ tasks, run: { stateFault } }: Verifying): void {
  for (const task of tasks) {
    if (!stateFault || task.turn.isCall || task.isKept || task.ended?.status !== 'done') continue;
    task.ended = { status: 'not-attempted', ...notedBy(stateFault), cause: stateFault };
  }
}

/**
 * One reading made after the last write shows what is there; what is gone, or not as wanted, needs a second one that
 * agrees. Rejects with a `Failure`.
 */
async function finalLook(verifying: Verifying): Promise<void> {
  const { input, world, looker, tasks, run, ledger } = verifying;
  const kinds = input.kinds.filter((kind) => isConcerned(kind, input));
  const hasSent = tasks.some(({ attempts }) => attempts > 0);
  const planned: Look | undefined = hasSent ? undefined : { readings: input.readings, at: input.readAt };
  const first: Look = run.isFresh(kinds)
    ? { readings: looker.last, at: world.clock.uptime() }
    : await looker.look(kinds, ledger.recorded);
  if (isConclusive(verifying)) return;
  await looker.settled(kinds, ledger.recorded, planned && agrees(planned, first) ? planned : first);
}

function agrees(planned: Look, first: Look): boolean {
  return (
    JSON.stringify([...planned.readings].map(entriesOf)) ===
    JSON.stringify([...first.readings].map(entriesOf))
  );
}

function entriesOf([kind, { objects }]: [string, { readonly objects: ReadonlyMap<string, unknown> }]) {
  return [kind, [...objects].sort(([one], [other]) => (one < other ? -1 : 1))];
}

/** Kinds with something wanted, recorded or changed: of others there is nothing to read. */
function isConcerned(kind: AnyKind, { wants, plan, recorded }: ApplyInput): boolean {
  if ((wants.get(kind.name) ?? []).length > 0) return true;
  if (plan.changes.some((change) => change.kind === kind.name)) return true;
  return (
    kind.isPrecious || [...(recorded?.objects.keys() ?? [])].some((one) => one.startsWith(`${kind.name}.`))
  );
}

/** Whether one reading is enough: nothing rests on an absence, and nothing is left that a lagging list could explain. */
function isConclusive(verifying: Verifying): boolean {
  const { tasks } = verifying;
  const isOpen = tasks.some(({ ended, attempts }) => attempts > 0 && ended?.status !== 'done');
  const restsOnAbsence = tasks.some(
    ({ turn, ended }) => turn.isDelete && turn.isCall && ended?.status === 'done',
  );
  if (isOpen || restsOnAbsence) return false;
  const now = comparedNow(verifying);
  const gathered = gather(now);
  const found = gathered.map(({ findings }) => findings);
  if (found.some(({ excludesOthers }) => excludesOthers)) return false;
  const settled = settledRecords(now, gathered);
  // What is recorded of an object that nothing lists any more, its protection too, must not be lost with one reading.
  if ([...verifying.ledger.recorded.objects.keys()].some((address) => !settled.has(address))) return false;
  return found
    .flatMap(({ objects }) => objects)
    .every(({ steps, action, live }) => steps.length === 0 && !(action === 'delete' && live === null));
}

/** Done was read back once already; without the final reading it stays so, but a claim of "no effect" is unproved. */
function unverified({ ended, attempts, turn }: Task, cause: Cause): Ended | undefined {
  if (!ended) return ended;
  const isGone = ended.status === 'done' && turn.isDelete && turn.isCall;
  const isUnproved = isGone || (ended.status === 'failed' && attempts > 0);
  if (!isUnproved) return ended;
  const note = say('final-read-back-failed', { note: noteIn(ended), why: messageOf(cause) });
  return { ...ended, status: attempts > 0 ? 'unknown' : 'not-attempted', ...noted(note) };
}

/** An ending as the final reading shows it. */
function graded(task: Task, { looker }: Verifying): Ended | undefined {
  const { ended, attempts, rules, step, before, after, change, proof, turn } = task;
  if (!ended || !turn.isCall) return ended;
  const now = looker.live(change.kind, change.name);
  const effect = rules.shows(step, before, now, proof);
  if (ended.status === 'done') {
    // What shows only as a change must not have changed once more since.
    const holds = rules.prove ? rules.shows(step, after, now, proof) !== 'visible' : effect !== 'not-visible';
    if (holds) return ended;
    const note = noted(say('final-shows-else', { note: noteIn(ended) }));
    // What was never sent did nothing: somebody else did, or one list was wrong.
    if (attempts === 0) return { status: 'failed', ...note, refusal: 'changed-meanwhile' };
    return { ...ended, status: 'unknown', ...note };
  }
  const { isClaim = false, cause } = ended;
  const own = isClaim && cause ? notedBy(cause) : ended;
  const note = noteIn(own);
  if (isClaim && effect !== 'visible') {
    const { said: _, ...unsaid } = ended;
    return { ...unsaid, status: 'failed', ...notedOnly(own) };
  }
  if (attempts === 0 || effect !== 'visible') return ended;
  if (!rules.prove) return { ...ended, status: 'done', ...noted(say('final-shows-it', { note })) };
  // The list alone can't tell whose it is, but neither that nothing happened.
  const isRefused = isClaim || ended.status === 'failed';
  return isRefused ? { ...ended, status: 'unknown', ...noted(say('yet-changed', { why: note })) } : ended;
}

function notedOnly({ note, said }: Pick<Ended, 'note' | 'said'>): Pick<Ended, 'note' | 'said'> {
  return { note, ...(said ? { said } : {}) };
}

/** Brings the record in step with the endings, then lets each kind settle its objects by the final reading. */
function settleRecords(verifying: Verifying): void {
  const { tasks, ledger, looker, world, input } = verifying;
  for (const task of tasks) {
    const { ended, attempts, step, address, change, turn, mayBeOurs } = task;
    if (ended?.status === 'failed' && attempts > 0) ledger.dismiss(address, step);
    if (ended?.status !== 'done' || !(mayBeOurs || turn.isDelete) || !turn.isCall) continue;
    const live = looker.live(change.kind, change.name);
    ledger.keep(address, recordOf(ledger, task, live, world.clock.now()));
    ledger.dismiss(address, step);
  }
  const planned = comparedNow(verifying);
  ledger.replace(settledRecords(planned, foundBy(verifying)));
  const open = new Set(
    tasks.filter(({ ended }) => ended?.status === 'unknown').map(({ address }) => address),
  );
  const last = comparedNow(verifying);
  const gathered = gather(last);
  const differing = differingIn(gathered);
  ledger.close((address) => !open.has(address) && !differing.has(address));
  const isRefused = input.judged.some(
    ({ change, judgement }) =>
      judgement === 'changed-meanwhile' ||
      (judgement === 'already-done' && !isReached(change, last.readings, settledIn(gathered))),
  );
  const isComplete = !isRefused && tasks.every(({ ended }) => ended?.status === 'done');
  const isAnything = tasks.length > 0 || input.judged.length > 0;
  if (input.planDigest && isComplete && isAnything) ledger.rememberPlan(input.planDigest);
}

/** What the plan found to be so already, and still is. */
function foundBy(verifying: Verifying): Gathered[] {
  return gather(comparedNow(verifying));
}
