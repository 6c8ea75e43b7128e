import type { PlanInput } from '../engine/input.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { StepStatus } from '../model/report.ts';
import type { OpenAccount } from './open.ts';

const dayMs = 24 * 60 * 60 * 1000;

type RecentDeletes = Pick<PlanInput, 'recentDeletes' | 'unsureDeletes'>;

/**
 * What was deleted at WeChat within the last 24 hours, and what may have been: an apply that never told how it ended may have
 * deleted all that it planned. Rejects with a `Failure`.
 */
export async function recentDeletes({
  memory,
  clock,
}: Pick<OpenAccount, 'memory' | 'clock'>): Promise<RecentDeletes> {
  return countDeletes(await memory.history.read({ sinceMs: clock.now() - dayMs }));
}

/** An account that a later apply deleted was there until then, so it counts once. `entries`: oldest first. */
function countDeletes(entries: readonly HistoryEntry[]): RecentDeletes {
  const unsureDeletes = new Set<string>();
  let count = 0;
  for (const { ended, toDelete, plannedDeletes } of entries) {
    if (!ended && !toDelete) count += plannedDeletes;
    for (const address of ended ? [] : (toDelete ?? [])) unsureDeletes.add(address);
    for (const address of deletedAs('unknown', ended)) unsureDeletes.add(address);
    for (const address of deletedAs('done', ended)) {
      unsureDeletes.delete(address);
      count += 1;
    }
  }
  return { recentDeletes: count, unsureDeletes };
}

function deletedAs(status: StepStatus, ended: HistoryEntry['ended']): ReadonlySet<string> {
  const own = (ended?.changes ?? []).filter(
    (change) => change.action === 'delete' && change.status === status,
  );
  return new Set(own.map(({ address }) => address));
}
