import { readPlanOfFleet } from '../../backend/fleet-folder.ts';
import { failureOf } from '../../documents/fleet.ts';
import type { IndexEntry } from '../../documents/fleet-index.ts';
import { planOf } from '../../documents/read-plan.ts';
import { kinds } from '../../kinds/kinds.ts';
import type { Secret } from '../../model/secret.ts';
import type { DocumentedMember } from '../../render/fleet/formats.ts';

/** A member of a saved fleet plan as it was planned. Rejects with a `Failure` when its plan is not the one that was saved. */
export async function savedMember(
  entry: IndexEntry,
  folder: string,
  key: Secret | undefined,
): Promise<DocumentedMember> {
  const member = { configFile: entry.config_file, name: entry.name };
  if (entry.status === 'failed') return { ...member, kind: 'failed', failure: failureOf(entry.error) };
  const document = await readPlanOfFleet(folder, entry, kinds, key);
  return { ...member, kind: 'planned', plan: planOf(document), document: () => document };
}
