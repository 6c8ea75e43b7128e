import type { GuardCode } from '../model/plan.ts';
import type { PlanHeader } from '../model/plan-document.ts';
import type { PlanWorld } from '../reconcile.ts';
import { lookThrough } from './look.ts';
import { version } from './version.ts';
import { type OpenAccount, systemClock } from './wiring.ts';

/** Flags that decide what a plan holds. */
export interface PlanFlags {
  readonly config: string;
  readonly writeUnverifiable: boolean;
  readonly allow: ReadonlySet<GuardCode>;
  readonly fetchAvatars: boolean;
}

/** The ports a plan is made through. */
export function planWorldOf({ wechat, store }: OpenAccount, { fetchAvatars }: PlanFlags): PlanWorld {
  return {
    accounts: wechat.accounts,
    media: wechat.media,
    store,
    clock: systemClock,
    ...(fetchAvatars ? { lookAt: lookThrough(wechat.pictures) } : {}),
  };
}

/** What a plan's document says beside the plan. `validHours`: how long it may be applied. */
export function headerOf(account: OpenAccount, flags: PlanFlags, validHours: number): PlanHeader {
  const created = systemClock.now();
  return {
    kefuVersion: version,
    created,
    expires: created + validHours * 3_600_000,
    origin: 'config',
    configFile: flags.config,
    allow: [...flags.allow],
    writeUnverifiable: flags.writeUnverifiable,
    callsMade: account.wechat.callsMade(),
  };
}
