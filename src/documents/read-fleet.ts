import { parseJson } from '../model/parse-json.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import type { AppliedLine } from './fleet.ts';

/** A report of a fleet as it was written. */
export interface FleetReportDocument extends RunOrigin {
  readonly kefu_version: string;
  readonly official_accounts: readonly AppliedLine[];
}

/** What is said of values by the schemas of a report of a fleet, and of a saved plan. */
export interface FleetReportChecks {
  isFleetReport(value: unknown): boolean;
  isPlan(value: unknown): boolean;
}

/** Reads a report of a fleet back; undefined for anything else. */
export function fleetReportOf(
  text: string,
  { isFleetReport, isPlan }: FleetReportChecks,
): FleetReportDocument | undefined {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {
    return undefined;
  }
  if (!isFleetReport(parsed)) return undefined;
  const document = parsed as FleetReportDocument;
  const plans = document.official_accounts.flatMap((line) => ('plan' in line ? [line.plan] : []));
  return plans.every((plan) => isPlan({ ...plan, ...leftOut })) ? document : undefined;
}

/** What a saved plan has and one in a report has not. */
const leftOut = {
  created: new Date(0).toISOString(),
  expires: new Date(0).toISOString(),
  plan_digest: `sha256:${'0'.repeat(64)}`,
};
