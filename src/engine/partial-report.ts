import type { AnyKind } from '../model/kind.ts';
import type { Cause } from '../model/outcome.ts';
import type { Change, Plan } from '../model/plan.ts';
import type { ProgressEvent, ProgressStep } from '../model/ports.ts';
import type { Report, Result } from '../model/report.ts';
import { say } from '../words/en/outcomes.ts';
import { inEnglish, messageOf, told, toldAs } from '../words/say.ts';
import type { Judged } from './narrow.ts';
import { resultsOfNotRun } from './not-run.ts';
import { kindNamed, rulesOf } from './rules.ts';
import { countsByKind } from './summary.ts';
import { noted } from './tasks.ts';
import type { Verified } from './verify.ts';

/** What was seen of a run that never came to its report. */
export interface SoFar {
  readonly ended: readonly Extract<ProgressEvent, { kind: 'step-ended' }>[];
  /** Steps whose call was sent. */
  readonly inFlight: readonly ProgressStep[];
}

/** What was planned, of a saved plan with what became of each of its changes. */
export interface PlannedOf {
  readonly plan: Plan;
  readonly judged: readonly Judged[];
  readonly kinds: readonly AnyKind[];
}

/** The report of a run that ended before its report: what is known, and that nothing of it was read back. Pure. */
export function partialReport(planned: PlannedOf, soFar: SoFar, stopped: Cause): Report {
  const { plan, judged, kinds } = planned;
  const steps = plan.changes.flatMap((change) =>
    change.steps.map((step) => {
      const isCall = rulesOf(kindNamed(kinds, change.kind), step).call(step) !== undefined;
      return {
        change,
        isCall,
        result: resultOf(change, step.kind, becomeOf(change, step.kind, soFar)),
      };
    }),
  );
  const run = steps.map(({ result }) => result);
  const isUncertain = run.some(({ status }) => status === 'unknown' || status === 'done');
  return {
    officialAccount: plan.officialAccount,
    results: [...judged.flatMap((one) => resultsOfNotRun(one, notReadBack)), ...run],
    verdict: {
      status: isUncertain ? 'unknown' : 'incomplete',
      remaining: [],
      managed: plan.summary.kinds.map(({ kind }) => ({ kind, managed: 0 })),
      ...toldAs({ unread: say('ended-before-read-back') }),
    },
    warnings: plan.diagnostics,
    counts: countsByKind(kinds, doneIn(steps)),
    stopped,
  };
}

const notReadBack: Verified = {
  kind: 'unread',
  cause: { code: 'left-at-once', ...toldAs({ message: say('ended-before-read-back') }) },
};

interface Became {
  readonly status: Result['status'] | keyof typeof notes;
  readonly attempts: number;
}

function becomeOf(change: Change, step: string, { ended, inFlight }: SoFar): Became {
  const isThis = (event: ProgressStep) =>
    event.object.kind === change.kind && event.object.name === change.name && event.step === step;
  const end = ended.find(isThis);
  if (end) return end;
  const sent = inFlight.find(isThis);
  return sent ? { status: 'in-flight', attempts: sent.attempts } : { status: 'open', attempts: 0 };
}

/** The changes that the run itself made; what was so already is somebody else's. */
function doneIn(
  steps: readonly { readonly change: Change; readonly isCall: boolean; readonly result: Result }[],
): Change[] {
  const done = steps.filter(
    ({ change, isCall, result: { status, attempts, step } }) =>
      status === 'done' && (attempts > 0 || !isCall) && isCounted(change, step),
  );
  return [...new Set(done.map(({ change }) => change))];
}

/** The report of a plan that guards held: nothing was written. Pure. */
export function heldReport(planned: PlannedOf): Report {
  const { plan } = planned;
  const [first] = plan.guards;
  const codes = [...new Set(plan.guards.map(({ code }) => code))];
  const message = say('held-by', { codes, message: first ? messageOf(first) : '' });
  const english = { message: inEnglish(message), ...(first ? { hint: first.wayOut } : {}) };
  const said = { message, ...(first?.said?.wayOut ? { hint: first.said.wayOut } : {}) };
  return partialReport(planned, nothingYet, { code: 'held', ...english, said });
}

/** The report of a plan that somebody declined. Pure. */
export function declinedReport(planned: PlannedOf): Report {
  return partialReport(planned, nothingYet, { code: 'not-approved', ...told(say('not-approved')) });
}

const nothingYet: SoFar = { ended: [], inFlight: [] };

function isCounted({ action, steps }: Change, step: string): boolean {
  return action !== 'create' || steps[0]?.kind === step;
}

const notes = {
  'in-flight': { status: 'unknown', ...noted(say('in-flight-at-end')) },
  open: { status: 'not-attempted', ...noted(say('ended-before-it')) },
} as const;

function resultOf(change: Change, step: string, { status: became, attempts }: Became): Result {
  const { kind, name, label, action, source } = change;
  const ending =
    became === 'in-flight' || became === 'open'
      ? notes[became]
      : { status: became, ...noted(say('not-read-back-at-end')) };
  return { kind, name, label, action, step, attempts, ...ending, ...(source ? { source } : {}) };
}
