import type { AnyKind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';

/** How often each writing call will be sent. */
export function callsOf({ changes }: Plan, kinds: readonly AnyKind[]): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { kind, steps } of changes) {
    const rules = kinds.find(({ name }) => name === kind)?.steps;
    for (const step of steps) {
      const call = rules?.[step.kind]?.call(step);
      if (call !== undefined) calls[call] = (calls[call] ?? 0) + 1;
    }
  }
  return calls;
}

/** A round of calls with its reading takes about a second; the final read-back waits once more. */
export const secondsOf = (calls: Record<string, number>) =>
  Math.ceil(Object.values(calls).reduce((sum, one) => sum + one, 0) / 4);
