/**
 * The library: the same plan and apply as the command line, without printing and without `process.exit`.
 * Re-exports only.
 */
export { resumeJournal, startJournal } from './backend/delivery-journal.ts';
export {
  type ConfigResult,
  type ConfigWorld,
  checkConfig,
  type OfflineConfig,
  type ResolvedConfig,
  resolveConfig,
  resolveOffline,
} from './config/config.ts';
export { type Deliveries, type DeliveryWorld, deliver, noJournal } from './messages/deliver.ts';
export { madeAccountId as accountId } from './messages/made-account-id.ts';
export { type MessageToDigest, messageDigest } from './messages/message-digest.ts';
export {
  accountFor,
  loadMessages,
  type Messages,
  type MessageValues,
  messagesOfBundle,
} from './messages/messages.ts';
export { openSender, type SenderOptions } from './messages/sender.ts';
export type { AccountId, LiveAccount, LiveAccounts, Worker } from './model/account.ts';
export type { Backend, Lock, Memory, Remembered } from './model/backend.ts';
export type { Connection, Credentials } from './model/connection.ts';
export type {
  Delivery,
  DeliveryEvent,
  DeliveryJournal,
  DeliveryJournals,
  JournaledMessage,
  OpenJournal,
  Recipient,
} from './model/delivery.ts';
export type { Desired } from './model/desired.ts';
export type { Diagnostic, SourceRange } from './model/diagnostic.ts';
export { Failure } from './model/failure.ts';
export type { HistoryEntry, HistoryReader, HistoryWriter } from './model/history.ts';
export type { HeldLock, Liveness, LockHolder } from './model/lock.ts';
export type { MediaFile, SendBody, Sequence, Template, Variable } from './model/message.ts';
export type { Outcome } from './model/outcome.ts';
export type { Change, Guard, Plan } from './model/plan.ts';
export type {
  Clock,
  MessageSender,
  Progress,
  ProgressEvent,
  StateReader,
  StateStore,
} from './model/ports.ts';
export type { Recorded } from './model/recorded.ts';
export type { Report, Result, Verdict } from './model/report.ts';
export { Secret } from './model/secret.ts';
export { backendOf as openBackend, type MemoryWorld } from './reconcile/memory.ts';
export { savePlan } from './reconcile/save.ts';
export {
  type ApplyEnding,
  type ApplyHooks,
  type ApplyOptions,
  applyAccount,
  type OpenAccount,
  type OpenOptions,
  openAccount,
  type Planned,
  type PlanOptions,
  planAccount,
  readSavedPlan,
} from './reconcile.ts';
export type { MenuReply } from './templates/menu-reply.ts';
export { createWechat, type WechatClient, type WechatOptions } from './wechat/client.ts';
