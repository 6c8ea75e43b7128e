import type { Report } from '../model/report.ts';
import { isComplete } from './summary.ts';

/** The report as JSON for tools. Holds no secret. */
export function renderReportJson(report: Report, kefuVersion: string): string {
  const { officialAccount, results, messageResults, readBack, summary, stopped, stateFault } = report;
  const document = {
    format_version: '1.0',
    kefu_version: kefuVersion,
    official_account: {
      name: officialAccount.name,
      app_id: officialAccount.appId,
      wechat_id: officialAccount.wechatId,
    },
    complete: isComplete(report),
    results: [
      ...results.map(({ account, action, kind, status, note, cause, refusal, attempts }) => ({
        address: `${officialAccount.name}/kf_account.${account}`,
        action,
        change: kind,
        status,
        note,
        attempts,
        ...(cause ? { cause } : {}),
        ...(refusal ? { refusal } : {}),
      })),
      ...messageResults.map(({ address, kind, ...result }) => ({
        address: `${officialAccount.name}/${address}`,
        change: kind,
        ...result,
      })),
    ],
    read_back: readBack,
    summary,
    ...(stopped ? { stopped } : {}),
    ...(stateFault ? { state_fault: stateFault } : {}),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
