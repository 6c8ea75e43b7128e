import { randomUUID } from 'node:crypto';
import { deletesAtWechat } from '../engine/guards.ts';
import { type Address, addressOf } from '../model/address.ts';
import type { Lock } from '../model/backend.ts';
import { Failure } from '../model/failure.ts';
import type { HistoryEnding, HistoryEntry } from '../model/history.ts';
import { hasChanges } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import type { OpenAccount } from './open.ts';
import type { Planned } from './plan.ts';

/** Notes that an apply begins to write; undefined when it has nothing to write. Rejects with a `Failure`; nothing was sent. */
export async function beginEntry(
  { desired, author, clock }: OpenAccount,
  { plan, input }: Planned,
  { history }: Lock,
  planDigest: string | undefined,
): Promise<HistoryEntry | undefined> {
  if (!hasChanges(plan)) return undefined;
  const { name, appId } = desired.officialAccount;
  const toDelete = deletesAtWechat(input, plan.changes).map(addressOf);
  const entry: HistoryEntry = {
    id: randomUUID(),
    officialAccount: name,
    appId,
    began: new Date(clock.now()).toISOString(),
    by: author,
    ...(planDigest === undefined ? {} : { planDigest }),
    configDigest: desired.configDigest,
    plannedDeletes: toDelete.length,
    ...(toDelete.length === 0 ? {} : { toDelete }),
  };
  await history.put(entry);
  return entry;
}

/** Notes how it ended. Resolves to why that could not be written. */
export async function endEntry(
  entry: HistoryEntry | undefined,
  { clock }: OpenAccount,
  report: Report,
  { history }: Lock,
): Promise<Failure | undefined> {
  if (!entry) return undefined;
  try {
    await history.put({ ...entry, ended: endingOf(report, clock.now()) });
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function endingOf({ verdict, counts, results }: Report, nowMs: number): HistoryEnding {
  const sent = results.filter(({ attempts }) => attempts > 0);
  const deleted = new Set<Address>(
    sent
      .filter(({ action, status }) => action === 'delete' && (status === 'done' || status === 'unknown'))
      .map(addressOf),
  );
  return {
    at: new Date(nowMs).toISOString(),
    verdict: verdict.status,
    counts,
    changes: sent.map((result) => {
      const { action, step, status } = result;
      return { address: addressOf(result), action, step, status };
    }),
    deletes: deleted.size,
  };
}
