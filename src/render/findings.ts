import { addressOf } from '../model/address.ts';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import type { Failure } from '../model/failure.ts';
import type { Guard, Plan } from '../model/plan.ts';

/** What of a failure is told: its diagnostics, else itself. */
export type Fault = Pick<Failure, 'diagnostics'> &
  Partial<Pick<Failure, 'code' | 'message' | 'hint' | 'said'>>;

/** A failure as diagnostics. */
export function findingsOf({
  diagnostics,
  code = '',
  message = '',
  hint,
  said,
}: Fault): readonly Diagnostic[] {
  if (diagnostics.length > 0 || code === '') return diagnostics;
  const about = { ...(hint === undefined ? {} : { hint }), ...(said ? { said } : {}) };
  return [{ severity: 'error', code, message, ...about }];
}

/**
 * Where each guard of a plan is shown: at its own place, at that of a change it holds, else at the first change's; services
 * that keep findings want a place for each. `somewhere` is the place for what has none.
 */
export function placesIn(plan: Plan): {
  readonly ofGuard: (guard: Guard) => SourceRange | undefined;
  readonly somewhere: SourceRange | undefined;
} {
  const sources = new Map(plan.changes.map((change) => [addressOf(change), change.source]));
  const somewhere = plan.changes.find(({ source }) => source)?.source;
  return {
    ofGuard: ({ source, objects }) =>
      source ?? objects.map((object) => sources.get(addressOf(object))).find(Boolean) ?? somewhere,
    somewhere,
  };
}

/** What a plan finds: its guards as errors, and its warnings. */
export function planFindings(plan: Plan): readonly Diagnostic[] {
  const { ofGuard, somewhere } = placesIn(plan);
  const at = (range: SourceRange | undefined) => (range === undefined ? {} : { range });
  return [
    ...plan.guards.map((guard) => ({
      severity: 'error' as const,
      code: `guard-${guard.code}`,
      message: guard.message,
      hint: guard.wayOut,
      ...(guard.said?.message && guard.said.wayOut
        ? { said: { message: guard.said.message, hint: guard.said.wayOut } }
        : {}),
      ...at(ofGuard(guard)),
    })),
    ...plan.diagnostics.map((diagnostic) => ({ ...diagnostic, ...at(diagnostic.range ?? somewhere) })),
  ];
}
