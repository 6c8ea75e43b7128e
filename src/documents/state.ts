import { type Address, addressOf, namedBy } from '../model/address.ts';
import type { Step } from '../model/change.ts';
import type { Intent, Recorded } from '../model/recorded.ts';

/** The state file as JSON, by `schemas/state.schema.json`. */
export interface StateDocument {
  readonly version: 2;
  readonly appId: string;
  readonly serial: number;
  /** Keyed by address: `kf_account.alice@kftest`. */
  readonly objects: Readonly<Record<string, unknown>>;
  readonly intents: readonly { readonly address: string; readonly step: Step; readonly at: string }[];
  readonly appliedPlans?: readonly string[];
  /** Begun by an export that found no record. */
  readonly protectionUnknown?: true;
}

/** What version 1 of kefu wrote: a map for each kind, and intents without the values that were sent. */
export interface StateDocumentOne {
  readonly version: 1;
  readonly appId: string;
  readonly serial: number;
  readonly accounts: Readonly<Record<string, unknown>>;
  readonly media?: Readonly<Record<string, unknown>>;
  readonly templates?: Readonly<Record<string, unknown>>;
  readonly intents: readonly {
    readonly account?: string;
    readonly media?: string;
    readonly kind: string;
    readonly at: string;
  }[];
  readonly appliedPlans?: readonly string[];
}

/** The recorded state as a document, keys in order. */
export function stateDocument(recorded: Recorded): StateDocument {
  const { appId, serial, objects, intents, appliedPlans, protectionUnknown } = recorded;
  const inOrder = [...objects].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    version: 2,
    appId,
    serial,
    objects: Object.fromEntries(inOrder),
    intents,
    ...(appliedPlans.length > 0 ? { appliedPlans } : {}),
    ...(protectionUnknown ? { protectionUnknown } : {}),
  };
}

/** The recorded state that a document of this version, or of the one before, holds. */
export function recordedOf(document: StateDocument | StateDocumentOne): Recorded {
  const {
    appId,
    serial,
    objects,
    intents,
    appliedPlans = [],
    protectionUnknown,
  } = document.version === 1 ? migrated(document) : document;
  return {
    appId,
    serial,
    objects: new Map(Object.entries(objects) as [Address, unknown][]),
    intents: intents as readonly Intent[],
    appliedPlans,
    ...(protectionUnknown ? { protectionUnknown } : {}),
  };
}

/** The one place that knows the old form. */
function migrated(old: StateDocumentOne): StateDocument {
  const { appId, serial, accounts, media = {}, templates = {}, intents, appliedPlans } = old;
  const under = (kind: string, records: Readonly<Record<string, unknown>>) =>
    Object.entries(records).map(([name, record]) => [addressOf({ kind, name }), record]);
  return {
    version: 2,
    appId,
    serial,
    objects: Object.fromEntries([
      ...under('kf_account', accounts),
      ...under('media', media),
      ...under('template', templates),
    ]),
    intents: intents.flatMap((intent) => migratedIntent(intent) ?? []),
    ...(appliedPlans ? { appliedPlans } : {}),
  };
}

/** An old intent does not say what was sent, so it only tells that something was. */
function migratedIntent({
  account,
  media,
  kind,
  at,
}: StateDocumentOne['intents'][number]): StateDocument['intents'][number] | undefined {
  if (account !== undefined) {
    return {
      address: addressOf({ kind: 'kf_account', name: account }),
      step: accountStep(kind, account),
      at,
    };
  }
  return media === undefined
    ? undefined
    : { address: addressOf({ kind: 'media', name: media }), step: mediaStep(kind, media), at };
}

function accountStep(kind: string, account: string): Step {
  const known = { kind, account };
  return kind.endsWith('-account') && kind !== 'delete-account'
    ? ({ ...known, nickname: '', withPassword: false } as Step)
    : known;
}

function mediaStep(kind: string, key: string): Step {
  const [, type, lifetime] = key.split(':');
  return { kind, media: { key, path: key, kind: type, lifetime, name: '' }, usedBy: [], mediaId: '' } as Step;
}

/** Addresses of a document whose kind is not among these. */
export function unknownAddresses(recorded: Recorded, kinds: readonly string[]): Address[] {
  const named = [...recorded.objects.keys(), ...recorded.intents.map(({ address }) => address)];
  return named.filter((address) => !kinds.includes(namedBy(address).kind));
}
