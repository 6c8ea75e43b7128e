import { fullAddress } from '../model/address.ts';
import { jsonText } from '../model/json-text.ts';
import type { Remaining } from '../model/plan.ts';
import type { Report, Result } from '../model/report.ts';
import type { RunOrigin } from '../model/run-origin.ts';
import { diagnosticDocument } from './diagnostic.ts';

/** The report as JSON for tools. Holds no secret. */
export function renderReportJson(report: Report, kefuVersion: string, madeIn: RunOrigin = {}): string {
  const document = {
    format_version: '2.0',
    kefu_version: kefuVersion,
    ...madeIn,
    ...reportContent(report),
  };
  return jsonText(document);
}

/** What the report of one official account says, as values for JSON. */
export function reportContent(report: Report) {
  const { officialAccount, results, verdict, warnings, counts, stopped, stateFault, said } = report;
  const { name, appId, wechatId } = officialAccount;
  const [lead] = counts;
  return {
    official_account: { name, app_id: appId, wechat_id: wechatId },
    complete: verdict.status === 'as-configured',
    results: results.map((result) => resultEntry(name, result)),
    verdict: {
      status: verdict.status,
      managed: Object.fromEntries(verdict.managed.map(({ kind, managed }) => [kind, managed])),
      remaining: verdict.remaining.map((one) => remainingEntry(name, one)),
      ...(verdict.unread === undefined ? {} : { unread: verdict.unread }),
      ...(verdict.said ? { said: verdict.said } : {}),
    },
    warnings: warnings.map(diagnosticDocument),
    summary: {
      added: lead?.add ?? 0,
      changed: lead?.change ?? 0,
      destroyed: lead?.destroy ?? 0,
      kinds: counts.map(({ kind, add, change, destroy }) => ({
        kind,
        added: add,
        changed: change,
        destroyed: destroy,
      })),
    },
    ...(stopped ? { stopped } : {}),
    ...(stateFault ? { state_fault: stateFault } : {}),
    ...(said?.stateFault ? { said: { state_fault: said.stateFault } } : {}),
  };
}

/** The content of a report as it is read back. */
export type ReportContent = ReturnType<typeof reportContent>;

function resultEntry(officialAccount: string, result: Result) {
  const { kind, name, label, action, step, status, note, said, attempts, cause, refusal, source } = result;
  return {
    address: fullAddress(officialAccount, { kind, label }),
    type: kind,
    name,
    action,
    change: step,
    status,
    note,
    ...(said ? { said } : {}),
    attempts,
    ...(cause ? { cause } : {}),
    ...(refusal ? { refusal } : {}),
    ...(source ? { source } : {}),
  };
}

function remainingEntry(officialAccount: string, { kind, name, label, ...rest }: Remaining) {
  return { address: fullAddress(officialAccount, { kind, label }), type: kind, name, ...rest };
}
