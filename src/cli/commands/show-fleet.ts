import { resolve } from 'node:path';
import { readFleetIndex } from '../../backend/fleet-folder.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { say } from '../../words/en/saved-plans.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { savedMember } from '../fleet/saved-member.ts';
import { fleetContext, openPlan } from '../fleet/voices.ts';
import { saysOnStdout } from '../outputs.ts';
import { withOutputs } from '../plan-outputs.ts';
import type { ShowOptions } from './show.ts';

/** Shows a saved fleet plan as `kefu plan` did. Sends nothing. */
export function run(options: ShowOptions, world: CommandWorld): Promise<number> {
  return withOutputs('shown-plan', options.plan, options, world, () => showFleet(options, world));
}

async function showFleet(options: ShowOptions, world: CommandWorld): Promise<number> {
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
  for (const entry of entries) await outputs.add(await savedMember(entry, folder, key));
  await outputs.end(digest);
  return exitCodes.done;
}
