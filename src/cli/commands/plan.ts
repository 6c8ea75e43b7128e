import { resolve } from 'node:path';
import { writePlanFile } from '../../backend/plan-file.ts';
import { planDocument, planText } from '../../documents/plan.ts';
import type { Plan } from '../../model/plan.ts';
import { headerOf } from '../../reconcile/header.ts';
import { prepareToSend } from '../../reconcile/prepare.ts';
import { planAccount } from '../../reconcile.ts';
import { renderPlanText } from '../../render/plan-text.ts';
import { say } from '../../words/en/saved-plans.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitOfPlan } from '../exit.ts';
import { type Output, saysOnStdout } from '../outputs.ts';
import type { PlanFlags } from '../plan-options.ts';
import { withOutputs, writePlanOutputs } from '../plan-outputs.ts';
import { type OpenAccount, openAccount } from '../wiring.ts';

export interface PlanCommandOptions extends PlanFlags {
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  /** File to save the plan in. */
  readonly out?: string;
  /** Hours a saved plan may be applied. */
  readonly expiresIn: number;
  readonly output: readonly Output[];
}

/** Shows what apply would do, and saves it on demand. Its connection to WeChat can't write. */
export function run(options: PlanCommandOptions, world: CommandWorld): Promise<number> {
  return withOutputs('plan', options.config, options, world, () => planAndTell(options, world));
}

async function planAndTell(options: PlanCommandOptions, world: CommandWorld): Promise<number> {
  const account = await openAccount(options.config, 'read-only', world);
  // Closed before the last word, so that the process ends right after it.
  const { plan, document } = await planned(account, options, world).finally(() => account.close());
  const { terminal, words } = world;
  if (options.json) terminal.out(planText(document));
  else if (!saysOnStdout(options.output))
    terminal.out(renderPlanText(plan, terminal.paint, account.kinds, words));
  if (options.out !== undefined) tellSaved(plan, options.out, document.plan_digest, world);
  return exitOfPlan(plan, options.detailedExitcode);
}

/** The plan, saved and written into every output asked for. */
async function planned(account: OpenAccount, options: PlanCommandOptions, world: CommandWorld) {
  const made = await planAccount(account, options);
  await prepareToSend(made, account);
  const { plan } = made;
  const header = headerOf(account, options, options.expiresIn);
  const document = planDocument(plan, header, account.kinds);
  if (options.out !== undefined) await writePlanFile(resolve(world.cwd, options.out), document);
  await writePlanOutputs(plan, { ...header, planDigest: document.plan_digest }, account, options, world);
  return { plan, document };
}

function tellSaved(plan: Plan, out: string, digest: string, { terminal, words }: CommandWorld): void {
  const isHeld = plan.guards.length > 0;
  const next = isHeld ? say('saved-but-held') : say('apply-with', { command: `kefu apply ${out}` });
  terminal.tell(`${sayIn(words, say('plan-saved', { out, digest, next }))}\n`);
}
