/**
 * How many messages an account may send a user after what the user did (WeChat docs, 客服消息 intro; quotas
 * since 2023-06-12). Quotas don't add up: a message counts against every grant that is open, so the
 * largest one decides.
 */

import { Refusal } from '../errors.ts';
import type { Settings } from './settings.ts';

/** What a user can do that lets the account write. `menu` is also a click in a msgmenu message. */
export type Trigger = 'message' | 'menu' | 'follow' | 'scan' | 'pay';

export interface Grant {
  trigger: Trigger;
  until: number;
  /** Messages left; null: any number. */
  left: number | null;
}

const fortyEightHoursMs = 48 * 3600_000;
const oneMinuteMs = 60_000;

type Allowance = { lastsMs: number; messages: number | null } | undefined;

function allowance(trigger: Trigger, settings: Settings): Allowance {
  const { sendQuota, payQuota, messageWindow } = settings;
  switch (trigger) {
    case 'message':
      if (messageWindow === 'one-minute') return { lastsMs: oneMinuteMs, messages: 3 };
      return { lastsMs: fortyEightHoursMs, messages: sendQuota === '2023' ? 5 : 20 };
    case 'pay':
      if (sendQuota === '2021') return { lastsMs: fortyEightHoursMs, messages: 20 };
      if (sendQuota === '2017' || payQuota === 'none') return undefined;
      return { lastsMs: fortyEightHoursMs, messages: null };
    default:
      return sendQuota === '2017' ? undefined : { lastsMs: oneMinuteMs, messages: 3 };
  }
}

/** The grants after the user did something: the new one replaces an older one of the same kind. */
export function grant(grants: Grant[], trigger: Trigger, settings: Settings, now: number): Grant[] {
  const allowed = allowance(trigger, settings);
  const others = grants.filter((open) => open.until > now && open.trigger !== trigger);
  if (allowed === undefined) return others;
  return [...others, { trigger, until: now + allowed.lastsMs, left: allowed.messages }];
}

/** Refuses with 45015 outside every window, with 45047 when the open ones are used up. */
export function checkWindow(grants: Grant[], now: number): void {
  const open = grants.filter(({ until }) => until > now);
  if (open.length === 0) throw new Refusal(45015);
  if (open.every(({ left }) => left === 0)) throw new Refusal(45047);
}

/** Counts one message. */
export function useGrants(grants: Grant[], now: number): void {
  for (const open of grants) {
    if (open.until > now && open.left !== null && open.left > 0) open.left -= 1;
  }
}
