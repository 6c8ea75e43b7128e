import { fullAddress } from '../model/address.ts';
import type { Step } from '../model/change.ts';
import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import { digestOfText, signatureOf } from '../model/digest.ts';
import type { Json } from '../model/json.ts';
import { jsonText } from '../model/json-text.ts';
import type { AnyKind } from '../model/kind.ts';
import type {
  Action,
  ActionReason,
  Certainty,
  Change,
  Guard,
  KindCounts,
  Loss,
  Plan,
} from '../model/plan.ts';
import type { Said } from '../model/saying.ts';
import type { Secret } from '../model/secret.ts';
import { callsOf, secondsOf } from './plan-cost.ts';
import { type ValueSources, valueSources } from './value-sources.ts';

/**
 * The plan as the one JSON document that is saved and that tools read. It keeps Terraform's shape,
 * `resource_changes[].change.actions / before / after`, for objects of every kind, and adds what makes it safe: what each
 * change was based on, the config it was made from, when it ends (ISO 8601, UTC), and a digest of itself. Holds no secret.
 */
export interface PlanDocument {
  readonly format_version: '2.0';
  readonly kefu_version: string;
  readonly created: string;
  readonly expires: string;
  /** `config`: made from the file. `inverse`: made by an apply, to take it back. */
  readonly origin: PlanOrigin;
  readonly config_file: string;
  readonly config_digest: string;
  readonly official_account: { readonly name: string; readonly app_id: string; readonly wechat_id: string };
  readonly options: { readonly allow: readonly string[]; readonly write_unverifiable: boolean };
  readonly resource_changes: readonly ResourceChange[];
  readonly resource_drift: readonly (About & {
    readonly field: string;
    readonly recorded: string;
    readonly live: string | null;
    readonly why: Plan['drift'][number]['why'];
  })[];
  readonly pending: readonly (About & {
    readonly field: string;
    readonly value: string;
    readonly expires_at?: number;
  })[];
  readonly unverifiable: readonly (About & { readonly field: string; readonly desired: string })[];
  /** Differences that no call of WeChat removes. */
  readonly stuck: readonly (About & { readonly field: string; readonly diagnostic: Diagnostic })[];
  /** What is so already and only has to be recorded. */
  readonly found: readonly (About & { readonly field: string; readonly value: Json })[];
  readonly unmanaged: Plan['unmanaged'];
  /** Absent where no message changes that speaks as an account; what is shown of them, compared with nothing. */
  readonly speakers?: Plan['speakers'];
  readonly unchanged: readonly About[];
  readonly guards: readonly {
    readonly code: string;
    readonly message: string;
    readonly way_out: string;
    readonly allowable: boolean;
    readonly objects: readonly About[];
    readonly source?: SourceRange;
    /** Which sentences `message` and `way_out` are, with their values. */
    readonly said?: Said<'message' | 'way_out'>;
  }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly converges: boolean;
  readonly remaining: readonly (About & {
    readonly field?: string;
    readonly note: string;
    readonly why: Plan['convergence']['remaining'][number]['why'];
    readonly source?: SourceRange;
    readonly said?: Said<'note'>;
  })[];
  readonly summary: {
    /** Of the kind that the summary line leads with; `kinds` of every kind. */
    readonly add: number;
    readonly change: number;
    readonly destroy: number;
    readonly kinds: readonly KindCounts[];
    readonly unchanged: number;
    readonly pending: number;
    readonly unverifiable: number;
    readonly stuck: number;
  };
  readonly cost: { readonly calls: Readonly<Record<string, number>>; readonly seconds: number };
  readonly calls_made: readonly string[];
  readonly plan_digest: string;
  readonly plan_signature?: string;
}

export type PlanOrigin = 'config' | 'inverse';

/** The object that an entry is about. */
interface About {
  /** `shop-cn/kf_account.alice@kftest`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
}

interface ResourceChange extends About, ValueSources {
  readonly source?: SourceRange;
  readonly change: {
    readonly actions: readonly [Action];
    readonly before: Readonly<Record<string, Json>> | null;
    readonly after: Readonly<Record<string, Json>> | null;
    readonly certainty: Readonly<Record<string, Certainty>>;
  };
  readonly action_reason: ActionReason;
  /** What goes with it and comes back by no call. */
  readonly losses: readonly Loss[];
  /** The writes, in order. */
  readonly steps: readonly Step[];
  readonly needs: readonly string[];
  readonly protection?: Change['protection'];
  readonly precondition: { readonly observed_digest: string; readonly observed: unknown };
}

/** What the document says beside the plan itself. */
export interface PlanHeader {
  readonly kefuVersion: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly expires: number;
  readonly origin: PlanOrigin;
  readonly configFile: string;
  readonly allow: readonly string[];
  readonly writeUnverifiable: boolean;
  /** The calls made while planning, in order. */
  readonly callsMade: readonly string[];
  /** What the plan is signed with. */
  readonly key?: Secret | undefined;
}

/** With its digest and, where the header has a key, its signature. */
export function planDocument(plan: Plan, header: PlanHeader, kinds: readonly AnyKind[]): PlanDocument {
  const content = contentOf(plan, header, kinds);
  const digest = digestOfPlan(content);
  const signed = header.key && { plan_signature: signatureOf(digest, header.key) };
  return { ...content, plan_digest: digest, ...signed };
}

/** The one text form of a document: two spaces, invisible characters escaped, a newline at the end. */
export function planText(document: PlanDocument): string {
  return jsonText(document);
}

/** `sha256:…` over everything but the digest itself and its signature. */
export function digestOfPlan(content: Omit<PlanDocument, 'plan_digest' | 'plan_signature'>): string {
  return digestOfText(JSON.stringify(content));
}

function contentOf(
  plan: Plan,
  header: PlanHeader,
  kinds: readonly AnyKind[],
): Omit<PlanDocument, 'plan_digest' | 'plan_signature'> {
  const { name, appId, wechatId } = plan.officialAccount;
  const about = <Part extends { readonly kind: string; readonly name: string; readonly label: string }>(
    part: Part,
  ) => {
    const { kind, name: own, label, ...rest } = part;
    return { address: fullAddress(name, { kind, label }), type: kind, name: own, ...rest };
  };
  const calls = callsOf(plan, kinds);
  const [lead] = plan.summary.kinds;
  return {
    format_version: '2.0',
    kefu_version: header.kefuVersion,
    created: new Date(header.created).toISOString(),
    expires: new Date(header.expires).toISOString(),
    origin: header.origin,
    config_file: header.configFile,
    config_digest: plan.configDigest,
    official_account: { name, app_id: appId, wechat_id: wechatId },
    options: { allow: [...header.allow].sort(), write_unverifiable: header.writeUnverifiable },
    resource_changes: plan.changes.map((change) => resourceChange(name, change)),
    resource_drift: plan.drift.map(about),
    pending: plan.pending.map(({ expiresAt, ...pending }) =>
      about({ ...pending, ...(expiresAt === undefined ? {} : { expires_at: expiresAt }) }),
    ),
    unverifiable: plan.unverifiable.map(about),
    stuck: plan.stuck.map(about),
    found: plan.found.map(about),
    unmanaged: plan.unmanaged,
    ...(plan.speakers.length > 0 ? { speakers: plan.speakers } : {}),
    unchanged: plan.unchanged.map(({ kind, name: own, label }) => about({ kind, name: own, label })),
    guards: plan.guards.map((guard) => guardEntry(name, guard)),
    diagnostics: plan.diagnostics,
    converges: plan.convergence.converges,
    remaining: plan.convergence.remaining.map(about),
    summary: {
      add: lead?.add ?? 0,
      change: lead?.change ?? 0,
      destroy: lead?.destroy ?? 0,
      ...plan.summary,
    },
    cost: { calls, seconds: secondsOf(calls) },
    calls_made: header.callsMade,
  };
}

function guardEntry(
  officialAccount: string,
  { code, message, wayOut, allowable, objects, source, said }: Guard,
): PlanDocument['guards'][number] {
  return {
    code,
    message,
    way_out: wayOut,
    allowable,
    objects: objects.map(({ kind, name, label }) => ({
      address: fullAddress(officialAccount, { kind, label }),
      type: kind,
      name,
    })),
    ...(source ? { source } : {}),
    ...(said?.message && said.wayOut ? { said: { message: said.message, way_out: said.wayOut } } : {}),
  };
}

function resourceChange(officialAccount: string, change: Change): ResourceChange {
  const { kind, name, action, reason, differences, steps, observed, losses, needs } = change;
  const { observedDigest, protection, source } = change;
  return {
    address: fullAddress(officialAccount, change),
    type: kind,
    name,
    ...(source ? { source } : {}),
    ...valueSources(change),
    change: {
      actions: [action],
      before: action === 'create' ? null : sideOf(differences, 'before'),
      after: action === 'delete' ? null : sideOf(differences, 'after'),
      certainty: Object.fromEntries(differences.map(({ field, certainty }) => [field, certainty])),
    },
    action_reason: reason,
    losses,
    steps,
    needs,
    ...(protection ? { protection } : {}),
    precondition: { observed_digest: observedDigest, observed },
  };
}

function sideOf(differences: Change['differences'], side: 'before' | 'after'): Record<string, Json> {
  return Object.fromEntries(differences.map((difference) => [difference.field, difference[side]]));
}
