/** Trace ids of refused calls, which openapi/rid/get explains for seven days. */

import { Refusal } from '../errors.ts';

export interface Trace {
  at: number;
  /** Query and body without the token. */
  request: string;
  requestBody: string;
  responseBody: string;
  ip: string;
  /** Made by a call of another account: 76003. */
  foreign: boolean;
}

export type Traces = Record<string, Trace>;

const keptTraces = 500;
const keptMs = 7 * 24 * 3600_000;

export function addTrace(traces: Traces, rid: string, trace: Trace): void {
  traces[rid] = trace;
  for (const oldest of Object.keys(traces).slice(0, -keptTraces)) delete traces[oldest];
}

/** The trace, or 76001 to 76004: unknown, not a rid, of another account, too old. */
export function requireTrace(traces: Traces, rid: unknown, now: number): Trace {
  if (typeof rid !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{8}){2}$/.test(rid)) throw new Refusal(76002);
  const trace = Object.hasOwn(traces, rid) ? traces[rid] : undefined;
  if (trace === undefined) throw new Refusal(76001);
  if (trace.foreign) throw new Refusal(76003);
  if (now - trace.at > keptMs) throw new Refusal(76004);
  return trace;
}
