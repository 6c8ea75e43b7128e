import type { Labelled } from './address.ts';
import type { Step } from './change.ts';
import type { Diagnostic, SourceRange } from './diagnostic.ts';
import type { Json } from './json.ts';
import type { Said } from './saying.ts';

/** Class of a change for counting and symbols. */
export type Action = 'create' | 'update' | 'delete';

/**
 * Why an object is in the plan.
 * `not_live`: WeChat does not have it. `config_changed`: the YAML asks for something else. `drift`: someone changed it
 * elsewhere. `declared_absent`: `state: absent`. `replaced`: an earlier name (`previously`). `unmanaged_delete`: not in
 * the YAML, which is the whole truth. `not_recorded`: never made. `gone`: WeChat no longer lists it. `expires`: near the
 * end of its life. `unused`: nothing in the YAML uses it any more. `removed`: its block left the YAML.
 */
export type ActionReason =
  | 'not_live'
  | 'config_changed'
  | 'drift'
  | 'declared_absent'
  | 'replaced'
  | 'unmanaged_delete'
  | 'not_recorded'
  | 'gone'
  | 'expires'
  | 'unused'
  | 'removed';

/**
 * How sure kefu is of a field's live value.
 * `observed`: WeChat shows it. `recorded`: kefu wrote it last and nothing suggests otherwise.
 * `compared`: the picture looks the same. `unverifiable`: nobody can tell.
 */
export type Certainty = 'observed' | 'recorded' | 'compared' | 'unverifiable';

/** One field whose live value is not the desired one. Values are for showing and for tools, never a secret. */
export interface Difference {
  /** Named as in the YAML. */
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  readonly certainty: Certainty;
}

/** Something that goes with a delete or an overwrite and that no call brings back. */
export interface Loss {
  /** Named as in the YAML, or as WeChat names it (`kf_id`). */
  readonly field: string;
  readonly value: string;
}

/** What is to happen to one object: the differences, and the steps that remove them, in order. */
export interface Change extends Labelled {
  readonly action: Action;
  readonly reason: ActionReason;
  readonly differences: readonly Difference[];
  readonly steps: readonly Step[];
  /** The object as the plan saw it; apply writes only while it still looks so. `null`: it was not there. */
  readonly observed: unknown;
  /** `sha256:…` of `observed`. */
  readonly observedDigest: string;
  readonly losses: readonly Loss[];
  /** Addresses of objects whose changes must succeed first. */
  readonly needs: readonly string[];
  /** A recorded protection against deletion; `lifted` when the YAML takes it away in the same breath. */
  readonly protection?: 'held' | 'lifted';
  readonly source?: SourceRange;
  /** Where the value of each field stands in the YAML. Not part of a saved plan. */
  readonly fields: Readonly<Record<string, SourceRange>>;
}

/** Something that is so already and only has to be recorded: a picture that was looked at, a file found by its name. */
export interface Found extends Labelled {
  readonly field: string;
  readonly value: Json;
}

/** A field that may or may not be as the YAML says. */
export interface Unverifiable extends Labelled {
  readonly field: string;
  readonly desired: string;
}

/** Something that waits for a person and is no change: an invitation without an answer. */
export interface Pending extends Labelled {
  readonly field: string;
  readonly value: string;
  /** Unix seconds. */
  readonly expiresAt?: number;
}

/**
 * A recorded field that is another one now. `elsewhere`: someone changed it since the last apply. `record_old`: it is what
 * the YAML says, so the record is older than what is live: another machine may have applied, or the file was put back.
 */
export interface Drift extends Labelled {
  readonly field: string;
  readonly recorded: string;
  readonly live: string | null;
  readonly why: 'elsewhere' | 'record_old';
}

/** A live object that the plan leaves alone, and why. */
export interface Unmanaged {
  readonly kind: string;
  /** Absent for what has no name by which it could be written. */
  readonly name?: string;
  /** What people know it by: a nickname. */
  readonly title: string;
  /** `policy`: unmanaged: keep. `foreign`: its name can't be written by this config. `nameless`: it has no name to write it by. */
  readonly why: 'policy' | 'foreign' | 'nameless';
  /** The address of its picture, where it has one. */
  readonly pictureUrl?: string;
}

/** A live account that a message of the plan speaks as, with the face that customers see beside it. */
export interface Speaker {
  /** `alice@kftest`. */
  readonly account: string;
  readonly nickname: string;
  /** The address of its picture, where it has one. */
  readonly pictureUrl?: string;
}

/** A difference that no call of WeChat removes. */
export interface Stuck extends Labelled {
  readonly field: string;
  readonly diagnostic: Diagnostic;
}

/** A finding that holds the plan back: nothing is applied while one stands. */
export interface Guard {
  /** Stable, kebab-case; the engine's or a kind's. */
  readonly code: string;
  /** What is held and why. */
  readonly message: string;
  /** The way out. */
  readonly wayOut: string;
  /** Whether `--allow CODE` lets it pass. */
  readonly allowable: boolean;
  readonly objects: readonly Labelled[];
  readonly source?: SourceRange;
  readonly said?: Said<'message' | 'wayOut'>;
}

/** How many objects of one kind a plan changes. */
export interface KindCounts {
  readonly kind: string;
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

export interface Summary {
  /** Every kind in the order of the list of kinds; the first is the one the summary line leads with. */
  readonly kinds: readonly KindCounts[];
  readonly unchanged: number;
  readonly pending: number;
  readonly unverifiable: number;
  /** Differences that kefu can't change. */
  readonly stuck: number;
}

/** Something that would still not be as the YAML says. */
export interface Remaining extends Labelled {
  /** Absent when it is about the object as a whole. */
  readonly field?: string;
  readonly note: string;
  /**
   * `differs`: a change could remove it. `stuck`: kefu can't change it. `unverifiable`: nobody can tell.
   * `refused`: WeChat's rules would refuse a step on the way.
   */
  readonly why: 'differs' | 'stuck' | 'unverifiable' | 'refused';
  readonly source?: SourceRange;
  readonly said?: Said<'note'>;
}

/** What a run of the plan on a model ends in, found before the first write. */
export interface Convergence {
  /** Whether a second plan would be empty. */
  readonly converges: boolean;
  readonly remaining: readonly Remaining[];
}

/** Ordered changes with guards and preconditions: plain data, made by `engine/plan.ts` alone. */
export interface Plan {
  readonly officialAccount: { readonly name: string; readonly appId: string; readonly wechatId: string };
  readonly configDigest: string;
  /** In the order of execution: creates and updates kind by kind, then deletes. */
  readonly changes: readonly Change[];
  readonly found: readonly Found[];
  readonly unchanged: readonly Labelled[];
  readonly unmanaged: readonly Unmanaged[];
  /** Of the messages that change, for showing them. */
  readonly speakers: readonly Speaker[];
  readonly pending: readonly Pending[];
  readonly unverifiable: readonly Unverifiable[];
  readonly stuck: readonly Stuck[];
  readonly drift: readonly Drift[];
  readonly guards: readonly Guard[];
  readonly diagnostics: readonly Diagnostic[];
  readonly convergence: Convergence;
  readonly summary: Summary;
}

/** Whether an apply of the plan would do anything. */
export function hasChanges({ changes }: Pick<Plan, 'changes'>): boolean {
  return changes.length > 0;
}

/** Whether anything is not as the YAML says, be it something kefu can't change. */
export function hasDifferences(plan: Pick<Plan, 'changes' | 'stuck'>): boolean {
  return hasChanges(plan) || plan.stuck.length > 0;
}
