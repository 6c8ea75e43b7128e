import type { IndexEntry } from '../../documents/fleet-index.ts';
import { findConfigs } from '../../fleet/find-configs.ts';
import { type Shard, shardOf } from '../../fleet/shard.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/fleets.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { defaultConfig } from '../default-config.ts';

/** Flags that choose official accounts. */
export interface ChoiceFlags {
  /** Files, folders and globs. */
  readonly configs: readonly string[];
  readonly shard?: Shard;
  /** Names of official accounts. */
  readonly account: readonly string[];
  readonly exclude: readonly string[];
}

/** The configs of a run, and which of their official accounts it is about. */
export interface Choice {
  readonly configs: readonly string[];
  /** Those that were named themselves, and not by a folder or glob. */
  readonly named: ReadonlySet<string>;
  /** Absent: all of them. */
  readonly wanted?: (name: string) => boolean;
  /** Rejects with a `Failure` when a name that was asked for was never met. To be asked at the end. */
  requireAll(): void;
}

/** What the flags choose. Rejects with a `Failure` when a name stands for no config. */
export async function chosenBy(
  { configs, shard, account, exclude }: ChoiceFlags,
  { cwd, env }: CommandWorld,
): Promise<Choice> {
  requireStateFolder(env.KEFU_STATE);
  const found = await findConfigs(configs.length === 0 ? [defaultConfig] : configs, cwd);
  const own = shard === undefined ? found : shardOf(found, shard, (config) => config);
  const met = new Set<string>();
  const wanted = (name: string) => {
    met.add(name);
    return isChosen(name, { account, exclude });
  };
  return {
    configs: own,
    named: new Set(configs),
    ...(account.length + exclude.length > 0 ? { wanted } : {}),
    requireAll: () => requireNamed({ shard, account, exclude }, met),
  };
}

/** Of a saved plan, the part that this run is about. One whose name could not be known when it was planned may be of it. */
export function chosenEntries(
  entries: readonly IndexEntry[],
  { shard, account, exclude }: ChoiceFlags,
): readonly IndexEntry[] {
  const own = shard === undefined ? entries : shardOf(entries, shard, ({ config_file }) => config_file);
  return own.filter(({ name, config_file, status }) => {
    const isNameless = status === 'failed' && name === config_file;
    return isChosen(name, { account: isNameless ? [] : account, exclude });
  });
}

function isChosen(name: string, { account, exclude }: Pick<ChoiceFlags, 'account' | 'exclude'>): boolean {
  return (account.length === 0 || account.includes(name)) && !exclude.includes(name);
}

/** Throws a `Failure` when a name that was asked for is none of `met`. */
export function requireNamed(
  {
    shard,
    account,
    exclude,
  }: Omit<ChoiceFlags, 'configs' | 'shard'> & { readonly shard?: Shard | undefined },
  met: ReadonlySet<string>,
): void {
  const missed = [...account, ...exclude].filter((name) => !met.has(name));
  // A shard sees only its part, and a config that can't be read has no name.
  if (missed.length > 0 && shard === undefined) throw neverMet(missed);
}

/** One state file can't hold the records of many. */
export function requireStateFolder(place: string | undefined): void {
  if (!place?.endsWith('.json')) return;
  throw new Failure(
    'config',
    'state-file-for-many',
    told(say('one-state-for-many', { place: visible(place) }), say('name-state-folder')),
  );
}

function neverMet(names: readonly string[]): Failure {
  const quoted = names.map((name) => `"${visible(name)}"`);
  const missing = told(say('accounts-never-met', { names: quoted }), say('choose-by-name'));
  return new Failure('config', 'no-such-account', missing);
}
