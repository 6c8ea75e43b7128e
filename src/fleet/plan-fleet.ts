import { resolveOffline } from '../config/config.ts';
import { nameInConfig } from '../config/name-in-config.ts';
import { type PlanDocument, planDocument } from '../documents/plan.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import type { FailedMember, PlannedMember } from '../model/fleet.ts';
import type { Rollout } from '../model/rollout.ts';
import { visible } from '../model/visible.ts';
import { headerOf } from '../reconcile/header.ts';
import { openSharing } from '../reconcile/open.ts';
import { prepareToSend } from '../reconcile/prepare.ts';
import { type PlanOptions, planAccount } from '../reconcile.ts';
import { say } from '../words/en/fleets.ts';
import { asFailure, configInvalid } from '../words/failures.ts';
import { told } from '../words/say.ts';
import { inOrder } from './in-order.ts';
import { isSharedPiece } from './shared-piece.ts';
import { type FleetWorld, openShared } from './shared-world.ts';
import { unnamedLink } from './unnamed-link.ts';

/** How a fleet is planned. */
export interface FleetPlanOptions extends PlanOptions {
  /** Official accounts at the same time. */
  readonly width: number;
  /** Hours in which a saved plan may be applied. */
  readonly expiresIn: number;
  /** Configs that were named themselves, and not by a folder or glob: of others, shared pieces are passed over. */
  readonly named: ReadonlySet<string>;
  /** Only these official accounts; absent: all. */
  readonly wanted?: (name: string) => boolean;
  /** Aborted to begin no further one. */
  readonly stop?: AbortSignal;
  /** Hears of each config that was not begun. */
  readonly passedOver?: (config: string) => void;
}

/** A member's plan with all that is said or saved of it. */
export type PlannedInFleet = PlannedMember & {
  /** Made when it is asked for: to show a plan as text takes none. */
  readonly document?: () => PlanDocument;
  /** What is doubtful in the config. */
  readonly warnings: readonly Diagnostic[];
  /** What its config asks for of an apply of the whole fleet. */
  readonly rollout?: Rollout;
  /** What no other config of the run may have; absent: nobody knows, since the config has faults. */
  readonly own?: Own;
  /** Configs of members yielded before that turn out to be about the same: they failed as this one did. */
  readonly clashing?: readonly string[];
};

/** What no two configs of a run may have in common. */
interface Own {
  readonly name: string;
  readonly appId: string;
  /** Where it is recorded. */
  readonly place?: string;
}

/**
 * Plans every config, so many at the same time, and yields each in the order given as soon as it and those before it are
 * known. One that fails stops nothing but itself. Sends nothing that writes. Rejects with a `Failure` when there is no such
 * backend.
 */
export async function* planFleet(
  configs: readonly string[],
  options: FleetPlanOptions,
  world: FleetWorld,
): AsyncGenerator<PlannedInFleet> {
  const registry = new Registry();
  const mayBegin = () => options.stop?.aborted !== true;
  const shared = await openShared(world);
  try {
    const planned = inOrder(configs, { width: options.width, mayBegin }, (config) =>
      planMember(config, options, shared.world),
    );
    for await (const ended of planned) {
      if (!ended.begun) options.passedOver?.(ended.task);
      else if (ended.result) yield registry.admit(ended.result);
    }
  } finally {
    await shared.close();
  }
}

/**
 * Undefined for one that is not wanted or no config. One whose name can't be known may be wanted: it is told, by the path of
 * its config.
 */
async function planMember(
  config: string,
  options: FleetPlanOptions,
  world: FleetWorld,
): Promise<PlannedInFleet | undefined> {
  const member = { configFile: config, name: config };
  try {
    const link = await unnamedLink(config, options.named, world.cwd);
    if (link) return { ...failed(member, configInvalid([link])), warnings: [] };
    const known = options.wanted && (await nameInConfig(config, world));
    if (known !== undefined && options.wanted?.(known) === false) return undefined;
    const account = await openSharing(config, { ...world, mode: 'read-only' });
    const { name, appId } = account.desired.officialAccount;
    const own = { name, appId, place: account.memory.place };
    try {
      if (options.wanted?.(name) === false) return undefined;
      const planned = await planAccount(account, options);
      await prepareToSend(planned, account);
      const { plan } = planned;
      const { warnings } = account;
      const { rollout } = account.desired.policy;
      return {
        ...member,
        name,
        kind: 'planned',
        plan,
        document: documentOf(plan, headerOf(account, options, options.expiresIn), account.kinds),
        warnings,
        own,
        ...(rollout ? { rollout } : {}),
      };
    } catch (error) {
      return { ...failed({ ...member, name }, error), warnings: account.warnings, own };
    } finally {
      await account.close();
    }
  } catch (error) {
    if (!options.named.has(config) && isSharedPiece(config, world.cwd)) return undefined;
    const name = (await nameInConfig(config, world)) ?? config;
    return { ...failed({ ...member, name }, error), warnings: [], ...(await ownOf(config, world)) };
  }
}

/** Of a config that could not be opened, such as for want of its secret. */
async function ownOf(config: string, { env, cwd, readShared }: FleetWorld): Promise<{ own?: Own }> {
  const reading = { env, cwd, ...(readShared ? { readShared } : {}) };
  const resolved = await resolveOffline(config, reading).catch(() => undefined);
  return resolved?.ok ? { own: resolved.value.desired.officialAccount } : {};
}

/** The document of a plan, made at the first call. */
function documentOf(...made: Parameters<typeof planDocument>): () => PlanDocument {
  let document: PlanDocument | undefined;
  return () => {
    document ??= planDocument(...made);
    return document;
  };
}

/** A member that ended in an error; one that is no `Failure` is a fault of kefu itself, and must not end the others. */
export function failed(member: { configFile: string; name: string }, error: unknown): FailedMember {
  const { configFile, name } = member;
  return { configFile, name, kind: 'failed', failure: asFailure(error) };
}

/** Sees that no two configs of a run are about the same official account: they would undo each other's work. Which is right nobody knows. */
class Registry {
  readonly #names = new Map<string, string>();
  readonly #appIds = new Map<string, string>();
  readonly #places = new Map<string, string>();

  admit(member: PlannedInFleet): PlannedInFleet {
    if (member.own === undefined) return member;
    const { configFile } = member;
    const { name, appId, place = configFile } = member.own;
    const shared = [
      [this.#appIds, appId, say('common-app-id', { appId: visible(appId) })],
      [this.#names, name.toLowerCase(), say('common-name', { name: visible(name) })],
      [this.#places, place, say('common-record', { place: visible(place) })],
    ] as const;
    const clashes = shared.flatMap(([known, key, what]) => {
      const other = known.get(key);
      if (other === undefined) known.set(key, configFile);
      return other === undefined ? [] : [{ other, what }];
    });
    const [clash] = clashes;
    if (clash === undefined) return member;
    const values = { one: visible(configFile), other: visible(clash.other), what: clash.what };
    const both = told(say('configs-clash', values), say('keep-apart'));
    const failure = new Failure('config', 'same-official-account', both);
    const clashing = [...new Set(clashes.map(({ other }) => other))];
    return { configFile, name, kind: 'failed', failure, warnings: member.warnings, clashing };
  }
}
