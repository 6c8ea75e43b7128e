import { kinds } from '../../kinds/kinds.ts';
import type { AppliedMember, Member, PlannedMember } from '../../model/fleet.ts';
import { hasChanges } from '../../model/plan.ts';
import type { Saying } from '../../model/saying.ts';
import { inTerminal } from '../../render/escape.ts';
import { lexiconIn } from '../../render/lexicon.ts';
import { reportSummary } from '../../render/summary.ts';
import { say } from '../../words/en/fleets.ts';
import { inWords, type LanguageWords, sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';

/** Tells on stderr how far a fleet is: a line for each official account that has something to tell. */
export interface FleetProgress<M> {
  ended(member: M): void;
  /** Ends the heartbeat. */
  close(): void;
}

const heartbeatMs = 10_000;

/** What has been done so far, by the key of its sentence. */
type SoFar = 'fleet-planned-so-far' | 'fleet-applied-so-far' | 'fleet-applied-here-so-far';

/** Without a terminal a line is told every ten seconds. */
export function tellFleet<M extends Member>(
  soFar: SoFar,
  total: number,
  { terminal: { tell, isInteractive }, words }: Pick<CommandWorld, 'terminal' | 'words'>,
  sayingOf: (member: M, words: LanguageWords) => Saying | string | undefined,
): FleetProgress<M> {
  let done = 0;
  const speak = (saying: Saying) => tell(`${sayIn(words, saying)}\n`);
  const counted = () => `[${done}/${total}]`;
  const beat = () => speak(say(soFar, { counted: counted() }));
  const heartbeat = isInteractive ? undefined : setInterval(beat, heartbeatMs).unref();
  return {
    ended: (member) => {
      done += 1;
      const how = sayingOf(member, words);
      if (how === undefined) return;
      speak(say('member-ended', { counted: counted(), name: inTerminal(member.name), how }));
    },
    close: () => clearInterval(heartbeat),
  };
}

/** Of a plan only what keeps it back is told at once; its changes are told together at the end. */
export function plannedSaying(member: PlannedMember): Saying | undefined {
  if (member.kind === 'failed') return say('member-not-planned', { code: member.failure.code });
  return member.plan.guards.length > 0 ? say('member-held') : undefined;
}

export function appliedSaying(member: AppliedMember, words: LanguageWords): Saying | string | undefined {
  switch (member.kind) {
    case 'applied': {
      const { report, plan } = member;
      const isQuiet = report.verdict.status === 'as-configured' && !hasChanges(plan);
      return isQuiet ? undefined : inTerminal(reportSummary(report, lexiconIn(words, kinds)));
    }
    case 'held':
      return say('member-held-unwritten');
    case 'not-begun':
      return say('member-not-begun', { why: inTerminal(inWords(words, member).why) });
    case 'failed':
      return say('member-failed', { code: member.failure.code });
  }
}
