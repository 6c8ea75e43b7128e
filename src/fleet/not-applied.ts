import { failureOf } from '../documents/fleet.ts';
import type { IndexEntry } from '../documents/fleet-index.ts';
import type { AppliedMember } from '../model/fleet.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/fleets.ts';
import { isChanging, passedOver } from './apply-fleet.ts';
import { because } from './rollout.ts';

/** What is known of the members of a fleet plan that is not applied, for this reason. Sends nothing; never rejects. */
export async function* notApplied(
  entries: readonly IndexEntry[],
  why: Saying,
  ...where: [options: Parameters<typeof passedOver>[2], world: Parameters<typeof passedOver>[3]]
): AsyncGenerator<AppliedMember> {
  for (const entry of entries) {
    const own = isChanging(entry) ? why : say('nothing-to-change-here', { why });
    yield await passedOver(entry, own, ...where);
  }
}

/** The same without reading the plan of one that a guard holds, for a process that is about to end. */
export function notBegun(entry: IndexEntry, why: Saying): AppliedMember {
  const member = { configFile: entry.config_file, name: entry.name };
  if (entry.status === 'failed') return { ...member, kind: 'failed', failure: failureOf(entry.error) };
  return {
    ...member,
    kind: 'not-begun',
    ...because(entry.status === 'held' ? say('member-held-unwritten') : why),
  };
}
