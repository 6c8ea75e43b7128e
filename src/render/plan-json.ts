import type { ChangeKind } from '../model/change.ts';
import type { SourceRange } from '../model/diagnostic.ts';
import type { AccountChange, Difference, Plan } from '../model/plan.ts';
import { diagnosticDocument } from './failure.ts';

/** What the plan document says beside the plan itself. */
export interface PlanContext {
  readonly kefuVersion: string;
  /** The calls made while planning, in order. */
  readonly callsMade: readonly string[];
}

/**
 * The plan as the JSON that tools read: Terraform's `resource_changes[].change.actions / before / after`, and what makes
 * it safe. The same config and the same live state give the same bytes. Holds no secret.
 */
export function renderPlanJson(plan: Plan, context: PlanContext): string {
  return `${JSON.stringify(planDocument(plan, context), null, 2)}\n`;
}

function planDocument(plan: Plan, { kefuVersion, callsMade }: PlanContext) {
  const { name, appId, wechatId } = plan.officialAccount;
  return {
    format_version: '1.0',
    kefu_version: kefuVersion,
    official_account: { name, app_id: appId, wechat_id: wechatId },
    config_digest: plan.configDigest,
    resource_changes: plan.accountChanges.map((change) => resourceChange(name, change)),
    resource_drift: plan.drift.map(({ account, field, recorded, live }) => ({
      address: addressOf(name, account),
      field,
      recorded,
      live,
    })),
    pending: plan.pending.map(({ account, wechatId: invited, expiresAt }) => ({
      address: addressOf(name, account),
      worker: invited,
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    })),
    unverifiable: plan.unverifiable.map(({ account, field, desired }) => ({
      address: addressOf(name, account),
      field,
      desired,
    })),
    unmanaged: [
      ...plan.unmanaged.map(({ id, nickname, kfId }) => ({ kf_account: id, nickname, kf_id: kfId })),
      ...plan.consoleAccounts.map(({ nickname, kfId }) => ({ kf_account: '', nickname, kf_id: kfId })),
    ],
    guards: plan.guards.map(({ code, message, wayOut, accounts, source }) => ({
      code,
      message,
      way_out: wayOut,
      accounts,
      ...(source ? { source: placeOf(source) } : {}),
    })),
    diagnostics: plan.diagnostics.map(diagnosticDocument),
    converges: plan.convergence.converges,
    remaining: plan.convergence.remaining.map(({ account, note }) => ({
      address: addressOf(name, account),
      note,
    })),
    summary: plan.summary,
    cost: { calls: writesOf(plan) },
    calls_made: callsMade,
  };
}

function resourceChange(officialAccount: string, change: AccountChange) {
  return {
    address: addressOf(officialAccount, change.account),
    type: 'kf_account',
    name: change.account,
    ...(change.source ? { source: placeOf(change.source) } : {}),
    change: {
      actions: [change.action],
      before: change.observed ? values(change.differences, 'before') : null,
      after: change.action === 'delete' ? null : values(change.differences, 'after'),
      certainty: Object.fromEntries(change.differences.map(({ field, certainty }) => [field, certainty])),
    },
    action_reason: change.reason,
    precondition: { observed_digest: change.observedDigest },
  };
}

/** `shop-cn/kf_account.alice@kftest`: how one account is named across official accounts. */
function addressOf(officialAccount: string, account: AccountChange['account']): string {
  return `${officialAccount}/kf_account.${account}`;
}

function values(differences: readonly Difference[], side: 'before' | 'after') {
  return Object.fromEntries(differences.map((difference) => [difference.field, difference[side]]));
}

function placeOf({ file, line, column }: SourceRange) {
  return { file, line, column };
}

const callOf = {
  'create-account': 'kfaccount/add',
  'update-account': 'kfaccount/update',
  'upload-avatar': 'kfaccount/uploadheadimg',
  'invite-worker': 'kfaccount/inviteworker',
  'set-protection': undefined,
  'delete-account': 'kfaccount/del',
} as const satisfies Record<ChangeKind, string | undefined>;

/** How often each writing call will be sent. */
function writesOf(plan: Plan): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { kind } of plan.accountChanges.flatMap(({ changes }) => changes)) {
    const call = callOf[kind];
    if (call) calls[call] = (calls[call] ?? 0) + 1;
  }
  return calls;
}
