import type { GuardCode } from '../../model/plan.ts';
import { planAccounts } from '../../reconcile.ts';
import { renderPlanJson } from '../../render/plan-json.ts';
import { renderPlanText } from '../../render/plan-text.ts';
import type { CommandWorld } from '../command.ts';
import { exitOfPlan } from '../exit.ts';
import { preparePictures } from '../pictures.ts';
import { version } from '../version.ts';
import { openAccount } from '../wiring.ts';

export interface PlanCommandOptions {
  readonly config: string;
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  readonly writeUnverifiable: boolean;
  readonly allow: ReadonlySet<GuardCode>;
}

/** Shows what apply would do. Its connection to WeChat can't write. */
export async function run(options: PlanCommandOptions, world: CommandWorld): Promise<number> {
  const { desired, wechat, store, close } = await openAccount(options.config, 'read-only', world);
  try {
    const { plan } = await planAccounts(desired, wechat.accounts, store, options);
    await preparePictures(plan, desired);
    world.terminal.out(
      options.json
        ? renderPlanJson(plan, { kefuVersion: version, callsMade: wechat.callsMade() })
        : renderPlanText(plan, world.terminal.paint),
    );
    return exitOfPlan(plan, options.detailedExitcode);
  } finally {
    await close();
  }
}
