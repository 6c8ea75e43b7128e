/** How often each path was called today and this minute, and how often the counts were cleared this month. */

import { Refusal } from '../errors.ts';

export interface Quotas {
  /** Day and month in China, where WeChat's counts begin anew at midnight. */
  day: string;
  used: Record<string, number>;
  /** Daily limits that differ from the usual ones. */
  perDay: Record<string, number>;
  minute: number;
  usedThisMinute: Record<string, number>;
  /** Limits per minute; a path that isn't here has none. */
  perMinute: Record<string, number>;
  month: string;
  clearedAll: number;
  clearedPaths: number;
}

const clearsPerMonth = 10;
const pathClearsPerMonth = 50;

export function createQuotas(): Quotas {
  return {
    day: '',
    used: {},
    perDay: {},
    minute: 0,
    usedThisMinute: {},
    perMinute: {},
    month: '',
    clearedAll: 0,
    clearedPaths: 0,
  };
}

/** Counts one call, or refuses it: 45009 when the day's are used up, 45011 when the minute's are. */
export function countCall(quotas: Quotas, path: string, usualPerDay: number, now: number): void {
  turnOver(quotas, now);
  const used = quotas.used[path] ?? 0;
  const usedThisMinute = quotas.usedThisMinute[path] ?? 0;
  if (used >= (quotas.perDay[path] ?? usualPerDay)) throw new Refusal(45009);
  if (usedThisMinute >= (quotas.perMinute[path] ?? Number.POSITIVE_INFINITY)) throw new Refusal(45011);
  quotas.used[path] = used + 1;
  quotas.usedThisMinute[path] = usedThisMinute + 1;
}

/** What is used and allowed of a path today; `perMinute` undefined when there is no such limit. */
export function countsOf(
  quotas: Quotas,
  path: string,
  usualPerDay: number,
  now: number,
): { used: number; perDay: number; perMinute: number | undefined } {
  turnOver(quotas, now);
  const perDay = quotas.perDay[path] ?? usualPerDay;
  return { used: quotas.used[path] ?? 0, perDay, perMinute: quotas.perMinute[path] };
}

/** Clears every count: ten times a month (WeChat docs, clear_quota), then 48006. */
export function clearAll(quotas: Quotas, now: number): void {
  turnOver(quotas, now);
  if (quotas.clearedAll >= clearsPerMonth) throw new Refusal(48006);
  quotas.clearedAll += 1;
  quotas.used = {};
}

/** Clears the count of one path: fifty times a month (WeChat docs, openapi/quota/clear), then 48006. */
export function clearPath(quotas: Quotas, path: string, now: number): void {
  turnOver(quotas, now);
  if (quotas.clearedPaths >= pathClearsPerMonth) throw new Refusal(48006);
  quotas.clearedPaths += 1;
  delete quotas.used[path];
}

function turnOver(quotas: Quotas, now: number): void {
  const inChina = new Date(now + 8 * 3600_000).toISOString();
  const minute = Math.floor(now / 60_000);
  if (quotas.day !== inChina.slice(0, 10)) Object.assign(quotas, { day: inChina.slice(0, 10), used: {} });
  if (quotas.minute !== minute) Object.assign(quotas, { minute, usedThisMinute: {} });
  if (quotas.month !== inChina.slice(0, 7)) {
    Object.assign(quotas, { month: inChina.slice(0, 7), clearedAll: 0, clearedPaths: 0 });
  }
}
