import type { Ledger } from './ledger.ts';
import type { Task } from './tasks.ts';

/**
 * Brings the record in step with how a step ended. The intent of an unknown outcome stays for the next run. That something
 * is gone is believed after the final reading: until then its record and its intent stay. What was so already is others' work: of
 * that no more is recorded than what the final reading shows. `now`: milliseconds since 1970.
 */
export function recordEnding(ledger: Ledger, task: Task, now: number): void {
  const { step, address, ended, after, turn, mayBeOurs } = task;
  if (ended?.status === 'failed') ledger.dismiss(address, step);
  if (ended?.status !== 'done') return;
  if (turn.isCall && !mayBeOurs) {
    if (!turn.isDelete) ledger.dismiss(address, step);
    return;
  }
  const next = recordOf(ledger, task, after, now);
  if (next === undefined && turn.isCall) return;
  ledger.keep(address, next);
  ledger.dismiss(address, step);
}

/** What is kept of an object after a step that is done, as it is `live`; undefined when nothing is. */
export function recordOf(ledger: Ledger, task: Task, live: unknown, now: number): unknown {
  const { step, rules, address, ended, want, proof, sentAt } = task;
  const kept = ledger.recorded.objects.get(address);
  return rules.record(step, kept, {
    want,
    live,
    proof,
    isProved: ended?.isProved !== false,
    at: sentAt || now,
  });
}
