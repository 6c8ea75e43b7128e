import { createHash } from 'node:crypto';
import type { AccountId, ConsoleAccount, LiveAccount } from './account.ts';
import type { Change, ChangeKind } from './change.ts';
import type { Diagnostic, SourceRange } from './diagnostic.ts';
import { inJson } from './json-text.ts';
import { type MessagesDocument, mediaCalls, messagesDocument } from './messages-document.ts';
import type { AccountChange, Difference, GuardCode, Plan } from './plan.ts';

/**
 * The plan as the one JSON document that is saved and that tools read. It keeps Terraform's shape,
 * `resource_changes[].change.actions / before / after`, and adds what makes it safe: what each change was based on, the
 * config it was made from, when it ends, and a digest of itself. Holds no secret.
 */
export interface PlanDocument extends MessagesDocument {
  readonly format_version: '1.0';
  readonly kefu_version: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly expires: string;
  /** `config`: made from the file. `inverse`: made by an apply, to take it back. */
  readonly origin: PlanOrigin;
  readonly config_file: string;
  readonly config_digest: string;
  readonly official_account: { readonly name: string; readonly app_id: string; readonly wechat_id: string };
  readonly options: { readonly allow: readonly GuardCode[]; readonly write_unverifiable: boolean };
  readonly resource_changes: readonly ResourceChange[];
  readonly resource_drift: readonly {
    readonly address: string;
    readonly field: 'account' | 'nickname' | 'avatar';
    readonly recorded: string;
    readonly live: string | null;
  }[];
  readonly pending: readonly {
    readonly address: string;
    readonly worker: string;
    readonly expires_at?: number;
  }[];
  readonly unverifiable: readonly {
    readonly address: string;
    readonly field: Difference['field'];
    readonly desired: string;
  }[];
  readonly compared: readonly { readonly address: string; readonly sha256: string; readonly url: string }[];
  readonly unmanaged: readonly LiveAccount[];
  readonly console_accounts: readonly ConsoleAccount[];
  readonly unchanged: readonly AccountId[];
  readonly guards: readonly {
    readonly code: GuardCode;
    readonly message: string;
    readonly way_out: string;
    readonly accounts: readonly AccountId[];
    readonly source?: SourceRange;
  }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly converges: boolean;
  readonly remaining: readonly { readonly address: string; readonly note: string }[];
  readonly summary: Plan['summary'];
  readonly cost: { readonly calls: Readonly<Record<string, number>>; readonly seconds: number };
  readonly calls_made: readonly string[];
  readonly plan_digest: string;
}

export type PlanOrigin = 'config' | 'inverse';

interface ResourceChange {
  readonly address: string;
  readonly type: 'kf_account';
  readonly name: AccountId;
  readonly source?: SourceRange;
  readonly change: {
    readonly actions: readonly [AccountChange['action']];
    readonly before: Readonly<Record<string, string | boolean | null>> | null;
    readonly after: Readonly<Record<string, string | boolean | null>> | null;
    readonly certainty: Readonly<Record<string, Difference['certainty']>>;
  };
  readonly action_reason: AccountChange['reason'];
  /** The writes, in order. */
  readonly steps: readonly Change[];
  readonly precondition: { readonly observed_digest: string; readonly observed: LiveAccount | null };
}

/** What the document says beside the plan itself. */
export interface PlanHeader {
  readonly kefuVersion: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly expires: number;
  readonly origin: PlanOrigin;
  readonly configFile: string;
  readonly allow: readonly GuardCode[];
  readonly writeUnverifiable: boolean;
  /** The calls made while planning, in order. */
  readonly callsMade: readonly string[];
}

/** The plan with its header as a document, its digest computed. */
export function planDocument(plan: Plan, header: PlanHeader): PlanDocument {
  const content = contentOf(plan, header);
  return { ...content, plan_digest: digestOf(content) };
}

/** The one text form of a document: two spaces, invisible characters escaped, a newline at the end. */
export function planText(document: PlanDocument): string {
  return inJson(`${JSON.stringify(document, null, 2)}\n`);
}

/** `sha256:…` over everything but the digest itself. */
export function digestOf(content: Omit<PlanDocument, 'plan_digest'>): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;
}

function contentOf(plan: Plan, header: PlanHeader): Omit<PlanDocument, 'plan_digest'> {
  const { name, appId, wechatId } = plan.officialAccount;
  const address = (account: AccountId) => addressOf(name, account);
  const calls = writesOf(plan);
  return {
    format_version: '1.0',
    kefu_version: header.kefuVersion,
    created: new Date(header.created).toISOString(),
    expires: new Date(header.expires).toISOString(),
    origin: header.origin,
    config_file: header.configFile,
    config_digest: plan.configDigest,
    official_account: { name, app_id: appId, wechat_id: wechatId },
    options: { allow: [...header.allow].sort(), write_unverifiable: header.writeUnverifiable },
    resource_changes: plan.accountChanges.map((change) => resourceChange(address(change.account), change)),
    ...messagesDocument(plan),
    resource_drift: plan.drift.map(({ account, ...drift }) => ({ address: address(account), ...drift })),
    pending: plan.pending.map(({ account, wechatId: worker, expiresAt }) => ({
      address: address(account),
      worker,
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    })),
    unverifiable: plan.unverifiable.map(({ account, ...field }) => ({ address: address(account), ...field })),
    compared: plan.compared.map(({ account, sha256, url }) => ({ address: address(account), sha256, url })),
    unmanaged: plan.unmanaged,
    console_accounts: plan.consoleAccounts,
    unchanged: plan.unchanged,
    guards: plan.guards.map(({ wayOut, ...guard }) => ({ ...guard, way_out: wayOut })),
    diagnostics: plan.diagnostics,
    converges: plan.convergence.converges,
    remaining: plan.convergence.remaining.map(({ account, note }) => ({ address: address(account), note })),
    summary: plan.summary,
    cost: { calls, seconds: secondsOf(calls) },
    calls_made: header.callsMade,
  };
}

function resourceChange(address: string, change: AccountChange): ResourceChange {
  const { account, action, reason, differences, changes, observed, observedDigest, source } = change;
  return {
    address,
    type: 'kf_account',
    name: account,
    ...(source ? { source } : {}),
    change: {
      actions: [action],
      before: observed ? values(differences, 'before') : null,
      after: action === 'delete' ? null : values(differences, 'after'),
      certainty: Object.fromEntries(differences.map(({ field, certainty }) => [field, certainty])),
    },
    action_reason: reason,
    steps: changes,
    precondition: { observed_digest: observedDigest, observed },
  };
}

/** `shop-cn/kf_account.alice@kftest`: how one account is named across official accounts. */
export function addressOf(officialAccount: string, account: AccountId): string {
  return `${officialAccount}/kf_account.${account}`;
}

function values(differences: readonly Difference[], side: 'before' | 'after') {
  return Object.fromEntries(differences.map((difference) => [difference.field, difference[side]]));
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
  const calls = mediaCalls(plan);
  for (const { kind } of plan.accountChanges.flatMap(({ changes }) => changes)) {
    const call = callOf[kind];
    if (call) calls[call] = (calls[call] ?? 0) + 1;
  }
  return calls;
}

/** A write with its two readings takes about a second; the final read-back waits once more. */
function secondsOf(calls: Record<string, number>): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}
