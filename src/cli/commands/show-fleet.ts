import { resolve } from 'node:path';
import { readFleetIndex, readPlanOfFleet } from '../../backend/fleet-folder.ts';
import { failureOf } from '../../documents/fleet.ts';
import type { IndexEntry } from '../../documents/fleet-index.ts';
import { planOf } from '../../documents/read-plan.ts';
import { kinds } from '../../kinds/kinds.ts';
import type { Secret } from '../../model/secret.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import type { DocumentedMember } from '../../render/fleet/formats.ts';
import { say } from '../../words/en/saved-plans.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { fleetContext, openPlan, saysOnStdout } from '../fleet/voices.ts';
import type { ShowOptions } from './show.ts';

/** Shows a saved fleet plan as `kefu plan` did. Sends nothing. */
export async function run(options: ShowOptions, world: CommandWorld): Promise<number> {
  const { terminal, cwd, env, words } = world;
  const folder = resolve(cwd, options.plan);
  const key = planKeyOf(env);
  const {
    fleet_digest: digest,
    created,
    expires,
    official_accounts: entries,
  } = await readFleetIndex(folder, key);
  const outputs = await openPlan(options, fleetContext(world), world);
  if (!options.json && !saysOnStdout(options.output))
    terminal.out(`${sayIn(words, say('plan-made', { created, expires, digest }))}\n\n`);
  for (const entry of entries) await outputs.add(await memberOf(entry, folder, key));
  await outputs.end(digest);
  return exitCodes.done;
}

async function memberOf(
  entry: IndexEntry,
  folder: string,
  key: Secret | undefined,
): Promise<DocumentedMember> {
  const member = { configFile: entry.config_file, name: entry.name };
  if (entry.status === 'failed') return { ...member, kind: 'failed', failure: failureOf(entry.error) };
  const document = await readPlanOfFleet(folder, entry, kinds, key);
  return { ...member, kind: 'planned', plan: planOf(document), document: () => document };
}
