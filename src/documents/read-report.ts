import type { Report } from '../model/report.ts';
import type { Saying } from '../model/saying.ts';
import { labelled } from './read-plan.ts';
import type { ReportContent } from './report.ts';

/** The report that a document holds; its warnings without the lines of the files they point into. */
export function reportOf(document: ReportContent): Report {
  const { official_account: official, results, verdict, warnings, summary, stopped } = document;
  const { name, app_id: appId, wechat_id: wechatId } = official;
  const object = <Part extends { address: string; type: string; name: string }>(part: Part) => {
    const { address, type, name: own, ...rest } = part;
    return { ...labelled(name, { address, type, name: own }), ...rest };
  };
  const { state_fault: stateFault, said } = document as {
    readonly state_fault?: string;
    readonly said?: { readonly state_fault?: Saying };
  };
  return {
    officialAccount: { name, appId, wechatId },
    results: results.map(({ change: step, ...result }) => ({ ...object(result), step })),
    verdict: {
      status: verdict.status,
      managed: Object.entries(verdict.managed).map(([kind, managed]) => ({ kind, managed })),
      remaining: verdict.remaining.map(object),
      ...(verdict.unread === undefined ? {} : { unread: verdict.unread }),
      ...(verdict.said ? { said: verdict.said } : {}),
    },
    warnings: warnings.map(({ source, ...warning }) => ({
      ...warning,
      ...(source ? { range: { text: '', ...source } } : {}),
    })),
    counts: summary.kinds.map(({ kind, added, changed, destroyed }) => ({
      kind,
      add: added,
      change: changed,
      destroy: destroyed,
    })),
    ...(stopped ? { stopped } : {}),
    ...(stateFault === undefined ? {} : { stateFault }),
    ...(said?.state_fault ? { said: { stateFault: said.state_fault } } : {}),
  };
}
