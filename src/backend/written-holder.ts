// A holder as databases and servers keep it: what is needed to tell who it is.
import { hostname } from 'node:os';
import type { LockHolder } from '../model/lock.ts';
import { parseJson } from '../model/parse-json.ts';
import { runOrigin } from '../model/run-origin.ts';

/** This process as a holder. `nowMs`: milliseconds since 1970. */
export function asWritten(nowMs: number, env: Readonly<Record<string, string | undefined>>): LockHolder {
  const job = runOrigin(env).run;
  return {
    pid: process.pid,
    host: hostname(),
    since: new Date(nowMs).toISOString(),
    ...(job === undefined ? {} : { job }),
  };
}

/** The holder that was written; undefined for anything else. */
export function readWritten(text: string | undefined): LockHolder | undefined {
  if (text === undefined) return undefined;
  try {
    const { pid, host, since, job } = parseJson(text) as Partial<Record<string, unknown>>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'string') return undefined;
    return { pid, host, since, ...(typeof job === 'string' ? { job } : {}) };
  } catch {
    return undefined;
  }
}
