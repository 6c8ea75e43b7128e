import type { Labelled } from '../model/address.ts';
import { sameSecretly, signatureOf } from '../model/digest.ts';
import type { AnyKind } from '../model/kind.ts';
import { parseJson } from '../model/parse-json.ts';
import type { Change, Difference, Plan } from '../model/plan.ts';
import type { Secret } from '../model/secret.ts';
import { digestOfPlan, type PlanDocument, type PlanHeader, planText } from './plan.ts';

/** Why a saved plan can't be taken as it is. */
export type PlanFault = 'not-json' | 'not-a-plan' | 'edited' | 'not-signed' | 'signed-otherwise';

/**
 * Reads a saved plan back. It is taken only when writing it again gives the very same bytes and its digest fits, so that
 * any edit, of whatever byte, is a fault; and when it names no kind and no step that this version does not have. With a key,
 * only a plan that was signed with it is taken: anybody can compute the digest of another plan.
 */
export function readPlanDocument(
  text: string,
  isPlanDocument: (value: unknown) => boolean,
  kinds: readonly AnyKind[],
  key: Secret | undefined,
):
  | { readonly ok: true; readonly document: PlanDocument }
  | { readonly ok: false; readonly fault: PlanFault } {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {
    return { ok: false, fault: 'not-json' };
  }
  if (!isPlanDocument(parsed)) return { ok: false, fault: 'not-a-plan' };
  const document = parsed as PlanDocument;
  if (!document.resource_changes.every((change) => isKnown(change, kinds))) {
    return { ok: false, fault: 'not-a-plan' };
  }
  const { plan_digest: digest, plan_signature: signature, ...content } = document;
  if (planText(document) !== text || digestOfPlan(content) !== digest) return { ok: false, fault: 'edited' };
  const unsigned = key && faultOfSignature(digest, signature, key);
  if (unsigned) return { ok: false, fault: unsigned };
  return { ok: true, document };
}

function faultOfSignature(digest: string, signature: string | undefined, key: Secret): PlanFault | undefined {
  if (signature === undefined) return 'not-signed';
  return sameSecretly(signature, signatureOf(digest, key)) ? undefined : 'signed-otherwise';
}

function isKnown({ type, steps }: PlanDocument['resource_changes'][number], kinds: readonly AnyKind[]) {
  const kind = kinds.find(({ name }) => name === type);
  return kind !== undefined && steps.every((step) => Object.hasOwn(kind.steps, step.kind));
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

/** The plan that a document holds; of single fields it holds only the places that are in other files. */
export function planOf(document: PlanContent): Plan {
  const { official_account: official, summary } = document;
  const object = <Part extends About>({ address, type, name, ...rest }: Part) => ({
    ...labelled(official.name, { address, type, name }),
    ...rest,
  });
  const { kinds, unchanged, pending, unverifiable, stuck } = summary;
  return {
    officialAccount: { name: official.name, appId: official.app_id, wechatId: official.wechat_id },
    configDigest: document.config_digest,
    changes: document.resource_changes.map((resource) => changeOf(official.name, resource)),
    found: document.found.map(object),
    unchanged: document.unchanged.map((about) => labelled(official.name, about)),
    unmanaged: document.unmanaged,
    speakers: document.speakers ?? [],
    pending: document.pending.map(({ expires_at: expiresAt, ...waiting }) => ({
      ...object(waiting),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })),
    unverifiable: document.unverifiable.map(object),
    stuck: document.stuck.map(object),
    drift: document.resource_drift.map(object),
    guards: document.guards.map(({ way_out: wayOut, objects, said, ...guard }) => ({
      ...guard,
      wayOut,
      ...(said?.message && said.way_out ? { said: { message: said.message, wayOut: said.way_out } } : {}),
      objects: objects.map((about) => labelled(official.name, about)),
    })),
    diagnostics: document.diagnostics,
    convergence: { converges: document.converges, remaining: document.remaining.map(object) },
    summary: { kinds, unchanged, pending, unverifiable, stuck },
  };
}

/** What of a document is the plan itself. */
export type PlanContent = Omit<PlanDocument, 'created' | 'expires' | 'plan_digest'>;

interface About {
  readonly address: string;
  readonly type: string;
  readonly name: string;
}

/** The object that an entry is about. */
export function labelled(officialAccount: string, { address, type, name }: About): Labelled {
  return { kind: type, name, label: address.slice(officialAccount.length + type.length + 2) };
}

function changeOf(officialAccount: string, resource: PlanDocument['resource_changes'][number]): Change {
  const { change, source, precondition, protection } = resource;
  return {
    ...labelled(officialAccount, resource),
    action: change.actions[0],
    reason: resource.action_reason,
    differences: Object.entries(change.certainty).map(
      ([field, certainty]): Difference => ({
        field,
        before: change.before?.[field] ?? null,
        after: change.after?.[field] ?? null,
        certainty,
      }),
    ),
    steps: resource.steps,
    observed: precondition.observed,
    observedDigest: precondition.observed_digest,
    losses: resource.losses,
    needs: resource.needs,
    ...(protection ? { protection } : {}),
    ...(source ? { source } : {}),
    fields: resource.value_sources ?? {},
  };
}
