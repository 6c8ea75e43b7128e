import type { ApplyWorld } from '../../applier/context.ts';
import { samePicture } from '../../avatars/compare.ts';
import { takeLock } from '../../backend/lock.ts';
import type { GuardCode, Plan } from '../../model/plan.ts';
import { applyAccounts, planAccounts, settleInterrupted } from '../../reconcile.ts';
import { renderPlanJson } from '../../render/plan-json.ts';
import { renderPlanText } from '../../render/plan-text.ts';
import { renderReportJson } from '../../render/report-json.ts';
import { renderReportText } from '../../render/report-text.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes, exitOfPlan, exitOfReport } from '../exit.ts';
import { preparePictures } from '../pictures.ts';
import { progressOn } from '../progress.ts';
import { stopOnSignals } from '../signals.ts';
import { version } from '../version.ts';
import { type OpenAccount, openAccount, systemClock } from '../wiring.ts';

export interface ApplyCommandOptions {
  readonly config: string;
  readonly json: boolean;
  readonly autoApprove: boolean;
  readonly detailedExitcode: boolean;
  readonly writeUnverifiable: boolean;
  readonly allow: ReadonlySet<GuardCode>;
  /** Seconds. */
  readonly lockTimeout: number;
  /** Seconds. */
  readonly settleTime: number;
}

/** Plans, asks, applies, reads back and reports, under the lock of the state file. */
export async function run(options: ApplyCommandOptions, world: CommandWorld): Promise<number> {
  const account = await openAccount(options.config, 'read-write', world);
  try {
    const unlock = await takeLock(account.stateFile, systemClock, options.lockTimeout * 1000);
    try {
      return await applyLocked(account, options, world);
    } finally {
      await unlock();
    }
  } finally {
    await account.close();
  }
}

async function applyLocked(
  account: OpenAccount,
  options: ApplyCommandOptions,
  world: CommandWorld,
): Promise<number> {
  const { desired, wechat, store } = account;
  const { terminal } = world;
  const stop = stopOnSignals(terminal);
  try {
    const applyWorld = applyWorldOf(account, options, world, stop.signal);
    tellInterrupted(await settleInterrupted(store, applyWorld), world);
    const planned = await planAccounts(desired, wechat.accounts, store, options);
    const { plan } = planned;
    const pictures = await preparePictures(plan, desired);
    if (!options.json) terminal.out(renderPlanText(plan, terminal.paint));
    if (plan.guards.length > 0) {
      if (options.json) terminal.out(planJson(plan, account));
      return exitOfPlan(plan, false);
    }
    const answer = await confirm(plan, account, options, world);
    if (answer !== undefined) return answer;
    const report = await applyAccounts(desired, planned, pictures, options, applyWorld);
    terminal.out(
      options.json ? renderReportJson(report, version) : `\n${renderReportText(report, terminal.paint)}`,
    );
    return stop.exitCode() ?? exitOfReport(report, options.detailedExitcode);
  } finally {
    stop.release();
  }
}

function applyWorldOf(
  { wechat, store }: OpenAccount,
  { settleTime }: ApplyCommandOptions,
  { terminal }: CommandWorld,
  stop: AbortSignal,
): ApplyWorld {
  const unknownMs = settleTime * 1000;
  return {
    accounts: wechat.accounts,
    pictures: wechat.pictures,
    store,
    clock: systemClock,
    progress: progressOn(terminal),
    settle: { unknownMs, lagMs: unknownMs * 0.4, readBackMs: unknownMs * 2 },
    samePicture,
    stop,
  };
}

function tellInterrupted(
  intents: readonly { readonly account: string; readonly kind: string; readonly at: string }[],
  { terminal }: CommandWorld,
): void {
  for (const { account, kind, at } of intents) {
    terminal.tell(
      `An earlier apply ended in the middle of ${kind} of ${account} (${at}); the plan shows what became of it.\n`,
    );
  }
}

/** Resolves to undefined to go on, or to the exit code. Nothing to do needs no answer. */
async function confirm(
  plan: Plan,
  account: OpenAccount,
  options: ApplyCommandOptions,
  { terminal }: CommandWorld,
): Promise<number | undefined> {
  if (plan.accountChanges.length === 0 || options.autoApprove) return undefined;
  if (!terminal.canAsk || options.json) {
    const plan_ = JSON.parse(planJson(plan, account)) as unknown;
    terminal.out(`${JSON.stringify({ confirmation_required: true, plan: plan_ }, null, 2)}\n`);
    terminal.tell(
      'error: apply needs a confirmation and there is no terminal to ask on. [confirmation-required]\n',
    );
    terminal.tell('  → Review the plan, then pass --auto-approve.\n');
    return exitCodes.confirmation;
  }
  const { name } = plan.officialAccount;
  const answer = await terminal.ask(`\nApply these changes to ${name}? Only "yes" is accepted: `);
  if (answer.trim() === 'yes') return undefined;
  terminal.out('Nothing was changed.\n');
  return exitCodes.done;
}

function planJson(plan: Plan, { wechat }: OpenAccount): string {
  return renderPlanJson(plan, { kefuVersion: version, callsMade: wechat.callsMade() });
}
