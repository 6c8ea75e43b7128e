// Findings of a fleet for tools that keep a list of them: SARIF, and JUnit with a suite for each official account.

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { AppliedMember, PlannedMember } from '../../model/fleet.ts';
import type { Plan } from '../../model/plan.ts';
import { findingsOf, planFindings } from '../findings.ts';
import { junitSuite } from '../junit.ts';
import { failedJunitSuite, type JunitSuite } from '../junit-case.ts';
import { planJunitSuite } from '../plan-junit.ts';
import { besideText } from '../plan-text.ts';
import { renderSarif } from '../sarif.ts';
import { notBegun } from './fleet-lines.ts';
import { atTheEnd, type FleetContext, type FleetWriter } from './writer.ts';

/** One finding of a shared file is one result, however many official accounts it keeps back. */
export function fleetSarif({ kefuVersion }: FleetContext): FleetWriter<PlannedMember> {
  const known = new Map<string, Diagnostic>();
  return atTheEnd(
    (member) => {
      const findings = member.kind === 'failed' ? findingsOf(member.failure) : planFindings(member.plan);
      for (const finding of findings) known.set(JSON.stringify(finding), finding);
    },
    () => renderSarif([...known.values()], kefuVersion),
  );
}

export function fleetPlanJunit({ kinds, words }: FleetContext): FleetWriter<PlannedMember> {
  return suites('plan', (member) =>
    member.kind === 'failed' ? failedJunitSuite('plan', member) : planJunitSuite(member.plan, kinds, words),
  );
}

export function fleetReportJunit({ kinds, words }: FleetContext): FleetWriter<AppliedMember> {
  return suites('apply', (member) => {
    switch (member.kind) {
      case 'applied':
        return junitSuite(member.report, kinds, words);
      case 'held':
        return failedJunitSuite(
          'apply',
          { name: member.name, failure: { diagnostics: guardsOf(member.plan) } },
          besideText(member.plan, kinds, words),
        );
      case 'not-begun':
        return failedJunitSuite('apply', {
          name: member.name,
          failure: { diagnostics: [notBegun(member, words)] },
        });
      case 'failed':
        return failedJunitSuite('apply', member);
    }
  });
}

function suites<Member>(
  command: 'plan' | 'apply',
  suite: (member: Member) => JunitSuite,
): FleetWriter<Member> {
  let isFirst = true;
  const opened = () => {
    const opening = isFirst
      ? `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kefu ${command}">\n`
      : '';
    isFirst = false;
    return opening;
  };
  return {
    add: (member) => `${opened()}${suite(member).lines.join('\n')}\n`,
    end: () => `${opened()}</testsuites>\n`,
  };
}

function guardsOf({ guards }: Plan): Diagnostic[] {
  return guards.map(({ code, message, wayOut, source }) => ({
    severity: 'error',
    code,
    message,
    hint: wayOut,
    ...(source ? { range: source } : {}),
  }));
}
