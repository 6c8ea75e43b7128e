import { kinds } from '../../kinds/kinds.ts';
import type { AppliedMember, Member, PlannedMember } from '../../model/fleet.ts';
import { hasChanges } from '../../model/plan.ts';
import { inTerminal } from '../../render/escape.ts';
import { lexiconIn } from '../../render/lexicon.ts';
import { reportSummary } from '../../render/summary.ts';
import type { Terminal } from '../terminal.ts';

/** Tells on stderr how far a fleet is: a line for each official account that has something to tell. */
export interface FleetProgress<M> {
  ended(member: M): void;
  /** Ends the heartbeat. */
  close(): void;
}

const heartbeatMs = 10_000;

/** `verb`: what is done to each, such as "planned". Without a terminal a line is told every ten seconds. */
export function tellFleet<M extends Member>(
  verb: string,
  total: number,
  { tell, isInteractive }: Terminal,
  sayingOf: (member: M) => string | undefined,
): FleetProgress<M> {
  let done = 0;
  const counted = () => `[${done}/${total}]`;
  const beat = () => tell(`${counted()} official accounts ${verb} so far\n`);
  const heartbeat = isInteractive ? undefined : setInterval(beat, heartbeatMs).unref();
  return {
    ended: (member) => {
      done += 1;
      const saying = sayingOf(member);
      if (saying !== undefined) tell(`${counted()} ${inTerminal(member.name)}: ${saying}\n`);
    },
    close: () => clearInterval(heartbeat),
  };
}

/** Of a plan only what keeps it back is told at once; its changes are told together at the end. */
export function plannedSaying(member: PlannedMember): string | undefined {
  if (member.kind === 'failed') return `can't be planned (${member.failure.code})`;
  return member.plan.guards.length > 0 ? 'held by a guard' : undefined;
}

export function appliedSaying(member: AppliedMember): string | undefined {
  switch (member.kind) {
    case 'applied': {
      const { report, plan } = member;
      const isQuiet = report.verdict.status === 'as-configured' && !hasChanges(plan);
      return isQuiet ? undefined : inTerminal(reportSummary(report, lexiconIn('en', kinds)));
    }
    case 'held':
      return 'held by a guard, nothing was written';
    case 'not-begun':
      return `not begun: ${inTerminal(member.why)}`;
    case 'failed':
      return `failed (${member.failure.code})`;
  }
}
