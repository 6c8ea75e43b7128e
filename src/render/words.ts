import type { ChangeKind } from '../model/change.ts';
import type { Action, ActionReason, Certainty, Field, GuardCode, Plan } from '../model/plan.ts';
import type { ChangeStatus, Report } from '../model/report.ts';

export type Language = 'en' | 'zh-CN';

/** Everything a page for people says, in one language. */
export interface Words {
  readonly lang: Language;
  readonly verb: Record<Action, string>;
  /** Headings and badges. */
  readonly action: Record<Action, string>;
  readonly reason: Partial<Record<ActionReason, string>>;
  readonly field: Record<Field | 'account', string>;
  readonly kind: Record<ChangeKind, string>;
  readonly status: Record<ChangeStatus, string>;
  /** The same as headings. */
  readonly endings: Record<ChangeStatus, string>;
  /** What holds the plan; with `wayOut` where the planner's own (English) sentence is not in this language. */
  readonly guard: Record<GuardCode, { readonly title: string; readonly wayOut?: string }>;
  readonly before: (certainty: Certainty) => string;
  readonly willBeInvited: string;
  readonly keptInState: string;
  readonly planTitle: string;
  readonly reportTitle: string;
  readonly planSummary: (plan: Plan) => string;
  readonly reportSummary: (report: Report) => string;
  readonly held: (guards: number) => string;
  readonly guards: string;
  readonly drift: string;
  readonly pending: string;
  readonly pendingNote: string;
  readonly unverifiable: string;
  readonly unverifiableNote: string;
  readonly warnings: string;
  readonly remaining: string;
  readonly unmanaged: string;
  readonly unmanagedNote: string;
  readonly madeInConsole: string;
  readonly unchanged: string;
  readonly until: (time: string) => string;
  readonly accounts: (count: number) => string;
  readonly cut: (left: number, deletesLeft: number) => string;
  readonly wholePlan: string;
  readonly configDigest: string;
  readonly planDigest: string;
  readonly calls: string;
  readonly skipToContent: string;
  readonly now: string;
  readonly beforeApply: string;
  readonly planned: string;
  readonly afterApply: string;
  readonly wanted: string;
  readonly recorded: string;
  readonly none: string;
  readonly avatarOf: (name: string, side: string) => string;
  readonly noAvatar: string;
  readonly avatarNotShown: string;
  readonly wayOut: string;
  readonly replacedBy: string;
  readonly boundTo: string;
  readonly yes: string;
  readonly no: string;
  readonly attention: string;
  readonly readBack: string;
  readonly readBackVerified: (accounts: number) => string;
  readonly readBackDiffers: string;
  readonly readBackFailed: string;
  readonly stopped: string;
  readonly stateFault: string;
  readonly steps: string;
  readonly selfContained: string;
  readonly tiles: Record<'destroy' | 'add' | 'change' | 'unchanged' | 'pending' | 'unverifiable', string>;
}
