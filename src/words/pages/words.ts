import type { GuardWords, KindWords } from '../../model/described.ts';
import type { Language } from '../../model/language.ts';
import type { Action, Remaining } from '../../model/plan.ts';
import type { StepStatus } from '../../model/report.ts';

/** Everything a page for people says that is not about one kind of object, in one language. */
export interface Words {
  readonly lang: Language;
  /** Headings and badges. */
  readonly action: Record<Action, string>;
  readonly status: Record<StepStatus, string>;
  /** The same as headings. */
  readonly endings: Record<StepStatus, string>;
  /** What holds the plan. */
  readonly guard: Readonly<Record<string, GuardWords>>;
  /** Counts of a kind that this version does not know. */
  readonly plainCounts: KindWords['counts'];
  /** The count of deletes on pages, for every kind: no tool reads them there. */
  readonly pageDelete: KindWords['counts']['delete'];
  /** A number and what is counted: "2 to add". */
  readonly count: (number: number, what: string) => string;
  /** A title and parts as one sentence: "Plan: 2 to add, 1 to change." */
  readonly sentence: (title: string, parts: readonly string[]) => string;
  /** Title and parts as they stand among others: "media: 2 uploaded"; the first begins the sentence. */
  readonly clause: (title: string, parts: readonly string[], isFirst: boolean) => string;
  /** A title and what follows it: "Read back: …"; a remark in brackets behind a text; one more part of it. */
  readonly titled: (title: string, text: string) => string;
  readonly aside: (text: string) => string;
  readonly comma: string;
  /** Between names that stand side by side. */
  readonly listComma: string;
  /** Between clauses of one sentence, and between sentences. */
  readonly semicolon: string;
  readonly gap: string;
  readonly stop: string;
  readonly planTitle: string;
  readonly reportTitle: string;
  readonly heldByGuard: string;
  readonly noChanges: string;
  readonly fieldsUnverifiable: (count: number) => string;
  readonly differencesStuck: (count: number) => string;
  /** Of a command that failed before it had a result: to plan, to apply, or to show or tell what was made before. */
  readonly failed: Record<'plan' | 'report' | 'shown-plan' | 'told-report', string>;
  readonly complete: string;
  readonly incomplete: string;
  /** Of a fleet of which some could not be planned. */
  readonly planIncomplete: string;
  readonly differencesRemain: (count: number) => string;
  readonly held: (guards: number) => string;
  readonly guards: string;
  readonly drift: string;
  readonly recordOld: string;
  readonly pending: string;
  readonly pendingNote: string;
  readonly unverifiable: string;
  readonly unverifiableNote: string;
  readonly warnings: string;
  readonly remaining: string;
  readonly unmanaged: string;
  /** Why a live object is left alone; the suffix begins with `@`. */
  readonly kept: {
    readonly policy: string;
    readonly foreign: (suffix: string) => string;
    readonly nameless: (kind: string) => string;
  };
  readonly unchanged: string;
  readonly until: (time: string) => string;
  readonly cut: (left: number, deletesLeft: number) => string;
  /** Lines that a short message has no room for, and deletes among them. */
  readonly andMore: (count: number, deletes: number) => string;
  readonly wholePlan: string;
  readonly configDigest: string;
  readonly commit: string;
  /** When the page was made. */
  readonly made: string;
  readonly expires: string;
  /** The CI run. */
  readonly run: string;
  readonly planDigest: string;
  /** Of the plan without its times. */
  readonly contentDigest: string;
  readonly calls: string;
  /** What unfolds digests and the like. */
  readonly details: string;
  readonly skipToContent: string;
  readonly now: string;
  readonly beforeApply: string;
  readonly planned: string;
  readonly afterApply: string;
  readonly wanted: string;
  readonly recorded: string;
  readonly none: string;
  /** Instead of a live value that is gone. */
  readonly gone: string;
  readonly avatarOf: (name: string, side: string) => string;
  readonly noAvatar: string;
  readonly avatarNotShown: string;
  readonly wayOut: string;
  readonly yes: string;
  readonly no: string;
  readonly attention: string;
  readonly readBack: string;
  /** "3 managed accounts", "2 media files". */
  readonly managed: (number: number, noun: string, isFirst: boolean) => string;
  /** Of "3 managed accounts", "2 media files"; `isPlural` of all of them together. */
  readonly asConfigured: (counts: readonly string[], isPlural: boolean) => string;
  /** The same when some of it nobody can verify; the list of that follows. */
  readonly asFarAsShown: (counts: readonly string[], isPlural: boolean) => string;
  readonly differs: string;
  /** The apply did not end as it should, yet nothing is seen to differ. */
  readonly noneDiffers: string;
  readonly unread: string;
  /** What is added to the note of something that remains. */
  readonly remainingWhy: Record<Remaining['why'], string | undefined>;
  readonly stopped: string;
  readonly stateFault: string;
  readonly steps: string;
  readonly selfContained: string;
  readonly tiles: Record<'unchanged' | 'pending' | 'unverifiable' | 'stuck', string>;
  readonly terminal: TerminalWords;
  readonly tools: ToolWords;
  readonly fleet: FleetWords;
}

/** What a terminal alone says of a plan and a report. */
export interface TerminalWords {
  readonly heldByGuards: string;
  readonly actions: (isHeld: boolean) => string;
  readonly pending: string;
  readonly unverifiable: string;
  readonly stopped: string;
  readonly stateFault: string;
  readonly status: Record<StepStatus, string>;
}

/** Titles of annotations and of JUnit's cases. */
export interface ToolWords {
  readonly guard: string;
  readonly heldBy: (code: string) => string;
  readonly stopped: string;
  readonly stateFile: string;
  readonly stateNotWritten: string;
  readonly readBack: string;
  readonly readBackFailed: string;
  readonly unverifiable: string;
  readonly differs: string;
}

/** What is said of many official accounts together. */
export interface FleetWords {
  readonly title: string;
  /** How many are in which state, as a terminal says it: "Fleet: 3 official accounts: 3 with changes." */
  readonly line: (states: string) => string;
  /** "3 with changes", among other states. */
  readonly inState: (count: number, state: string) => string;
  readonly officialAccounts: (count: number) => string;
  /** Heading of what is the same for several. */
  readonly alike: (count: number) => string;
  /** What `@*` and `<config>` stand for. */
  readonly signs: (accounts: string, config: string) => string;
  /** What `@*` stands for. */
  readonly accountsSign: (accounts: string) => string;
  readonly states: Record<
    'changing' | 'held' | 'unchanged' | 'failed' | 'complete' | 'incomplete' | 'notBegun',
    string
  >;
  readonly keptBack: (count: number) => string;
  readonly andMore: (count: number) => string;
  readonly notBegun: string;
  /** Why a member was not begun, as a sentence that says what became of it. */
  readonly notBegunSince: (why: string) => string;
  /** Members whose changes found no room. */
  readonly untold: (count: number) => string;
  readonly untoldInTerminal: (count: number) => string;
}
