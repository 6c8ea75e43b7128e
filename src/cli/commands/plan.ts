import { resolve } from 'node:path';
import { writePlanFile } from '../../backend/plan-file.ts';
import { planDocument, planText } from '../../model/plan-document.ts';
import { planAccounts } from '../../reconcile.ts';
import { renderPlanText } from '../../render/plan-text.ts';
import type { CommandWorld } from '../command.ts';
import { exitOfPlan } from '../exit.ts';
import { preparePictures } from '../pictures.ts';
import { headerOf, type PlanFlags, planWorldOf } from '../plan-options.ts';
import { openAccount } from '../wiring.ts';

export interface PlanCommandOptions extends PlanFlags {
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  /** File to save the plan in. */
  readonly out?: string;
  /** Hours a saved plan may be applied. */
  readonly expiresIn: number;
}

/** Shows what apply would do, and saves it on demand. Its connection to WeChat can't write. */
export async function run(options: PlanCommandOptions, world: CommandWorld): Promise<number> {
  const { terminal, cwd } = world;
  const account = await openAccount(options.config, 'read-only', world);
  try {
    const { plan } = await planAccounts(account.desired, planWorldOf(account, options), options);
    await preparePictures(plan, account.desired);
    const document = planDocument(plan, headerOf(account, options, options.expiresIn));
    if (options.out !== undefined) await writePlanFile(resolve(cwd, options.out), document);
    terminal.out(options.json ? planText(document) : renderPlanText(plan, terminal.paint));
    if (options.out !== undefined) {
      terminal.tell(
        `Saved the plan in ${options.out} (${document.plan_digest}). Apply it with: kefu apply ${options.out}\n`,
      );
    }
    return exitOfPlan(plan, options.detailedExitcode);
  } finally {
    await account.close();
  }
}
