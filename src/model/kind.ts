import type { Step } from './change.ts';
import type { Described, KindWords } from './described.ts';
import type { AvatarFile, Desired, Policy } from './desired.ts';
import type { Diagnostic, SourceRange } from './diagnostic.ts';
import type { Json } from './json.ts';
import type { Language } from './language.ts';
import type { Cause, Outcome } from './outcome.ts';
import type {
  Action,
  ActionReason,
  Change,
  Difference,
  Drift,
  Found,
  Guard,
  Loss,
  Pending,
  Plan,
  Speaker,
  Stuck,
  Unmanaged,
  Unverifiable,
} from './plan.ts';
import type { Api, Likeness } from './ports.ts';
import type { Saying } from './saying.ts';
import type { Undone } from './undone.ts';

/*
 * What the engine asks of a kind of object. The engine plans, guards, applies, reads back and judges objects without knowing
 * any of them; all that is special about one kind stands in its folder below `kinds/`, as data and as functions of values.
 * Want: what the YAML asks for. Live: what WeChat shows. Kept: what the state file holds about one object.
 */

/** One reading of what WeChat has of a kind. A kind may add more than its objects. */
export interface Reading<Live> {
  /** By name. What can't be listed is not in here. */
  readonly objects: ReadonlyMap<string, Live>;
}

/** The readings of all kinds, by the kind's name. */
export type Readings = ReadonlyMap<string, Reading<unknown>>;

/** What a reading is made for. */
export interface Asked<Want, Live, Kept> {
  readonly wants: readonly Want[];
  readonly records: ReadonlyMap<string, Kept>;
  readonly policy: Policy;
  /** What the calls of this run gave, by name: not recorded yet. */
  readonly proofs: ReadonlyMap<string, Json>;
  /** The reading before this one. */
  readonly previous?: Reading<Live> | undefined;
}

/** The three states of one kind, and what the operator decided. */
export interface FindInput<Want, Live, Kept> {
  readonly officialAccount: Desired['officialAccount'];
  readonly policy: Policy;
  readonly wants: readonly Want[];
  readonly reading: Reading<Live>;
  readonly records: ReadonlyMap<string, Kept>;
  /** Steps of an earlier run whose outcome was never known, by the name of their object. */
  readonly open: ReadonlyMap<string, readonly Step[]>;
  /** Of all kinds: what one kind has to say about another. */
  readonly readings: Readings;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Also write fields whose live value nobody can tell. */
  readonly writeUnverifiable: boolean;
}

/** All that can be said about one object. Plan, read-back, verdict and convergence use the same finding. */
export interface Finding<Want, Live> {
  readonly name: string;
  readonly label: string;
  /** Absent for what the YAML does not name. */
  readonly want?: Want;
  readonly live: Live | null;
  /** What a change would be; it is one only when there are steps. */
  readonly action: Action;
  readonly reason: ActionReason;
  readonly differences: readonly Difference[];
  /** In order. */
  readonly steps: readonly Step[];
  readonly stuck: readonly Omit<Stuck, 'kind' | 'name' | 'label'>[];
  readonly pending: readonly Omit<Pending, 'kind' | 'name' | 'label'>[];
  readonly unverifiable: readonly Omit<Unverifiable, 'kind' | 'name' | 'label'>[];
  readonly found: readonly Omit<Found, 'kind' | 'name' | 'label'>[];
  readonly drift: readonly Omit<Drift, 'kind' | 'name' | 'label'>[];
  readonly losses: readonly Loss[];
  /** Addresses of objects whose changes must succeed first. */
  readonly needs: readonly string[];
  readonly protection?: Change['protection'];
  readonly source?: SourceRange;
  readonly fields: Readonly<Record<string, SourceRange>>;
}

/** What a kind finds. */
export interface Findings<Want, Live> {
  /** That nothing else is live is part of what is wanted: one reading that lacks it is no proof. */
  readonly excludesOthers?: boolean;
  /** One for each object that is wanted, wanted gone, or to be deleted. */
  readonly objects: readonly Finding<Want, Live>[];
  readonly unmanaged: readonly Unmanaged[];
  /** The accounts whose face its changes are shown with. */
  readonly speakers?: readonly Speaker[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the guards of a kind look at: its own changes, and why. */
export interface GuardInput<Want, Live, Kept> extends FindInput<Want, Live, Kept> {
  readonly changes: readonly Change[];
}

/** What a step is sent with. */
export interface Sending<Want> {
  readonly api: Api;
  readonly desired: Desired;
  readonly want: Want | undefined;
  /** What `prepare` made ready. */
  readonly ready: unknown;
}

/** Whether the effect of a step is to be seen in what WeChat lists. */
export type Effect = 'visible' | 'not-visible' | 'cannot-be-seen';

/** What a step's record is made from. */
export interface Recording<Want, Live> {
  readonly want: Want | undefined;
  /** The object as listed after the step. */
  readonly live: Live | null;
  readonly proof: Json | undefined;
  /** False where only `prove` can tell whose effect it is, and it could not. */
  readonly isProved: boolean;
  /** A moment before the step was sent, in milliseconds since 1970. */
  readonly at: number;
}

/** All that is to be known about one kind of step. */
export interface StepRules<Own extends Step, Want, Live, Kept> {
  /** Class of the step by itself, for events. */
  readonly action: Action;
  /** The short name of its call; undefined when nothing is sent and the state file keeps it. */
  call(step: Own): string | undefined;
  /** Sends its one call. Never rejects for what WeChat or the network does. */
  send(step: Own, sending: Sending<Want>): Promise<Outcome>;
  /** Looks for its effect; `before` is the object just before the step, `now` as listed after it. */
  shows(step: Own, before: Live | null, now: Live | null, proof: Json | undefined): Effect;
  /** Whether nothing is left to do although nothing was sent. Absent: its effect is visible already. */
  isDone?(step: Own, now: Live | null): boolean;
  /** Whether a visible effect is this step's own, where the list alone can't tell. */
  prove?(step: Own, live: Live, sending: Sending<Want>): Promise<Likeness>;
  /** What follows from an unknown outcome whose effect can't be seen. Absent: it is tried again, which does no harm. */
  unseen?(step: Own, cause: Cause): 'again' | 'unknown' | 'done';
  /** What is kept afterwards; undefined: nothing any more. */
  record(step: Own, kept: Kept | undefined, made: Recording<Want, Live>): Kept | undefined;
  /** How it acts on a model of the kind; `refused` when WeChat's rules would refuse it here. */
  model(
    step: Own,
    live: Live | null,
    reading: Reading<Live>,
  ): { readonly live: Live | null; readonly proof?: Json } | { readonly refused: Saying };
  /** What a step of an inverse plan wants, added to what is wanted so far. */
  wants?(step: Own, want: Want, files: ReadonlyMap<string, AvatarFile>): Want;
  /** The picture it sends, where it sends one. */
  picture?(step: Own): { readonly sha256: string; readonly path: string } | undefined;
  /** The YAML key a refusal points at, unless the errcode says better. */
  readonly field?: string;
  /** What people know its object by, where the name says nothing to them (the path of a file). */
  label?(step: Own): string;
  /** Said of it when it is done but can't be read back. */
  unseenNote?(step: Own): Saying;
}

/** A picture that a page shows: from the repository, or as WeChat serves it. */
export interface PictureToShow {
  readonly key: string;
  readonly from: { readonly bytes: Uint8Array } | { readonly url: string };
  /** `face`: shown small. `whole`: shown in its own shape. */
  readonly use: 'face' | 'whole';
}

/** One kind of managed object. */
export interface Kind<Want, Live, Kept, Own extends Step = Step> {
  /** The key of the registry, the middle of an address; without a dot. */
  readonly name: string;
  /** Losing one loses something that can't be made again. */
  readonly isPrecious: boolean;
  /** Whether a list can show an object of this name: of others, none says that they are gone. Absent: each. */
  isListed?(name: string): boolean;
  readonly words: Readonly<Record<Language, KindWords>>;
  readonly steps: {
    readonly [Step in Own['kind']]: StepRules<Extract<Own, { kind: Step }>, Want, Live, Kept>;
  };

  /** What the YAML wants of this kind, also what it wants gone. */
  wants(desired: Desired): readonly Want[];
  /** The name of the object a want is about, and whether the want is that it is gone. */
  named(want: Want): { readonly name: string; readonly isGone: boolean };
  /** Reads what WeChat has. Rejects with a `Failure`. */
  observe(api: Api, asked: Asked<Want, Live, Kept>): Promise<Reading<Live>>;
  /** Asks what a plan needs beyond its reading, once it is known what would change; undefined when there is nothing to ask. */
  inquire?(
    api: Api,
    found: Findings<Want, Live>,
    input: FindInput<Want, Live, Kept>,
  ): Promise<Reading<Live> | undefined>;
  /** The one comparison of its three states. Pure. */
  find(input: FindInput<Want, Live, Kept>): Findings<Want, Live>;
  /** Its own guards; those about any object are the engine's. */
  guards?(input: GuardInput<Want, Live, Kept>): readonly Guard[];
  /** The guards held once more, directly before steps of a round are sent: why each that must not be sent must not. */
  hold?(
    steps: readonly Own[],
    reading: Reading<Live>,
    api: Api,
    allow: ReadonlySet<string>,
  ): Promise<ReadonlyMap<Own, Saying>>;
  /** Makes ready what steps send, so that what can't be sent is found before anything is. */
  prepare?(
    changes: readonly Change[],
    wants: readonly Want[],
  ): Promise<{ readonly ready: unknown; readonly faults: readonly Diagnostic[] }>;
  /**
   * The record after the final reading; undefined: none any more. It only notes what is so: where `find` asked for no step,
   * it asks for none, and tells nothing else stuck, with the settled records either.
   */
  settle(settled: {
    readonly name: string;
    readonly kept: Kept | undefined;
    readonly want: Want | undefined;
    readonly live: Live | null;
    readonly found: readonly Json[];
    readonly now: number;
  }): Kept | undefined;

  /** What is wanted to take a change back; undefined when there is nothing to want; and what can't come back. */
  undo(undone: Undone): { readonly want?: Want; readonly lost: readonly Saying[] };
  /** What a change of an inverse plan wants; undefined for what another change says. Absent: nothing of it is taken back. */
  wantOf?(change: Change, plan: Plan, files: ReadonlyMap<string, AvatarFile>): Want | undefined;
  /** The address of the picture that a change overwrites or deletes. */
  overwrittenPicture?(change: Change): string | undefined;

  /** A change in words, all that formats see of it. */
  describe(change: Change, plan: Plan, lang: Language): Described;
  /** The pictures that a description refers to. */
  pictures?(change: Change, desired: Desired, plan: Plan): readonly PictureToShow[];
}

/** A kind as the engine sees it. */
export type AnyKind = Kind<unknown, unknown, unknown>;
