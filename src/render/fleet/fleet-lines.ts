// Formats for tools, most of them a piece for each official account.
import type { AppliedMember, PlannedMember } from '../../model/fleet.ts';
import {
  isFleetComplete,
  noPlans,
  nothingApplied,
  withApplied,
  withPlanned,
} from '../../model/fleet-totals.ts';
import { renderDiagnosticCodeQuality, renderPlanCodeQuality } from '../code-quality.ts';
import { inJson } from '../escape.ts';
import { findingsOf } from '../findings.ts';
import {
  renderDiagnosticAnnotations,
  renderPlanAnnotations,
  renderReportAnnotations,
} from '../github-annotations.ts';
import { countsOf, isDigest, outputs } from '../github-output.ts';
import { gitlabCounts } from '../gitlab-report.ts';
import { type InLanguage, lexiconIn } from '../lexicon.ts';
import { atTheEnd, type FleetContext, type FleetWriter } from './writer.ts';

export function fleetPlanAnnotations({ kinds, words }: FleetContext): FleetWriter<PlannedMember> {
  return {
    add: (member) =>
      member.kind === 'failed'
        ? renderDiagnosticAnnotations(findingsOf(member.failure))
        : renderPlanAnnotations(member.plan, kinds, words),
    end: () => '',
  };
}

export function fleetReportAnnotations({ kinds, words }: FleetContext): FleetWriter<AppliedMember> {
  return {
    add: (member) => {
      switch (member.kind) {
        case 'applied':
          return renderReportAnnotations(member.plan, member.report, kinds, words);
        case 'held':
          return renderPlanAnnotations(member.plan, kinds, words);
        case 'not-begun':
          return renderDiagnosticAnnotations([notBegun(member, words)]);
        case 'failed':
          return renderDiagnosticAnnotations(findingsOf(member.failure));
      }
    },
    end: () => '',
  };
}

/** A member that was not begun, as a fault. */
export function notBegun({ name, why }: { readonly name: string; readonly why: string }, words: InLanguage) {
  const { fleet, titled } = lexiconIn(words, []).words;
  const message = titled(name, fleet.notBegunSince(why));
  return { severity: 'error', code: 'not-begun', message } as const;
}

export function fleetPlanOutput(): FleetWriter<PlannedMember> {
  let totals = noPlans;
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
    },
    (fleetDigest) => {
      const { members, changing, failed, guards, converges, summary } = totals;
      const { kinds, unchanged, pending, unverifiable, stuck } = summary;
      return outputs({
        'has-changes': totals.hasChanges,
        ...countsOf(kinds, { add: 'add', change: 'change', destroy: 'destroy' }),
        unchanged,
        pending,
        unverifiable,
        stuck,
        guards,
        converges,
        failed: failed > 0,
        'official-accounts': members,
        'official-accounts-changing': changing,
        'official-accounts-failed': failed,
        ...(isDigest(fleetDigest) ? { 'plan-digest': fleetDigest } : {}),
      });
    },
  );
}

export function fleetReportOutput(): FleetWriter<AppliedMember> {
  let totals = nothingApplied;
  return atTheEnd(
    (member) => {
      totals = withApplied(totals, member);
    },
    (fleetDigest) => {
      const { members, counts, steps } = totals;
      return outputs({
        complete: isFleetComplete(totals),
        ...countsOf(counts, { add: 'added', change: 'changed', destroy: 'destroyed' }),
        ...steps,
        'official-accounts': members,
        'official-accounts-failed': totals.failed + totals.incomplete,
        ...(isDigest(fleetDigest) ? { 'plan-digest': fleetDigest } : {}),
      });
    },
  );
}

export function fleetGitlabReport(): FleetWriter<PlannedMember> {
  let totals = noPlans;
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
    },
    () => gitlabCounts(totals.summary.kinds),
  );
}

/** One finding of a shared file is one finding, however many official accounts it keeps back. */
export function fleetCodeQuality(): FleetWriter<PlannedMember> {
  const seen = new Set<string>();
  return {
    add: (member) => {
      const text =
        member.kind === 'failed'
          ? renderDiagnosticCodeQuality(findingsOf(member.failure))
          : renderPlanCodeQuality(member.plan);
      const findings = JSON.parse(text) as { readonly fingerprint: string }[];
      return findings
        .filter(({ fingerprint }) => !seen.has(fingerprint))
        .map((finding) => {
          const opening = seen.size === 0 ? '[\n' : ',\n';
          seen.add(finding.fingerprint);
          return `${opening}  ${inJson(JSON.stringify(finding))}`;
        })
        .join('');
    },
    end: () => (seen.size === 0 ? '[]\n' : '\n]\n'),
  };
}
