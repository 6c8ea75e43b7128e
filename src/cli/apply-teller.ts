import { type PlanHeader, planDocument, planText } from '../documents/plan.ts';
import { renderReportJson } from '../documents/report.ts';
import { kinds } from '../kinds/kinds.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { Progress, SteadyClock } from '../model/ports.ts';
import type { Report } from '../model/report.ts';
import { version } from '../model/version.ts';
import type { Planned } from '../reconcile.ts';
import { describeChanges } from '../render/describe.ts';
import { type ApplyEvent, renderEvent } from '../render/events.ts';
import { renderPlanText } from '../render/plan-text.ts';
import { renderWholeReportText } from '../render/report-text.ts';
import { say as sayOfRun } from '../words/en/progress.ts';
import { told } from '../words/say.ts';
import type { CommandWorld } from './command.ts';
import type { ProgressTeller } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** How the result of an apply is told on stdout. */
export type Voice = 'text' | 'json' | 'json-lines';

/** Where an apply is told, and in what words. */
export interface TellerWorld extends Pick<CommandWorld, 'words'> {
  readonly terminal: Pick<Terminal, 'out' | 'paint'>;
}

/** Tells an apply from its plan to its report, in one voice. */
export interface ApplyTeller {
  readonly progress: Progress;
  planned(planned: Planned): void;
  /** The plan is held by a guard, so there will be no report. */
  held(plan: Plan, header: PlanHeader): void;
  ended(report: Report): void;
  /** What stdout is told of a run that is left at once, by its report once it was planned: to be written before the exit. */
  left(report: Report | undefined): string;
}

/** `json` prints one document, the report; `json-lines` one event a line as it happens; `text` both as people read them. */
export function applyTeller(
  voice: Voice,
  officialAccount: string,
  { terminal, words }: TellerWorld,
  clock: SteadyClock,
  teller: ProgressTeller,
): ApplyTeller {
  if (voice === 'json-lines') return inLines(officialAccount, { terminal, words }, clock, teller);
  const { out, paint } = terminal;
  if (voice === 'json') {
    return {
      progress: teller.progress,
      planned: () => {},
      held: (plan, header) => out(planText(planDocument(plan, header, kinds))),
      ended: (report) => out(renderReportJson(report, version)),
      left: (report) => (report ? renderReportJson(report, version) : ''),
    };
  }
  const untold = newOnes();
  return {
    progress: teller.progress,
    planned: ({ plan }) => {
      untold(plan.diagnostics);
      out(renderPlanText(plan, paint, kinds, words));
    },
    held: () => {},
    ended: (report) => {
      // Errors are what could not be written beside the run: they follow it on stderr.
      const found = untold(report.warnings).filter(({ severity }) => severity === 'warning');
      out(`\n${renderWholeReportText(report, paint, kinds, words, found)}`);
    },
    left: () => '',
  };
}

/** Those that were not given before. */
function newOnes(): (diagnostics: readonly Diagnostic[]) => Diagnostic[] {
  const known = new Set<string>();
  return (diagnostics) => {
    const found = diagnostics.filter(({ message }) => !known.has(message));
    for (const { message } of found) known.add(message);
    return found;
  };
}

/** Why a run stopped that a second signal ended. */
export const leftAtOnce = { code: 'left-at-once', ...told(sayOfRun('left-at-once')) };

type Said<Event> = Event extends ApplyEvent ? Omit<Event, 'at' | 'officialAccount'> : never;

function inLines(
  officialAccount: string,
  { terminal, words }: TellerWorld,
  clock: SteadyClock,
  teller: ProgressTeller,
): ApplyTeller {
  const line = (event: Said<ApplyEvent>) =>
    renderEvent({ ...event, at: clock.now(), officialAccount } as ApplyEvent, kinds, words);
  const say = (event: Said<ApplyEvent>) => terminal.out(line(event));
  const started = new Map<number, number>();
  const untold = newOnes();
  const found = (diagnostics: readonly Diagnostic[]) =>
    untold(diagnostics).map((diagnostic) => ({ kind: 'diagnostic', diagnostic }) as const);
  const endOf = (report: Report): Said<ApplyEvent>[] => [
    ...found(report.warnings),
    { kind: 'report', report },
    { kind: 'ended', report },
  ];
  return {
    progress: (progress) => {
      teller.progress(progress);
      // A repeated call is told of by the wait before it and by how its step ends.
      if (progress.kind === 'step-repeated') return;
      if (progress.kind === 'step-started') started.set(progress.index, clock.uptime());
      const since = progress.kind === 'step-ended' ? started.get(progress.index) : undefined;
      const elapsedSeconds = since === undefined ? 0 : Math.round((clock.uptime() - since) / 1000);
      say({ kind: 'progress', progress, elapsedSeconds });
    },
    planned: ({ plan }) => {
      say({ kind: 'version', kefuVersion: version });
      for (const described of describeChanges(plan, kinds, words)) say({ kind: 'planned-change', described });
      found(plan.diagnostics).forEach(say);
      say({ kind: 'planned', plan });
    },
    held: ({ guards }) => {
      for (const { code, message, wayOut, source, said } of guards) {
        const more = {
          ...(source ? { range: source } : {}),
          ...(said?.message && said.wayOut ? { said: { message: said.message, hint: said.wayOut } } : {}),
        };
        say({ kind: 'diagnostic', diagnostic: { severity: 'error', code, message, hint: wayOut, ...more } });
      }
    },
    ended: (report) => endOf(report).forEach(say),
    left: (report) => {
      const unplanned: Diagnostic = { severity: 'error', ...leftAtOnce };
      return (report ? endOf(report) : found([unplanned])).map(line).join('');
    },
  };
}
