import { type FleetReportDocument, fleetReportOf } from '../documents/read-fleet.ts';
import { readNamed } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';
import { unreadWords } from '../words/unread.ts';
import { validateFleetReport } from './generated/validate-fleet-report.js';
import { validatePlan } from './generated/validate-plan.js';

/** A thousand official accounts that all change take a tenth of that. */
const mostBytes = 256 * 1024 * 1024;

/** Reads a report of a fleet. Rejects with a `Failure` for anything but what `kefu apply` wrote. */
export async function readFleetReport(path: string): Promise<FleetReportDocument> {
  const read = await readNamed(path, mostBytes);
  if (!read.ok) {
    const cause = read.why === 'unreadable' ? read.cause : undefined;
    throw unreadable(say('report-unreadable', { file: visible(path), why: unreadWords(read) }), cause);
  }
  const document = fleetReportOf(Buffer.from(read.bytes).toString('utf8'), {
    isFleetReport: validateFleetReport,
    isPlan: validatePlan,
  });
  if (document) return document;
  throw unreadable(say('report-other', { file: visible(path) }));
}

export function unreadable(what: Saying, cause?: unknown): Failure {
  return new Failure('config', 'report-unreadable', told(what, say('write-report')), { cause });
}
