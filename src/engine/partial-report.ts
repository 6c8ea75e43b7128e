import type { Cause } from '../model/outcome.ts';
import type { Change, Plan } from '../model/plan.ts';
import type { ProgressEvent, ProgressStep } from '../model/ports.ts';
import type { Report, Result } from '../model/report.ts';
import { say } from '../words/en/outcomes.ts';
import { inEnglish, messageOf, told, toldAs } from '../words/say.ts';
import { countsByKind } from './summary.ts';
import { noted } from './tasks.ts';

/** What was seen of a run that never came to its report. */
export interface SoFar {
  readonly ended: readonly Extract<ProgressEvent, { kind: 'step-ended' }>[];
  readonly inFlight: readonly ProgressStep[];
}

/** The report of a run that ended before its report: what is known, and that nothing of it was read back. Pure. */
export function partialReport(plan: Plan, { ended, inFlight }: SoFar, stopped: Cause): Report {
  const results = plan.changes.flatMap((change) =>
    change.steps.map(({ kind: step }) => {
      const isThis = (event: ProgressStep) =>
        event.object.kind === change.kind && event.object.name === change.name && event.step === step;
      return resultOf(
        change,
        step,
        ended.find(isThis)?.status ?? (inFlight.some(isThis) ? 'in-flight' : 'open'),
      );
    }),
  );
  const done = results.filter(({ status }) => status === 'done').map((result) => result);
  const isUncertain = inFlight.length > 0 || results.some(({ status }) => status === 'unknown');
  return {
    officialAccount: plan.officialAccount,
    results,
    verdict: {
      status: isUncertain || done.length > 0 ? 'unknown' : 'incomplete',
      remaining: [],
      managed: plan.summary.kinds.map(({ kind }) => ({ kind, managed: 0 })),
      ...toldAs({ unread: say('ended-before-read-back') }),
    },
    warnings: plan.diagnostics,
    counts: countsByKind(
      plan.summary.kinds.map(({ kind }) => ({ name: kind })),
      plan.changes.filter((change) =>
        done.some(
          ({ kind, name, step }) => kind === change.kind && name === change.name && isCounted(change, step),
        ),
      ),
    ),
    stopped,
  };
}

/** The report of a plan that guards held: nothing was written. Pure. */
export function heldReport(plan: Plan): Report {
  const [first] = plan.guards;
  const codes = [...new Set(plan.guards.map(({ code }) => code))];
  const message = say('held-by', { codes, message: first ? messageOf(first) : '' });
  const english = { message: inEnglish(message), ...(first ? { hint: first.wayOut } : {}) };
  const said = { message, ...(first?.said?.wayOut ? { hint: first.said.wayOut } : {}) };
  return partialReport(plan, nothingYet, { code: 'held', ...english, said });
}

/** The report of a plan that somebody declined. Pure. */
export function declinedReport(plan: Plan): Report {
  return partialReport(plan, nothingYet, { code: 'not-approved', ...told(say('not-approved')) });
}

const nothingYet: SoFar = { ended: [], inFlight: [] };

function isCounted({ action, steps }: Change, step: string): boolean {
  return action !== 'create' || steps[0]?.kind === step;
}

const notes = {
  'in-flight': { status: 'unknown', ...noted(say('in-flight-at-end')) },
  open: { status: 'not-attempted', ...noted(say('ended-before-it')) },
} as const;

function resultOf(change: Change, step: string, became: Result['status'] | keyof typeof notes): Result {
  const { kind, name, label, action, source } = change;
  const ending =
    became === 'in-flight' || became === 'open'
      ? notes[became]
      : { status: became, ...noted(say('not-read-back-at-end')) };
  const attempts = became === 'open' ? 0 : 1;
  return { kind, name, label, action, step, attempts, ...ending, ...(source ? { source } : {}) };
}
