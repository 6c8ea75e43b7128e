import type { Plan } from '../model/plan.ts';
import { type PlanHeader, planDocument, planText } from '../model/plan-document.ts';
import type { Clock, Progress } from '../model/ports.ts';
import type { Report } from '../model/report.ts';
import { describeMessages } from '../render/describe-messages.ts';
import { type ApplyEvent, renderEvent } from '../render/events.ts';
import { messageWordsIn } from '../render/message-words.ts';
import { renderPlanText } from '../render/plan-text.ts';
import { renderReportJson } from '../render/report-json.ts';
import { renderReportText } from '../render/report-text.ts';
import type { ProgressTeller } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** How the result of an apply is told on stdout. */
export type Voice = 'text' | 'json' | 'json-lines';

/** Tells an apply from its plan to its report, in one voice. */
export interface ApplyTeller {
  readonly progress: Progress;
  planned(plan: Plan): void;
  /** The plan is held by a guard, so there will be no report. */
  held(plan: Plan, header: PlanHeader): void;
  ended(report: Report): void;
}

/** `json` prints one document, the report; `json-lines` one event a line as it happens; `text` both as people read them. */
export function applyTeller(
  voice: Voice,
  officialAccount: string,
  terminal: Terminal,
  clock: Clock,
  teller: ProgressTeller,
): ApplyTeller {
  if (voice === 'json-lines') return inLines(officialAccount, terminal, clock, teller);
  const { out, paint } = terminal;
  if (voice === 'json') {
    return {
      progress: teller.progress,
      planned: () => {},
      held: (plan, header) => out(planText(planDocument(plan, header))),
      ended: (report) => out(renderReportJson(report, version)),
    };
  }
  return {
    progress: teller.progress,
    planned: (plan) => out(renderPlanText(plan, paint)),
    held: () => {},
    ended: (report) => out(`\n${renderReportText(report, paint)}`),
  };
}

type Said<Event> = Event extends ApplyEvent ? Omit<Event, 'at' | 'officialAccount'> : never;

function inLines(
  officialAccount: string,
  { out }: Terminal,
  clock: Clock,
  teller: ProgressTeller,
): ApplyTeller {
  const say = (event: Said<ApplyEvent>) =>
    out(renderEvent({ ...event, at: clock.now(), officialAccount } as ApplyEvent));
  let started = clock.now();
  return {
    progress: (progress) => {
      teller.progress(progress);
      if (progress.kind === 'change-started' || progress.kind === 'media-started') started = clock.now();
      const elapsedSeconds = Math.round((clock.now() - started) / 1000);
      say({ kind: 'progress', progress, elapsedSeconds });
    },
    planned: (plan) => {
      say({ kind: 'version', kefuVersion: version });
      for (const change of plan.accountChanges) say({ kind: 'planned-change', change });
      for (const message of describeMessages(plan, messageWordsIn.en))
        say({ kind: 'planned-message', message });
      say({ kind: 'planned', plan });
    },
    held: ({ guards }) => {
      for (const { code, message, wayOut, source } of guards) {
        const range = source ? { range: source } : {};
        say({ kind: 'diagnostic', diagnostic: { severity: 'error', code, message, hint: wayOut, ...range } });
      }
    },
    ended: (report) => say({ kind: 'ended', report }),
  };
}
