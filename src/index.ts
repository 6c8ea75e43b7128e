/**
 * The library: the same plan and apply as the command line, without printing and without `process.exit`.
 * Re-exports only.
 */
export type { ApplyWorld, Settle } from './applier/context.ts';
export {
  type ConfigResult,
  type ConfigWorld,
  checkConfig,
  type ResolvedConfig,
  resolveConfig,
} from './config/config.ts';
export type { AccountId, LiveAccount, LiveAccounts, Worker } from './model/account.ts';
export type { Desired } from './model/desired.ts';
export type { Diagnostic, SourceRange } from './model/diagnostic.ts';
export { Failure } from './model/failure.ts';
export type { Guard, Plan } from './model/plan.ts';
export type { AccountReader, AccountWriter, Clock, StateStore } from './model/ports.ts';
export type { Report } from './model/report.ts';
export { Secret } from './model/secret.ts';
export { applyAccounts, type Planned, type PlanOptions, planAccounts } from './reconcile.ts';
export { createWechat, type WechatClient, type WechatOptions } from './wechat/client.ts';
