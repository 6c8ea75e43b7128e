import { resolve } from 'node:path';
import { writePlanFile } from '../../backend/plan-file.ts';
import type { Plan } from '../../model/plan.ts';
import { planDocument, planText } from '../../model/plan-document.ts';
import { planAccounts } from '../../reconcile.ts';
import { renderPlanText } from '../../render/plan-text.ts';
import type { Language } from '../../render/words.ts';
import type { CommandWorld } from '../command.ts';
import { exitOfPlan } from '../exit.ts';
import type { Output } from '../outputs.ts';
import { preparePictures } from '../pictures.ts';
import { headerOf, type PlanFlags, planWorldOf } from '../plan-options.ts';
import { writePlanOutputs } from '../plan-outputs.ts';
import { openAccount } from '../wiring.ts';

export interface PlanCommandOptions extends PlanFlags {
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  /** File to save the plan in. */
  readonly out?: string;
  /** Hours a saved plan may be applied. */
  readonly expiresIn: number;
  readonly output: readonly Output[];
  readonly lang?: Language;
}

/** Shows what apply would do, and saves it on demand. Its connection to WeChat can't write. */
export async function run(options: PlanCommandOptions, world: CommandWorld): Promise<number> {
  const { terminal, cwd } = world;
  const account = await openAccount(options.config, 'read-only', world);
  try {
    const { plan } = await planAccounts(account.desired, planWorldOf(account, options), options);
    await preparePictures(plan, account.desired);
    const header = headerOf(account, options, options.expiresIn);
    const document = planDocument(plan, header);
    if (options.out !== undefined) await writePlanFile(resolve(cwd, options.out), document);
    await writePlanOutputs(plan, { ...header, planDigest: document.plan_digest }, account, options, world);
    if (options.json) terminal.out(planText(document));
    else if (!options.output.some(({ file }) => file === '-'))
      terminal.out(renderPlanText(plan, terminal.paint));
    if (options.out !== undefined) tellSaved(plan, options.out, document.plan_digest, world);
    return exitOfPlan(plan, options.detailedExitcode);
  } finally {
    await account.close();
  }
}

function tellSaved(plan: Plan, out: string, digest: string, { terminal }: CommandWorld): void {
  const held = plan.guards.length > 0 ? 'It is held by a guard.' : `Apply it with: kefu apply ${out}`;
  terminal.tell(`Saved the plan in ${out} (${digest}). ${held}\n`);
}
