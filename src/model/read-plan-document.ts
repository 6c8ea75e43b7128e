import type { AccountId } from './account.ts';
import { messagesOfDocument } from './messages-document.ts';
import type { AccountChange, Difference, Field, Plan } from './plan.ts';
import { digestOf, type PlanDocument, type PlanHeader, planText } from './plan-document.ts';

/** Why a saved plan can't be taken as it is. */
export type PlanFault = 'not-json' | 'not-a-plan' | 'edited';

/**
 * Reads a saved plan back. It is taken only when writing it again gives the very same bytes and its digest fits, so
 * that any edit, of whatever byte, is a fault.
 */
export function readPlanDocument(
  text: string,
  isPlanDocument: (value: unknown) => boolean,
):
  | { readonly ok: true; readonly document: PlanDocument }
  | { readonly ok: false; readonly fault: PlanFault } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'not-json' };
  }
  if (!isPlanDocument(parsed)) return { ok: false, fault: 'not-a-plan' };
  const document = parsed as PlanDocument;
  const { plan_digest: digest, ...content } = document;
  if (planText(document) !== text || digestOf(content) !== digest) return { ok: false, fault: 'edited' };
  return { ok: true, document };
}

/** The header that a document holds. */
export function headerOfDocument(document: PlanDocument): PlanHeader {
  return {
    kefuVersion: document.kefu_version,
    created: Date.parse(document.created),
    expires: Date.parse(document.expires),
    origin: document.origin,
    configFile: document.config_file,
    allow: document.options.allow,
    writeUnverifiable: document.options.write_unverifiable,
    callsMade: document.calls_made,
  };
}

/** The plan that a document holds. */
export function planOf(document: PlanDocument): Plan {
  const { official_account: official } = document;
  const prefix = `${official.name}/kf_account.`;
  const account = (address: string) => address.slice(prefix.length) as AccountId;
  return {
    officialAccount: { name: official.name, appId: official.app_id, wechatId: official.wechat_id },
    configDigest: document.config_digest,
    accountChanges: document.resource_changes.map(accountChangeOf),
    ...messagesOfDocument(document),
    unchanged: document.unchanged,
    unmanaged: document.unmanaged,
    consoleAccounts: document.console_accounts,
    pending: document.pending.map(({ address, worker, expires_at: expiresAt }) => ({
      account: account(address),
      wechatId: worker,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })),
    unverifiable: document.unverifiable.map(({ address, ...field }) => ({
      account: account(address),
      ...field,
    })),
    compared: document.compared.map(({ address, ...avatar }) => ({ account: account(address), ...avatar })),
    drift: document.resource_drift.map(({ address, ...drift }) => ({ account: account(address), ...drift })),
    guards: document.guards.map(({ way_out: wayOut, ...guard }) => ({ ...guard, wayOut })),
    diagnostics: document.diagnostics,
    convergence: {
      converges: document.converges,
      remaining: document.remaining.map(({ address, note }) => ({ account: account(address), note })),
    },
    summary: document.summary,
  };
}

function accountChangeOf(resource: PlanDocument['resource_changes'][number]): AccountChange {
  const { change, source, precondition } = resource;
  return {
    account: resource.name,
    action: change.actions[0],
    reason: resource.action_reason,
    differences: Object.entries(change.certainty).map(
      ([field, certainty]): Difference => ({
        field: field as Field,
        before: change.before?.[field] ?? null,
        after: change.after?.[field] ?? null,
        certainty,
      }),
    ),
    changes: resource.steps,
    observed: precondition.observed,
    observedDigest: precondition.observed_digest,
    ...(source ? { source } : {}),
  };
}
