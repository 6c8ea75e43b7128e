import { type Address, addressOf } from '../model/address.ts';
import type { Step } from '../model/change.ts';
import type { Json } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Cause } from '../model/outcome.ts';
import type { Change } from '../model/plan.ts';
import type { ProgressStep } from '../model/ports.ts';
import type { Result, StepStatus } from '../model/report.ts';
import type { Said, Saying } from '../model/saying.ts';
import { say } from '../words/en/outcomes.ts';
import { toldAs } from '../words/say.ts';
import type { ApplyInput } from './context.ts';
import type { Turn } from './rounds.ts';
import { type AnyRules, kindNamed, rulesOf } from './rules.ts';
import { wantNamed } from './settled-records.ts';

/** How a step ended. */
export interface Ended {
  readonly status: StepStatus;
  readonly note: string;
  readonly said?: Said<'note'>;
  readonly cause?: Cause;
  /** An effect is there, and nothing could tell whose it is. */
  readonly isProved?: false;
  /** WeChat's word that nothing happened, which no list has borne out yet. */
  readonly isClaim?: true;
  readonly refusal?: 'changed-meanwhile';
}

/** The note of an ending. */
export function noted(note: Saying): Pick<Ended, 'note' | 'said'> {
  return toldAs({ note });
}

/** The note of an ending that a cause says all about. */
export function notedBy({ message, said }: Cause): Pick<Ended, 'note' | 'said'> {
  return { note: message, ...(said?.message ? { said: { note: said.message } } : {}) };
}

/** The note of an ending as a part of another one. */
export function noteIn({ note, said }: Pick<Ended, 'note' | 'said'>): Saying | string {
  return said?.note ?? note;
}

/** One step of a plan on its way. */
export interface Task {
  readonly address: Address;
  readonly change: Change;
  readonly kind: AnyKind;
  readonly step: Step;
  readonly rules: AnyRules;
  readonly want: unknown;
  readonly turn: Omit<Turn, 'ended'>;
  /** Times its call was sent. */
  attempts: number;
  /** Its number among the steps that were begun. */
  index: number;
  /** A moment before it was last sent, in milliseconds since 1970. */
  sentAt: number;
  /** The object just before it was last sent. */
  before: unknown;
  /** The object as last seen after it. */
  after: unknown;
  proof: Json | undefined;
  /** What the last attempt that is to be repeated ended in. */
  lastCause: Cause | undefined;
  /** Whether any attempt may have had its effect without an answer that says so. */
  isUncertain: boolean;
  /** Whether any attempt was answered as done, or without a word that rules it out: what is there then may be its work. */
  mayBeOurs: boolean;
  /** Of a step that only the record keeps: whether the state file was written since. */
  isKept: boolean;
  ended: Ended | undefined;
}

/** The steps of a plan in its order. */
export function tasksOf({ plan, kinds, wants }: ApplyInput): Task[] {
  return plan.changes.flatMap((change) => {
    const kind = kindNamed(kinds, change.kind);
    const want = wantNamed(kind, wants.get(kind.name) ?? [], change.name);
    const address = addressOf(change);
    return change.steps.map((step, position): Task => {
      const rules = rulesOf(kind, step);
      return {
        address,
        change,
        kind,
        step,
        rules,
        want,
        turn: {
          address,
          isLead: change.action === 'create' && position === 0,
          isDelete: change.action === 'delete',
          isCall: rules.call(step) !== undefined,
          needs: change.needs,
        },
        attempts: 0,
        index: 0,
        sentAt: 0,
        before: change.observed,
        after: change.observed,
        proof: undefined,
        lastCause: undefined,
        isUncertain: false,
        mayBeOurs: false,
        isKept: false,
        ended: undefined,
      };
    });
  });
}

export function turnOf({ turn, ended }: Task): Turn {
  return { ...turn, ended: ended && (ended.status === 'done' ? 'done' : 'not-done') };
}

/** Done, and not known to be others' work. */
export function isOwn({ ended, turn, mayBeOurs }: Task): boolean {
  return ended?.status === 'done' && (mayBeOurs || !turn.isCall);
}

/** A task as progress speaks of it. */
export function progressOf({ change, step, rules, index, attempts }: Task, total: number): ProgressStep {
  const { kind, name, label } = change;
  return { object: { kind, name, label }, step: step.kind, action: rules.action, attempts, index, total };
}

/** A task as the report tells it; one that did not end was not attempted. */
export function resultOf(task: Task): Result {
  const { change, step, attempts, rules, ended = notAttempted } = task;
  const { kind, name, label, action, fields } = change;
  const field = ended.cause?.field ?? rules.field;
  const isRefused = ended.status === 'failed' && ended.cause !== undefined && field !== undefined;
  const source = (isRefused ? fields[field] : undefined) ?? change.source;
  const { isProved: _, isClaim: __, ...told } = ended;
  return { kind, name, label, action, step: step.kind, attempts, ...told, ...(source ? { source } : {}) };
}

const notAttempted: Ended = { status: 'not-attempted', ...noted(say('run-had-stopped')) };

/** How a step ends when nothing more is sent: one that was sent without an answer that settles it is unknown. */
export function endingOfStop({ isUncertain, lastCause }: Task, why: Saying): Ended {
  if (!isUncertain) return { status: 'not-attempted', ...noted(why) };
  const cause = lastCause ? { cause: lastCause } : {};
  return { status: 'unknown', ...noted(say('before-it-was-settled', { why })), ...cause };
}
