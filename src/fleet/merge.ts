import { type AppliedLine, appliedMember } from '../documents/fleet.ts';
import { Failure } from '../model/failure.ts';
import type { AppliedMember } from '../model/fleet.ts';
import { naturally } from '../model/natural-order.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/fleets.ts';
import { told } from '../words/say.ts';

/**
 * The lines of several reports as those of one, in the order of the configs, as one run over all of them would have told
 * them. Of an official account that one run passed over and another applied, the applied one stands. Throws a `Failure`
 * when two reports tell different things of the same official account: nobody could say which is true.
 */
export function mergedLines(reports: readonly (readonly AppliedLine[])[]): AppliedLine[] {
  const lines = new Map<string, AppliedLine>();
  for (const line of reports.flat()) {
    const other = lines.get(line.config_file);
    lines.set(line.config_file, other === undefined ? line : oneOf(other, line));
  }
  return [...lines.values()].sort((one, next) => naturally(one.config_file, next.config_file));
}

function oneOf(one: AppliedLine, other: AppliedLine): AppliedLine {
  if (one.status === 'not-begun' || JSON.stringify(one) === JSON.stringify(other)) return other;
  if (other.status === 'not-begun') return one;
  throw new Failure(
    'config',
    'reports-disagree',
    told(
      say('reports-disagree', { name: visible(one.name), config: visible(one.config_file) }),
      say('merge-one-run'),
    ),
  );
}

/** What the runs have in common of where they were made. */
export function commonOrigin(origins: readonly RunOrigin[]): RunOrigin {
  const [first = {}] = origins;
  const same = (key: keyof RunOrigin) =>
    first[key] !== undefined && origins.every((origin) => origin[key] === first[key])
      ? { [key]: first[key] }
      : {};
  return { ...same('commit'), ...same('run') };
}

/** The members that lines tell of. Throws for lines that kefu did not write. */
export function membersOf(lines: readonly AppliedLine[]): AppliedMember[] {
  return lines.map(appliedMember);
}
