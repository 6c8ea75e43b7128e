import type { Report, Result } from '../../../../src/model/report.ts';
import { wantedIn } from '../wanted.ts';
import { type Broken, callOf, type Judged, reportOf } from './judged.ts';

/** truthful report: the verdict, and the numbers beside it, are those that follow from the steps and what remains. */
export function soundVerdict({ run }: Judged): Broken[] {
  const report = reportOf(run);
  if (!report) return [];
  const { verdict, counts } = report;
  const broken: Broken[] = [];
  const due = statusDue(report);
  if (verdict.status !== due)
    broken.push(`truthful report: the verdict is ${verdict.status}, and what is told makes it ${due}`);
  const { add, change, destroy } = counts.find(({ kind }) => kind === 'kf_account') ?? {};
  const told = `${add} added, ${change} changed, ${destroy} destroyed`;
  const countsDue = countsOfAccounts(report.results);
  if (told !== countsDue)
    broken.push(`truthful report: it counts ${told} accounts, and its steps make ${countsDue}`);
  const managed = verdict.managed.find(({ kind }) => kind === 'kf_account')?.managed;
  const managedDue = verdict.unread === undefined ? wantedNow(run.folder) : 0;
  if (managed !== managedDue)
    broken.push(`truthful report: ${managed} managed accounts are told, of ${managedDue}`);
  return broken;
}

/** docs/reliability.md has the order: the gravest ending first. */
function statusDue({ results, verdict, stopped, stateFault }: Report): Report['verdict']['status'] {
  const endings = new Set(results.map(({ status }) => status));
  const isUnread = verdict.unread !== undefined;
  if (endings.has('unknown')) return 'unknown';
  if (isUnread && results.some(({ attempts }) => attempts !== 0)) return 'unknown';
  if (endings.has('failed')) return 'failed';
  const early = [isUnread, stopped !== undefined, stateFault !== undefined];
  if (early.includes(true) || endings.has('skipped') || endings.has('not-attempted')) return 'incomplete';
  const counted = verdict.remaining.filter(({ why }) => why !== 'unverifiable');
  return counted.length > 0 ? 'differs' : 'as-configured';
}

/** What this run did itself: what was so already is nobody's count. */
function countsOfAccounts(results: readonly Result[]): string {
  const own = results.filter(
    ({ kind, status, step, attempts }) =>
      kind === 'kf_account' && status === 'done' && (attempts !== 0 || callOf[step] === undefined),
  );
  const named = (isOne: (result: Result) => boolean) =>
    new Set(own.filter(isOne).map(({ name }) => name)).size;
  const added = named(({ step }) => step === 'create-account');
  const changed = named(({ action }) => action === 'update');
  const destroyed = named(({ action }) => action === 'delete');
  return `${added} added, ${changed} changed, ${destroyed} destroyed`;
}

function wantedNow(folder: string): number {
  return [...wantedIn(folder).accounts.values()].filter(({ absent }) => !absent).length;
}
