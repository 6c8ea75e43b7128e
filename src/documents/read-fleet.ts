import { parseJson } from '../model/parse-json.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import type { AppliedLine } from './fleet.ts';

/** A report of a fleet as it was written. */
export interface FleetReportDocument extends RunOrigin {
  readonly kefu_version: string;
  readonly official_accounts: readonly AppliedLine[];
}

/** Reads a report of a fleet back; undefined for anything else. */
export function fleetReportOf(
  text: string,
  isFleetReport: (value: unknown) => boolean,
): FleetReportDocument | undefined {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {
    return undefined;
  }
  return isFleetReport(parsed) ? (parsed as FleetReportDocument) : undefined;
}
