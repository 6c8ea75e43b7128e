import type { OpenAccount } from './open.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Objects that were deleted at WeChat within the last 24 hours. What an apply planned counts until it has told how it ended: one
 * that was killed may have deleted all of it. Rejects with a `Failure`.
 */
export async function recentDeletes({
  memory,
  clock,
}: Pick<OpenAccount, 'memory' | 'clock'>): Promise<number> {
  const entries = await memory.history.read({ sinceMs: clock.now() - dayMs });
  return entries.reduce((sum, { plannedDeletes, ended }) => sum + (ended?.deletes ?? plannedDeletes), 0);
}
