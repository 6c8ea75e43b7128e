import { sameObserved } from '../model/digest.ts';
import type { Step } from '../model/change.ts';
import type { Json } from '../model/json.ts';
import type { AnyKind, Sending } from '../model/kind.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import type { ProgressStep } from '../model/ports.ts';
import { conclude } from './conclude.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import type { Ledger } from './ledger.ts';
import { causeOf, type Known, type Looker } from './look.ts';
import { chooseRound } from './rounds.ts';
import { isDoneAlready } from './rules.ts';
import { type Ended, type Task, turnOf } from './tasks.ts';

/** A step whose effect is still not settled after this many calls is given up. */
const mostAttempts = 3;

/** A task with what its call was answered. */
interface Answered {
  readonly task: Task;
  readonly outcome: Outcome;
}

/**
 * One walk through a plan, in rounds: look once, take steps of different objects whose turn it is, compare each with what
 * the plan saw, write all their intents at once, send them at the same time, and look once. That look reads the round back
 * and is the look before the next one. Once something says stop, the rest is not attempted.
 */
export class Run {
  stopped: Cause | undefined;
  stateFault: string | undefined;
  readonly #input: ApplyInput;
  readonly #world: ApplyWorld;
  readonly #ledger: Ledger;
  readonly #looker: Looker;
  readonly #tasks: readonly Task[];
  readonly #proofs = new Map<string, Map<string, Json>>();
  /** Each object as the plan saw it, or as the step before left it. */
  readonly #expected = new Map<string, unknown>();
  /** Kinds whose last reading was made after everything that was sent. */
  readonly #fresh = new Set<AnyKind>();
  #width: number;
  #begun = 0;

  constructor(
    input: ApplyInput,
    world: ApplyWorld,
    ledger: Ledger,
    looker: Looker,
    tasks: readonly Task[],
  ) {
    this.#input = input;
    this.#world = world;
    this.#ledger = ledger;
    this.#looker = looker;
    this.#tasks = tasks;
    this.#width = input.parallelism;
    for (const { address, change } of tasks) this.#expected.set(address, change.observed);
    world.progress({ kind: 'started', total: tasks.length });
  }

  /** What a look needs to know at this point. */
  known(): Known {
    return { recorded: this.#ledger.recorded, proofs: this.#proofs };
  }

  /** Whether the last reading of these kinds was made after everything that was sent. */
  isFresh(kinds: readonly AnyKind[]): boolean {
    return kinds.every((kind) => this.#fresh.has(kind));
  }

  /** Runs round after round until nothing is left to run. Resolves whatever WeChat, the network or the disk do. */
  async walk(): Promise<void> {
    const broken = new Set(
      this.#input.judged
        .filter(({ judgement }) => judgement === 'changed-meanwhile')
        .map(({ change }) => `${change.kind}.${change.name}`),
    );
    for (;;) {
      if (this.#isOver()) return;
      const { run, skip } = chooseRound(this.#tasks.map(turnOf), this.#width, broken);
      for (const { turn, need } of skip) this.#skip(this.#at(turn), need);
      if (run.length > 0) await this.#round(run.map((turn) => this.#at(turn)));
      else if (skip.length === 0) return;
    }
  }

  #isOver(): boolean {
    if (this.stopped) return true;
    if (!this.#world.stop.aborted) return false;
    for (const task of this.#tasks) task.ended ??= interrupted;
    return true;
  }

  #at(turn: number): Task {
    const task = this.#tasks[turn];
    if (!task) throw new Error(`a round names a turn that is not there: ${turn}`);
    return task;
  }

  #skip(task: Task, need: string): void {
    const other = this.#tasks.find(({ address }) => address === need)?.change ?? this.#judgedChange(need);
    const note =
      need === task.address
        ? `the ${task.kind.words.en.noun[0]} was not created`
        : `${other?.label ?? need}, which it needs, is not complete`;
    this.#end(task, { status: 'skipped', note });
  }

  #judgedChange(need: string) {
    return this.#input.judged.find(({ change }) => `${change.kind}.${change.name}` === need)?.change;
  }

  async #round(tasks: readonly Task[]): Promise<void> {
    const kinds = kindsOf(tasks);
    if (!this.isFresh(kinds) && !(await this.#lookFirst(kinds, tasks))) return;
    const willing = await this.#notHeld(tasks.filter((task) => this.#isNeeded(task)));
    const sending = willing.filter(({ turn }) => turn.isCall);
    if (!(await this.#intend(sending))) return;
    // The last test stands directly before the calls: a signal during the look or the write above must stop them.
    if (sending.length > 0 && this.#world.stop.aborted) {
      await this.#withdraw(willing);
      return;
    }
    const answers = await Promise.all(willing.map((task) => this.#send(task)));
    if (sending.length > 0) this.#fresh.clear();
    for (const { outcome } of answers) this.#heed(outcome);
    const hasRead = await this.#readBack(answers, kinds);
    await this.#conclude(answers, hasRead);
    await this.#save();
    await this.#waitAsAsked(answers);
  }

  /** Without a look nothing is sent: nobody would know whether the object still is as the plan saw it. */
  async #lookFirst(kinds: readonly AnyKind[], tasks: readonly Task[]): Promise<boolean> {
    try {
      await this.#looker.look(kinds, this.known());
      for (const kind of kinds) this.#fresh.add(kind);
      return true;
    } catch (error) {
      this.stopped = causeOf(error);
      for (const task of tasks) {
        task.ended = { status: 'not-attempted', note: 'could not look first', cause: this.stopped };
      }
      return false;
    }
  }

  /** Whether the step must be sent: not done already, the object still as expected, not tried too often. */
  #isNeeded(task: Task): boolean {
    const { step, rules, address, change, attempts, lastCause } = task;
    const live = this.#looker.live(change.kind, change.name);
    const expected = this.#expected.get(address) ?? null;
    task.before = live;
    task.after = live;
    if (isDoneAlready(rules, step, live)) {
      if (attempts === 0 || task.lastCause === undefined) this.#end(task, { status: 'done', note: 'was so already' });
      else this.#end(task, { status: 'done', note: `confirmed by read-back (${task.lastCause.message})` });
      this.#record(task);
      return false;
    }
    if (!sameObserved(expected, live)) {
      const note = 'changed by someone else since the plan; nothing was written';
      this.#end(task, { status: 'failed', note, refusal: 'changed-meanwhile' });
      return false;
    }
    if (attempts < mostAttempts) return true;
    const note = `tried ${mostAttempts} times without an answer that settles it`;
    this.#end(task, { status: 'unknown', note, ...(lastCause ? { cause: lastCause } : {}) });
    return false;
  }

  /** The guards of each kind, held once more at the moment of sending. */
  async #notHeld(tasks: readonly Task[]): Promise<Task[]> {
    const held = new Map<Step, string>();
    for (const kind of kindsOf(tasks)) {
      const steps = tasks.filter((task) => task.kind === kind).map(({ step }) => step);
      const reading = this.#looker.last.get(kind.name) ?? { objects: new Map() };
      const own = (await kind.hold?.(steps, reading, this.#world.api, this.#input.allow)) ?? new Map();
      for (const [step, why] of own) held.set(step, why);
    }
    return tasks.filter((task) => {
      const why = held.get(task.step);
      if (why !== undefined) this.#end(task, { status: 'failed', note: why });
      return why === undefined;
    });
  }

  /** Without durable intents nothing is sent: a killed run would leave no trace. */
  async #intend(tasks: readonly Task[]): Promise<boolean> {
    const at = this.#world.clock.now();
    for (const task of tasks) {
      task.sentAt = at;
      this.#ledger.intend(task.address, task.step, at);
    }
    if (tasks.length === 0) return true;
    const fault = await this.#save();
    if (!fault) return true;
    for (const task of tasks) {
      this.#end(task, { status: 'not-attempted', note: fault.message, cause: fault });
      this.#ledger.dismiss(task.address, task.step);
    }
    return false;
  }

  /** Nothing was sent, so nothing is open. */
  #withdraw(tasks: readonly Task[]): Promise<unknown> {
    for (const task of tasks) {
      this.#ledger.dismiss(task.address, task.step);
      task.ended = interrupted;
    }
    return this.#save();
  }

  async #send(task: Task): Promise<Answered> {
    const { step, rules } = task;
    this.#begun += task.attempts === 0 ? 1 : 0;
    task.index ||= this.#begun;
    if (task.attempts === 0) this.#world.progress({ kind: 'step-started', ...this.#progressOf(task) });
    if (task.turn.isCall) task.attempts += 1;
    else task.sentAt = this.#world.clock.now();
    const outcome = await rules.send(step, this.#sendingFor(task));
    if (outcome.kind === 'applied' && outcome.proof !== undefined) this.#prove(task, outcome.proof);
    return { task, outcome };
  }

  #prove(task: Task, proof: Json): void {
    task.proof = proof;
    const own = this.#proofs.get(task.kind.name) ?? new Map<string, Json>();
    this.#proofs.set(task.kind.name, own.set(task.change.name, proof));
  }

  #sendingFor({ kind, want }: Task): Sending<unknown> {
    const { desired, ready } = this.#input;
    return { api: this.#world.api, desired, want, ready: ready.get(kind.name) };
  }

  /** What an answer means for the run as a whole. */
  #heed(outcome: Outcome): void {
    if (outcome.kind !== 'not-applied') return;
    if (outcome.then === 'stop') this.stopped ??= outcome.cause;
    if (outcome.then === 'retry' && outcome.slower) this.#width = Math.max(1, Math.floor(this.#width / 2));
  }

  /** Looks until every effect that can be seen is seen, as long as is reasonable. Unknown outcomes share one settle time. */
  async #readBack(answers: readonly Answered[], kinds: readonly AnyKind[]): Promise<boolean> {
    if (!answers.some(({ task }) => task.turn.isCall)) return true;
    const { settle, clock, progress } = this.#world;
    const unknown = answers.filter(({ outcome }) => outcome.kind === 'unknown');
    if (unknown.length > 0) {
      const [first] = unknown;
      const isHarmless = unknown.every(({ task, outcome }) => isRepeatable(task, outcome));
      const waitMs = isHarmless ? settle.lagMs : settle.unknownMs;
      const reason = first?.outcome.kind === 'unknown' ? first.outcome.cause.message : '';
      progress({ kind: 'waiting', reason, seconds: waitMs / 1000 });
      await clock.sleep(waitMs);
    }
    const isApplied = answers.some(({ outcome }) => outcome.kind === 'applied');
    const patienceMs = isApplied ? settle.readBackMs : unknown.length > 0 ? settle.lagMs : 0;
    const isEnough = (waitedMs: number) =>
      answers.every(({ task, outcome }) => {
        if (outcome.kind === 'not-applied') return true;
        if (this.#shows(task) !== 'not-visible') return true;
        return outcome.kind === 'unknown' && waitedMs >= settle.lagMs;
      });
    const hasRead = await this.#looker.lookUntil(kinds, () => this.known(), patienceMs, isEnough);
    if (hasRead) for (const kind of kinds) this.#fresh.add(kind);
    return hasRead;
  }

  #shows({ step, rules, before, change, proof }: Task) {
    return rules.shows(step, before, this.#looker.live(change.kind, change.name), proof);
  }

  async #conclude(answers: readonly Answered[], hasRead: boolean): Promise<void> {
    const { settle } = this.#world;
    const endings = await Promise.all(
      answers.map(({ task, outcome }) => {
        const live = this.#looker.live(task.change.kind, task.change.name);
        const now = hasRead ? { live } : ('unread' as const);
        const sending = this.#sendingFor(task);
        return conclude(task, { outcome, now, sending, readBackMs: settle.readBackMs });
      }),
    );
    for (const [index, { task, outcome }] of answers.entries()) {
      const ending = endings[index];
      if (outcome.kind !== 'applied') task.lastCause = outcome.cause;
      if (ending === undefined || ending === 'again') continue;
      this.#end(task, ending);
      if (!task.turn.isCall) this.#expectAsModelled(task);
      else if (hasRead) this.#expectAsSeen(task);
      this.#record(task);
    }
  }

  /** What the object looks like from here on. */
  #expectAsSeen(task: Task): void {
    task.after = this.#looker.live(task.change.kind, task.change.name);
    this.#expected.set(task.address, task.after);
  }

  /** Nothing was sent, so what is listed stays as it was but for what only the record knows. */
  #expectAsModelled(task: Task): void {
    this.#fresh.delete(task.kind);
    const reading = this.#looker.last.get(task.kind.name) ?? { objects: new Map() };
    const result = task.rules.model(task.step, task.before, reading);
    if ('live' in result) task.after = result.live;
    this.#expected.set(task.address, task.after);
  }

  /** Brings the record in step with how the step ended. The intent of an unknown outcome stays for the next run. */
  #record(task: Task): void {
    const { step, rules, address, ended, want, after, proof, sentAt } = task;
    if (ended?.status === 'failed') this.#ledger.dismiss(address, step);
    if (ended?.status !== 'done') return;
    const kept = this.#ledger.recorded.objects.get(address);
    const next = rules.record(step, kept, { want, live: after, proof, at: sentAt || this.#world.clock.now() });
    // That something is gone is believed after the final reading: until then its record and its intent stay.
    if (next === undefined && task.turn.isCall) return;
    this.#ledger.keep([[address, next]]);
    this.#ledger.dismiss(address, step);
  }

  /** Resolves to why the state file could not be written, which ends the run. */
  async #save(): Promise<Cause | undefined> {
    try {
      await this.#ledger.save();
      return undefined;
    } catch (error) {
      const fault = causeOf(error);
      this.stopped ??= fault;
      this.stateFault ??= fault.message;
      return fault;
    }
  }

  /** WeChat said to wait, or the server could not be reached: the longest wait that was asked for. */
  async #waitAsAsked(answers: readonly Answered[]): Promise<void> {
    const waits = answers.flatMap(({ outcome }) =>
      outcome.kind === 'not-applied' && outcome.then === 'retry' ? [outcome] : [],
    );
    const longest = waits.sort((one, other) => other.waitMs - one.waitMs)[0];
    if (!longest || this.stopped) return;
    const { clock, progress, stop } = this.#world;
    progress({ kind: 'waiting', reason: longest.cause.message, seconds: longest.waitMs / 1000 });
    await clock.sleep(longest.waitMs, stop);
    this.#fresh.clear();
  }

  #end(task: Task, ended: Ended): void {
    task.ended = ended;
    if (task.index === 0) {
      this.#begun += 1;
      task.index = this.#begun;
    }
    this.#world.progress({ kind: 'step-ended', ...this.#progressOf(task), status: ended.status });
  }

  #progressOf({ change, step, rules, index }: Task): ProgressStep {
    const { kind, name, label } = change;
    const object = { kind, name, label };
    return { object, step: step.kind, action: rules.action, index, total: this.#tasks.length };
  }
}

const interrupted: Ended = { status: 'not-attempted', note: 'the run was interrupted' };

function kindsOf(tasks: readonly Task[]): AnyKind[] {
  return [...new Set(tasks.map(({ kind }) => kind))];
}

/** Whether an unknown outcome is simply tried again, so that it needs no settling. */
function isRepeatable({ rules, step, before, proof }: Task, outcome: Outcome): boolean {
  if (outcome.kind !== 'unknown' || rules.shows(step, before, before, proof) !== 'cannot-be-seen') return false;
  return rules.unseen?.(step, outcome.cause) === 'again';
}
