import { digestOfText, sameSecretly, signatureOf } from '../model/digest.ts';
import type { Member } from '../model/fleet.ts';
import { jsonText } from '../model/json-text.ts';
import { parseJson } from '../model/parse-json.ts';
import type { Rollout } from '../model/rollout.ts';
import type { Secret } from '../model/secret.ts';
import type { FailureDocument } from './fleet.ts';

/**
 * The table of contents of a saved fleet plan: a folder with one saved plan for each official account. Its digest covers the
 * digests of all plans, so what was reviewed is named by one value.
 */
export interface FleetIndex {
  readonly format_version: '1.0';
  readonly kefu_version: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly expires: string;
  /** In the order of the configs. */
  readonly official_accounts: readonly IndexEntry[];
  readonly rollout: Rollout;
  readonly fleet_digest: string;
  /** With a plan key: what only its owner can make of the digest. */
  readonly fleet_signature?: string;
}

/** What of an index is said before it is sealed. */
export type FleetContent = Omit<FleetIndex, 'fleet_digest' | 'fleet_signature'>;

/** One official account. `held`: by a guard, so it has a plan that will not be applied. */
export type IndexEntry = {
  readonly config_file: string;
  readonly name: string;
} & (
  | {
      readonly status: 'planned' | 'held';
      readonly app_id: string;
      /** Name of the plan's file in the folder. */
      readonly plan_file: string;
      readonly plan_digest: string;
      readonly has_changes: boolean;
    }
  | { readonly status: 'failed'; readonly error: FailureDocument }
);

/** The index with its digest and, with a key, its signature. */
export function sealed(content: FleetContent, key: Secret | undefined): FleetIndex {
  const digest = digestOfIndex(content);
  return { ...content, fleet_digest: digest, ...(key && { fleet_signature: signatureOf(digest, key) }) };
}

/** The one text form: two spaces, a newline at the end. */
export function indexText(index: FleetIndex): string {
  return jsonText(index);
}

/** Reads an index back; undefined for anything but what kefu wrote and, with a key, signed. */
export function indexOf(
  text: string,
  isFleetIndex: (value: unknown) => boolean,
  key: Secret | undefined,
): FleetIndex | undefined {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch {
    return undefined;
  }
  if (!isFleetIndex(parsed)) return undefined;
  const index = parsed as FleetIndex;
  const { fleet_digest: digest, fleet_signature: signature, ...content } = index;
  if (indexText(index) !== text || digestOfIndex(content) !== digest) return undefined;
  const isSigned = key === undefined || sameSecretly(signature ?? '', signatureOf(digest, key));
  return isSigned ? index : undefined;
}

/** The name of a member's plan in the folder; unlike all others also where letter case does not count. */
export function planFileOf({ name }: Pick<Member, 'name'>, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const file = `${name}${number === 1 ? '' : `-${number}`}.plan.json`;
    if (!taken.has(file.toLowerCase())) return file;
  }
}

function digestOfIndex(content: FleetContent): string {
  return digestOfText(JSON.stringify(content));
}
