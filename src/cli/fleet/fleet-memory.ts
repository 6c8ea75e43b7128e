import { partialReport } from '../../engine/partial-report.ts';
import type { FleetHooks } from '../../fleet/apply-entry.ts';
import { kinds } from '../../kinds/kinds.ts';
import type { AppliedMember, Member } from '../../model/fleet.ts';
import { type Planned, planTold } from '../../reconcile/plan.ts';
import { say } from '../../words/en/progress.ts';
import { told } from '../../words/say.ts';
import { rememberSteps, type StepsSoFar } from '../steps-so-far.ts';

/** What is known of the members of an apply that nobody was told of yet, for a run that is left at once. */
export interface FleetMemory {
  readonly hooks: Required<FleetHooks>;
  /** This one was told of, so it may be forgotten. */
  told(member: Member): void;
  /** Of these those that nobody was told of: as they ended or as far as they came, else as they are given. */
  untold(members: readonly AppliedMember[]): AppliedMember[];
}

interface Begun {
  readonly planned: Pick<Planned, 'plan' | 'judged'>;
  readonly steps: StepsSoFar;
}

/** Remembers members by their configs, and of each only until it was told of. */
export function rememberFleet(): FleetMemory {
  const begun = new Map<string, Begun>();
  const ended = new Map<string, AppliedMember>();
  const known = new Set<string>();
  const soFar = (member: AppliedMember): AppliedMember => {
    const { configFile } = member;
    const unfinished = begun.get(configFile);
    return ended.get(configFile) ?? (unfinished ? leftInTheMiddle(member, unfinished) : member);
  };
  return {
    hooks: {
      begun: ({ configFile }, planned) => begun.set(configFile, { planned, steps: rememberSteps() }),
      progress: ({ configFile }, event) => begun.get(configFile)?.steps.progress(event),
      putBack: ({ configFile }) => begun.delete(configFile),
      ended: (member) => {
        begun.delete(member.configFile);
        ended.set(member.configFile, member);
      },
    },
    told: ({ configFile }) => {
      ended.delete(configFile);
      known.add(configFile);
    },
    untold: (members) => members.filter(({ configFile }) => !known.has(configFile)).map(soFar),
  };
}

/** Nothing of it was read back at the end; the next apply settles what was in flight. */
function leftInTheMiddle({ configFile, name }: Member, { planned, steps }: Begun): AppliedMember {
  const stopped = { code: 'left-at-once', ...told(say('left-at-once')) };
  return {
    configFile,
    name,
    kind: 'applied',
    plan: planTold(planned),
    report: partialReport({ ...planned, kinds }, steps.soFar(), stopped),
  };
}
