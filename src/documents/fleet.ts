import { Failure, type FailureKind } from '../model/failure.ts';
import type { AppliedMember, Because, Member, PlannedMember } from '../model/fleet.ts';
import type { ApplyTotals, PlanTotals } from '../model/fleet-totals.ts';
import { inJson } from '../model/json-text.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import { type PlanDocument, planDocument } from './plan.ts';
import { type PlanContent, planOf } from './read-plan.ts';
import { reportOf } from './read-report.ts';
import { type ReportContent, reportContent } from './report.ts';

/*
 * A plan or a report of a fleet as one JSON document with a line for each official account, so that it can be written and
 * read while the run goes on. Holds no secret.
 */

/** A failure as values for JSON. */
export interface FailureDocument {
  readonly code: string;
  readonly kind: FailureKind;
  readonly message: string;
  readonly hint?: string;
  readonly said?: Failure['said'];
  readonly diagnostics?: Failure['diagnostics'];
}

interface MemberDocument {
  readonly config_file: string;
  readonly name: string;
}

/** A line of a fleet plan. */
export type PlannedLine = MemberDocument &
  (
    | { readonly status: 'planned'; readonly plan: PlanDocument }
    | { readonly status: 'failed'; readonly error: FailureDocument }
  );

/** A line of a fleet report. */
export type AppliedLine = MemberDocument &
  (
    | { readonly status: 'applied'; readonly report: ReportContent; readonly plan: PlanContent }
    | { readonly status: 'held'; readonly plan: PlanContent }
    | ({ readonly status: 'not-begun' } & Because)
    | { readonly status: 'failed'; readonly error: FailureDocument }
  );

export function plannedLine(member: PlannedMember, document: PlanDocument | undefined): PlannedLine {
  const about = aboutOf(member);
  if (member.kind === 'failed') return { ...about, status: 'failed', error: failureDocument(member.failure) };
  if (document === undefined) throw new Error('a plan without its document');
  return { ...about, status: 'planned', plan: document };
}

export function appliedLine(member: AppliedMember, kinds: readonly AnyKind[]): AppliedLine {
  const about = aboutOf(member);
  switch (member.kind) {
    case 'applied': {
      const plan = contentOf(member.plan, member, kinds);
      return { ...about, status: 'applied', report: reportContent(member.report), plan };
    }
    case 'held':
      return { ...about, status: 'held', plan: contentOf(member.plan, member, kinds) };
    case 'not-begun':
      return { ...about, status: 'not-begun', ...becauseIn(member) };
    case 'failed':
      return { ...about, status: 'failed', error: failureDocument(member.failure) };
  }
}

/** The member that a line of a fleet report tells of. */
export function appliedMember(line: AppliedLine): AppliedMember {
  const member = { configFile: line.config_file, name: line.name };
  switch (line.status) {
    case 'applied':
      return { ...member, kind: 'applied', plan: planOf(line.plan), report: reportOf(line.report) };
    case 'held':
      return { ...member, kind: 'held', plan: planOf(line.plan) };
    case 'not-begun':
      return { ...member, kind: 'not-begun', ...becauseIn(line) };
    case 'failed':
      return { ...member, kind: 'failed', failure: failureOf(line.error) };
  }
}

function becauseIn({ why, said }: Because): Because {
  return { why, ...(said ? { said } : {}) };
}

export function failureDocument({ code, kind, message, hint, said, diagnostics }: Failure): FailureDocument {
  return {
    code,
    kind,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(said ? { said } : {}),
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
  };
}

export function failureOf({ kind, code, message, hint, said, diagnostics = [] }: FailureDocument): Failure {
  const told = { message, ...(hint === undefined ? {} : { hint }), said };
  return new Failure(kind, code, told, { diagnostics });
}

/** What a report shows of the plan: the changes and what held them, not what was left alone. */
function contentOf(plan: Plan, { configFile }: Member, kinds: readonly AnyKind[]): PlanContent {
  const shown = { ...plan, unchanged: [], unmanaged: [], found: [] };
  const header = {
    kefuVersion: '',
    created: 0,
    expires: 0,
    origin: 'config',
    configFile,
    allow: [],
    writeUnverifiable: false,
    callsMade: [],
  } as const;
  const { created, expires, plan_digest, ...content } = planDocument(shown, header, kinds);
  return content;
}

function aboutOf({ configFile, name }: Member): MemberDocument {
  return { config_file: configFile, name };
}

/** What opens a document; `what` tells a plan from a report. */
export function fleetHead(what: 'plan' | 'report', kefuVersion: string, madeIn: RunOrigin = {}): string {
  const fields = { format_version: '2.0', fleet: what, kefu_version: kefuVersion, ...madeIn };
  const lines = Object.entries(fields).map(([key, value]) => `  ${JSON.stringify(key)}: ${asJson(value)},\n`);
  return `{\n${lines.join('')}  "official_accounts": [`;
}

/** One line, with what separates it from the one before. */
export function fleetLine(line: PlannedLine | AppliedLine, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n    ${asJson(line)}`;
}

/** What closes a document. */
export function fleetTail(summary: PlanTotals | ApplyTotals): string {
  return `\n  ],\n  "summary": ${asJson(summaryDocument(summary))}\n}\n`;
}

function summaryDocument(totals: PlanTotals | ApplyTotals) {
  const { members: official_accounts, held, failed } = totals;
  if ('changing' in totals) {
    const { changing, unchanged, summary } = totals;
    return { official_accounts, changing, held, unchanged, failed, kinds: summary.kinds };
  }
  const { complete, incomplete, notBegun: not_begun, counts, steps } = totals;
  const kinds = counts.map(({ kind, add: added, change: changed, destroy: destroyed }) => ({
    kind,
    added,
    changed,
    destroyed,
  }));
  return { official_accounts, complete, incomplete, held, failed, not_begun, kinds, steps };
}

function asJson(value: unknown): string {
  return inJson(JSON.stringify(value));
}
