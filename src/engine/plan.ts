import type { Diagnostic } from '../model/diagnostic.ts';
import { observedDigest } from '../model/digest.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Action, Change, Plan } from '../model/plan.ts';
import { convergenceOf } from './converge.ts';
import { type AnyFinding, type Gathered, gather, partsOf } from './gather.ts';
import { applyAllowances, findGuards } from './guards.ts';
import type { PlanInput } from './input.ts';
import { interruptedWrites } from './interrupted.ts';
import { countsByKind } from './summary.ts';

/** Compares the three states of every kind and orders what is to happen. Pure: the same input gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  return planOfGathered(input, gather(input));
}

/** The same from what the kinds found in this very input. */
export function planOfGathered(input: PlanInput, gathered: readonly Gathered[]): Plan {
  const changes = gathered.flatMap(({ kind, findings }) =>
    findings.objects.filter(({ steps }) => steps.length > 0).map((finding) => changeOf(kind, finding)),
  );
  return assemble(input, gathered, inOrderOfExecution(changes, input.kinds));
}

/**
 * The same plan with fewer changes: guards, convergence and counts are those of what is left. Used when a saved plan is
 * applied: it may do less than what is needed now, never more.
 */
export function restrictPlan(input: PlanInput, plan: Plan, changes: readonly Change[]): Plan {
  const { guards, convergence } = judged(input, gather(input), changes);
  const summary = { ...plan.summary, kinds: countsByKind(input.kinds, changes) };
  return { ...plan, guards, convergence, changes, summary };
}

/** What depends on the changes as a whole. */
function judged(input: PlanInput, gathered: readonly Gathered[], changes: readonly Change[]) {
  const found = findGuards(input, gathered, changes);
  return { ...applyAllowances(found, input.allow), convergence: convergenceOf(input, gathered, changes) };
}

function assemble(input: PlanInput, gathered: readonly Gathered[], changes: readonly Change[]): Plan {
  const { desired, kinds } = input;
  const { guards, allowed, convergence } = judged(input, gathered, changes);
  const { name, appId, wechatId } = desired.officialAccount;
  const { unchanged, stuck, unverifiable } = settledIn(gathered);
  const pending = partsOf(gathered, (finding) => finding.pending);
  return {
    officialAccount: { name, appId, wechatId },
    configDigest: desired.configDigest,
    changes,
    found: partsOf(gathered, (finding) => finding.found),
    unchanged,
    unmanaged: gathered.flatMap(({ findings }) => findings.unmanaged),
    speakers: gathered.flatMap(({ findings }) => findings.speakers ?? []),
    pending,
    unverifiable,
    stuck,
    drift: partsOf(gathered, (finding) => finding.drift),
    guards,
    convergence,
    diagnostics: [
      ...interruptedWrites(input),
      ...stuck.map(({ diagnostic }): Diagnostic => diagnostic),
      ...gathered.flatMap(({ findings }) => findings.diagnostics),
      ...allowed,
    ],
    summary: {
      kinds: countsByKind(kinds, changes),
      unchanged: unchanged.length,
      pending: pending.length,
      unverifiable: unverifiable.length,
      stuck: stuck.length,
    },
  };
}

/** What needs no step: what is as wanted, what is stuck, and what nobody can verify. */
export function settledIn(gathered: readonly Gathered[]) {
  return {
    unchanged: partsOf(gathered, (finding) => (isAsWanted(finding) ? [{}] : [])),
    stuck: partsOf(gathered, (finding) => finding.stuck),
    unverifiable: partsOf(gathered, (finding) => finding.unverifiable),
  };
}

/** Wanted, there, and in need of no step; what is wanted gone and is gone is not counted. */
function isAsWanted({ want, steps, action }: AnyFinding): boolean {
  return want !== undefined && steps.length === 0 && action !== 'delete';
}

function changeOf(kind: AnyKind, finding: AnyFinding): Change {
  const { name, label, action, reason, differences, steps, live, losses, needs } = finding;
  const { protection, source, fields } = finding;
  return {
    kind: kind.name,
    name,
    label,
    action,
    reason,
    differences,
    steps,
    observed: live,
    observedDigest: observedDigest(live),
    losses,
    needs,
    ...(protection ? { protection } : {}),
    ...(source ? { source } : {}),
    fields,
  };
}

const order = { create: 0, update: 1, delete: 2 } as const satisfies Record<Action, number>;

/** Kind by kind creates and updates, then all deletes; by label within each. */
function inOrderOfExecution(changes: readonly Change[], kinds: readonly AnyKind[]): Change[] {
  const rank = new Map(kinds.map(({ name }, index) => [name, index]));
  const key = ({ kind, action }: Change) =>
    (action === 'delete' ? 1000 : 0) + 10 * (rank.get(kind) ?? 0) + order[action];
  return [...changes].sort(
    (one, other) => key(one) - key(other) || (orderName(one) < orderName(other) ? -1 : 1),
  );
}

function orderName({ label, name }: Change): string {
  return `${label} ${name}`;
}
