import type { PlanHeader, PlanOrigin } from '../documents/plan.ts';
import { version } from '../model/version.ts';
import type { OpenAccount } from './open.ts';
import type { PlanOptions } from './plan.ts';

/** What a plan's document says beside the plan. `validHours`: how long it may be applied. */
export function headerOf(
  account: OpenAccount,
  { allow, writeUnverifiable }: PlanOptions,
  validHours: number,
  origin: PlanOrigin = 'config',
): PlanHeader {
  const created = account.clock.now();
  return {
    kefuVersion: version,
    created,
    expires: created + validHours * 3_600_000,
    origin,
    configFile: account.configFile,
    allow: [...allow],
    writeUnverifiable,
    callsMade: account.wechat.callsMade(),
    key: account.planKey,
  };
}
