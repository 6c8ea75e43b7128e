import type { Ledger } from './ledger.ts';
import type { Task } from './tasks.ts';

/**
 * Brings the record in step with how a step ended. The intent of an unknown outcome stays for the next run. That something
 * is gone is believed after the final reading: until then its record and its intent stay. `now`: milliseconds since 1970.
 */
export function recordEnding(ledger: Ledger, task: Task, now: number): void {
  const { step, rules, address, ended, want, after, proof, sentAt, turn } = task;
  if (ended?.status === 'failed') ledger.dismiss(address, step);
  if (ended?.status !== 'done') return;
  const kept = ledger.recorded.objects.get(address);
  const next = rules.record(step, kept, {
    want,
    live: after,
    proof,
    isProved: ended.isProved !== false,
    at: sentAt || now,
  });
  if (next === undefined && turn.isCall) return;
  ledger.keep(address, next);
  ledger.dismiss(address, step);
}
