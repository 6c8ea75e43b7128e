import { addressOf } from '../model/address.ts';
import { Failure } from '../model/failure.ts';
import type { AnyKind, Sending } from '../model/kind.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import { say } from '../words/en/outcomes.ts';
import { conclude } from './conclude.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { Expectations } from './expectations.ts';
import { Freshness } from './freshness.ts';
import type { Ledger } from './ledger.ts';
import { causeOf, type Looker } from './look.ts';
import { type Answered, longestWait, readBack, waitingFor } from './read-back.ts';
import { recordEnding } from './recording.ts';
import { chooseRound } from './rounds.ts';
import { endSkipped, type Screening, screened } from './screening.ts';
import { type Ended, endingOfStop, noted, notedBy, progressOf, type Task, turnOf } from './tasks.ts';

/**
 * One walk through a plan, in rounds: look once, take steps of different objects whose turn it is, compare each with what
 * the plan saw, write all their intents at once, send them at the same time, and look once. That look reads the round back
 * and is the look before the next one. Once something says stop, the rest is not attempted.
 */
export class Run {
  stopped: Cause | undefined;
  stateFault: Cause | undefined;
  readonly #input: ApplyInput;
  readonly #world: ApplyWorld;
  readonly #ledger: Ledger;
  readonly #looker: Looker;
  readonly #tasks: readonly Task[];
  readonly #expectations: Expectations;
  readonly #screening: Screening;
  readonly #fresh: Freshness;
  #width: number;
  #begun = 0;

  constructor(input: ApplyInput, world: ApplyWorld, ledger: Ledger, looker: Looker, tasks: readonly Task[]) {
    this.#input = input;
    this.#world = world;
    this.#ledger = ledger;
    this.#looker = looker;
    this.#tasks = tasks;
    this.#width = input.parallelism;
    this.#expectations = new Expectations(tasks);
    this.#fresh = new Freshness(world.clock, looker);
    this.#screening = {
      input,
      world,
      ledger,
      looker,
      expectations: this.#expectations,
      end: (task, ended) => this.#end(task, ended),
    };
    world.progress({ kind: 'started', total: tasks.length });
  }

  /** Whether the last reading of these kinds was made after everything that was sent. */
  isFresh(kinds: readonly AnyKind[]): boolean {
    return this.#fresh.has(kinds);
  }

  /** Runs round after round until nothing is left to run. Resolves whatever WeChat, the network or the disk do. */
  async walk(): Promise<void> {
    const broken = new Set(
      this.#input.judged
        .filter(({ judgement }) => judgement === 'changed-meanwhile')
        .map(({ change }): string => addressOf(change)),
    );
    for (;;) {
      if (this.#isOver()) return;
      const { run, skip } = chooseRound(this.#tasks.map(turnOf), this.#width, broken);
      for (const { turn, need } of skip) endSkipped(this.#at(turn), need, this.#screening);
      if (run.length > 0) await this.#round(run.map((turn) => this.#at(turn)));
      else if (skip.length === 0) return;
    }
  }

  #isOver(): boolean {
    const { stop } = this.#world;
    // A stop that says why, such as a lost lock, is told like one that WeChat asked for.
    if (stop.aborted && stop.reason instanceof Failure) this.stopped ??= causeOf(stop.reason);
    if (!this.stopped && !stop.aborted) return false;
    const why = this.stopped ? say('run-had-stopped') : say('run-was-interrupted');
    for (const task of this.#tasks) task.ended ??= endingOfStop(task, why);
    return true;
  }

  #at(turn: number): Task {
    const task = this.#tasks[turn];
    if (!task) throw new Error(`a round names a turn that is not there: ${turn}`);
    return task;
  }

  async #round(tasks: readonly Task[]): Promise<void> {
    const kinds = kindsOf(tasks);
    if (!this.#fresh.isRecent(kinds) && !(await this.#lookFirst(kinds, tasks))) return;
    const willing = await screened(tasks, this.#screening);
    const sending = willing.filter(({ turn }) => turn.isCall);
    if (!(await this.#intend(sending))) return;
    // The last test stands directly before the calls: a signal or a long wait since the look must stop them.
    if (sending.length > 0 && !this.#maySend(kinds)) {
      await this.#withdraw(willing);
      return;
    }
    const answers = await Promise.all(willing.map((task) => this.#send(task)));
    if (sending.length > 0) this.#fresh.clear();
    for (const { outcome } of answers) this.#heed(outcome);
    const hasRead = await readBack(answers, kinds, this.#world, this.#looker, this.#ledger.recorded);
    if (hasRead) this.#fresh.note(kinds);
    await this.#conclude(answers, hasRead);
    if (!(await this.#save())) for (const { task } of answers) task.isKept = true;
    await this.#waitAsAsked(answers);
  }

  /** Without a look nothing is sent: nobody would know whether the object still is as the plan saw it. */
  async #lookFirst(kinds: readonly AnyKind[], tasks: readonly Task[]): Promise<boolean> {
    try {
      await this.#fresh.renew(kinds, this.#ledger.recorded);
      return true;
    } catch (error) {
      this.stopped = causeOf(error);
      const ended = { status: 'not-attempted', ...noted(say('no-first-look')), cause: this.stopped } as const;
      for (const task of tasks.filter(isCertain)) task.ended = ended;
      return false;
    }
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
    for (const task of tasks.filter(isCertain)) {
      this.#end(task, { status: 'not-attempted', ...notedBy(fault), cause: fault });
      this.#ledger.dismiss(task.address, task.step);
    }
    return false;
  }

  #maySend(kinds: readonly AnyKind[]): boolean {
    if (this.#world.stop.aborted) return false;
    const judgement = this.#fresh.judge(kinds);
    if (typeof judgement === 'object') this.stopped ??= judgement;
    return judgement === 'send';
  }

  /** Nothing was sent now, so nothing new is open. */
  #withdraw(tasks: readonly Task[]): Promise<unknown> {
    for (const task of tasks.filter(isCertain)) this.#ledger.dismiss(task.address, task.step);
    return this.#save();
  }

  async #send(task: Task): Promise<Answered> {
    const { step, rules } = task;
    const isFirst = task.attempts === 0;
    this.#begun += isFirst ? 1 : 0;
    task.index ||= this.#begun;
    if (task.turn.isCall) task.attempts += 1;
    else task.sentAt = this.#world.clock.now();
    const kind = isFirst ? 'step-started' : 'step-repeated';
    this.#world.progress({ kind, ...progressOf(task, this.#tasks.length) });
    const outcome = await rules.send(step, this.#sendingFor(task));
    if (outcome.kind === 'applied' && outcome.proof !== undefined) {
      task.proof = outcome.proof;
      this.#looker.remember(task.change, outcome.proof);
    }
    return { task, outcome };
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
      task.isUncertain ||= outcome.kind === 'unknown';
      task.mayBeOurs ||=
        outcome.kind === 'applied' || (outcome.kind === 'unknown' && outcome.refused !== true);
      if (ending === undefined || ending === 'again') continue;
      this.#end(task, ending);
      if (hasRead) this.#expectations.follow(task, this.#looker);
      else this.#expectations.followLater(task);
      if (!task.turn.isCall) this.#fresh.delete(task.kind);
      recordEnding(this.#ledger, task, this.#world.clock.now());
    }
  }

  /** Resolves to why the state file could not be written, which ends the run. */
  async #save(): Promise<Cause | undefined> {
    try {
      await this.#ledger.save();
      return undefined;
    } catch (error) {
      const fault = causeOf(error);
      this.stopped ??= fault;
      this.stateFault ??= fault;
      return fault;
    }
  }

  /** WeChat said to wait, or the server could not be reached: the longest wait that was asked for. */
  async #waitAsAsked(answers: readonly Answered[]): Promise<void> {
    const longest = longestWait(answers);
    if (!longest || this.stopped) return;
    const { clock, progress, stop } = this.#world;
    progress(waitingFor(longest.cause, longest.waitMs));
    await clock.sleep(longest.waitMs, stop);
    this.#fresh.clear();
  }

  #end(task: Task, ended: Ended): void {
    task.ended = ended;
    if (task.index === 0) {
      this.#begun += 1;
      task.index = this.#begun;
    }
    this.#world.progress({
      kind: 'step-ended',
      ...progressOf(task, this.#tasks.length),
      status: ended.status,
    });
  }
}

/** Of a step that was sent without an answer, the intent stays, and how it ended is told by why the run ended. */
function isCertain({ isUncertain }: Task): boolean {
  return !isUncertain;
}

function kindsOf(tasks: readonly Task[]): AnyKind[] {
  return [...new Set(tasks.map(({ kind }) => kind))];
}
