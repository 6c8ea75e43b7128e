// From a YAML file to the desired state: load → validate → resolve.
import type { Connection } from '../model/connection.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { accountFaults } from './account-rules.ts';
import { readAvatars } from './avatar-files.ts';
import { emulatorFaults, endpointOf } from './endpoint.ts';
import { foldersByPlace } from './folders-by-place.ts';
import { loadedAsMeant } from './layers-as-meant.ts';
import { atTheirLevels } from './lint-levels.ts';
import { lintFaults } from './lint-rules.ts';
import { type Loaded, loadedOf, openText } from './load.ts';
import { officialAccountFaults } from './official-account-rules.ts';
import { parse } from './parse.ts';
import { placeholderFaults, withoutNoise } from './placeholder-rules.ts';
import { isBetter, mendedSyntax, toldOf } from './read-as-meant.ts';
import { withoutRepeats } from './repeated.ts';
import { schemaFaults } from './schema-faults.ts';
import type { SchemaFault } from './schema-place.ts';
import { secretFaults } from './secret-rules.ts';
import { lookUpSecrets } from './secrets.ts';
import { slipFaults } from './slip-rules.ts';
import { diagnosticsOf, type Fault, type Source } from './source.ts';
import { stateFileOf } from './state-place.ts';
import { entriesOf, entryOf, isAbsent, type Tree, textOf, valueAt, withTemplateAlone } from './tree.ts';
import { valuesOf } from './value-uses.ts';
import { withLayers } from './with-layers.ts';
import type { ConfigWorld } from './world.ts';

export type { ConfigWorld } from './world.ts';

/** A value with warnings, or the diagnostics (at least one an error) that keep it from being one; in file order. */
export type ConfigResult<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** What is known of a configuration without secrets. */
export interface CheckedConfig {
  /** As people see it: relative to the working directory where possible. */
  readonly file: string;
  /** The official account's name. */
  readonly name: string;
  readonly appId: string;
  readonly wechatId: string;
  /** Accounts that are to exist. */
  readonly accounts: number;
  /** Accounts that are to be deleted by `state: absent`. */
  readonly absent: number;
  readonly avatars: number;
  readonly templates: number;
}

/** A configuration ready to be planned and applied. */
export interface ResolvedConfig {
  /** As people see it. */
  readonly file: string;
  readonly desired: Desired;
  readonly connection: Connection;
  /** Absolute path of the state file: `kefu.state.json` beside `kefu.yaml`. */
  readonly stateFile: string;
}

/** For `validate`: everything that can be known without secrets and without network; the pictures' headers are checked. */
export async function checkConfig(file: string, world: ConfigWorld): Promise<ConfigResult<CheckedConfig>> {
  const loaded = await loadAsMeant(file, world);
  return 'tree' in loaded ? checkLoaded(loaded, world) : { ok: false, diagnostics: loaded };
}

/** The same of a configuration that was read already, with what it extends. */
export async function checkLoaded(loaded: Loaded, world: ConfigWorld): Promise<ConfigResult<CheckedConfig>> {
  const { faults, avatars } = await examineAsMeant(loaded, world);
  return resultOf(loaded.source, faults, () => summaryOf(loaded, avatars.size));
}

/** For `plan` and `apply`: also looks up secrets; an unresolved reference is an error before any request. */
export async function resolveConfig(file: string, world: ConfigWorld): Promise<ConfigResult<ResolvedConfig>> {
  const loaded = await loadAsMeant(file, world);
  if (!('tree' in loaded)) return { ok: false, diagnostics: loaded };
  const { source, tree } = loaded;
  const { faults, avatars, media, endpoint, folders } = await examineAsMeant(loaded, world);
  const secrets = await lookUpSecrets(tree, folders, world, faults);
  const { credentials, passwords } = secrets;
  const all = [...faults, ...(endpoint.chosen ? [] : emulatorFaults(tree, endpoint)), ...secrets.faults];
  if (all.some(isError) || credentials === undefined)
    return { ok: false, diagnostics: diagnosticsOf(source, all) };
  const { desiredOf } = await import('./desired.ts');
  const desired = await desiredOf(source, tree, { avatars, passwords, media });
  return resultOf(source, all, () => ({
    file: source.file,
    desired,
    connection: { appId: desired.officialAccount.appId, endpoint: endpoint.url, credentials },
    stateFile: stateFileOf(loaded.file, world),
  }));
}

/** What a configuration says but for its secrets: passwords are left out. */
export interface OfflineConfig {
  /** As people see it. */
  readonly file: string;
  /** Absolute paths: its own, and those of the files it extends. */
  readonly files: readonly string[];
  readonly desired: Desired;
  /** Absolute path of the state file. */
  readonly stateFile: string;
}

/**
 * For commands that show or render messages: no secret is looked up. With the name of a template of the file, the other
 * templates are left out with their faults: this message can do without them.
 */
export async function resolveOffline(
  file: string,
  world: ConfigWorld,
  template?: string,
): Promise<ConfigResult<OfflineConfig>> {
  const loaded = await loadAsMeant(file, world);
  if (!('tree' in loaded)) return { ok: false, diagnostics: loaded };
  const { source } = loaded;
  const tree = template === undefined ? loaded.tree : withTemplateAlone(loaded.tree, template);
  const { faults, avatars, media } = await examineAsMeant({ ...loaded, tree }, world);
  if (faults.some(isError)) return { ok: false, diagnostics: diagnosticsOf(source, faults) };
  const { desiredOf } = await import('./desired.ts');
  const desired = await desiredOf(source, tree, { avatars, passwords: new Map(), media });
  return resultOf(source, faults, () => ({
    file: source.file,
    desired,
    files: loaded.layers?.parts.map((part) => part.file) ?? [loaded.file],
    stateFile: stateFileOf(loaded.file, world),
  }));
}

/** The same as {@link examine}, but where faults come of signs that YAML does not know, those signs are the faults. */
async function examineAsMeant(loaded: Loaded, world: ConfigWorld) {
  const examined = await examine(loaded, world);
  const errors = examined.faults.filter(isError);
  const meant = errors.length === 0 ? undefined : loadedAsMeant(loaded, errors);
  if (meant === undefined) return examined;
  const left = meant.placed((await examine(meant.loaded, world)).faults);
  if (!isBetter(errors, left.filter(isError))) return examined;
  return { ...examined, faults: [...meant.slips, ...left] };
}

/** The same as `load`; of a file that is YAML but for signs, everything is told at once. */
async function loadAsMeant(file: string, world: ConfigWorld): Promise<Loaded | readonly Diagnostic[]> {
  const opened = await openText(file, world);
  if (!('source' in opened)) return opened;
  const { source } = opened;
  const { tree, faults } = parse(source);
  if (tree !== undefined) return withLayers(loadedOf(opened, tree), world);
  const mended = mendedSyntax(source, faults);
  if (mended === undefined) return diagnosticsOf(source, faults);
  const { tree: meant, faults: left } = mended;
  const all =
    // What it extends can't be told from a text that is no YAML; without that much would seem to be missing.
    meant === undefined || entryOf(meant, 'extends') !== undefined
      ? left
      : (await examine({ ...opened, source: mended.source, tree: meant }, world)).faults;
  return diagnosticsOf(source, toldOf(source, mended, all));
}

/** Everything the file, its schema, the rules and the pictures tell. */
async function examine(loaded: Loaded, world: ConfigWorld) {
  const { source, tree, layerFaults = [] } = loaded;
  const folders = foldersByPlace(loaded, world);
  const { avatars, faults: avatarFaults } = await readAvatars(tree, folders);
  const messages = hasMessages(tree) ? await import('./messages.ts') : undefined;
  const examined = await messages?.examineMessages(source, tree, folders);
  const endpoint = endpointOf(tree, world.env);
  const found: Fault[] = [
    ...officialAccountFaults(tree),
    ...endpoint.faults,
    // Without a server being named, the operator may still name the emulator's when planning.
    ...(endpoint.chosen ? emulatorFaults(tree, endpoint) : []),
    ...withoutRepeats([...layerFaults, ...secretFaults(source, tree)]),
    ...accountFaults(source, tree),
    ...avatarFaults,
    ...(examined?.faults ?? []),
    ...lintFaults(source, tree),
  ];
  const values = valuesOf(tree);
  const unmeant = atTheirLevels(tree, [...placeholderFaults(source, values), ...slipFaults(source, values)]);
  const explained = atTheirLevels(tree, [...unmeant, ...withoutNoise(found, unmeant)]);
  const bySchema = [...schemaFaults(source, tree), ...(messages?.messageSchemaFaults(source, tree) ?? [])];
  return {
    faults: [...unexplained(bySchema, explained), ...explained],
    avatars,
    media: examined?.media ?? new Map(),
    endpoint,
    folders,
  };
}

/** Whether the file has canned messages at all. */
function hasMessages(tree: Tree): boolean {
  return valueAt(tree, 'templates') !== undefined || valueAt(tree, 'sequences') !== undefined;
}

/** What the schema found, without what a rule says better about the same place. */
function unexplained(bySchema: readonly SchemaFault[], explained: readonly Fault[]): Fault[] {
  const covered = new Set(
    explained
      .filter(isError)
      .flatMap(({ covers }) => covers ?? [])
      .map(({ start }) => start),
  );
  return bySchema
    .filter(({ at, about }) => about === 'key' || !covered.has(at.start))
    .map(({ about: _, ...fault }) => fault);
}

function summaryOf({ source, tree }: Loaded, avatars: number): CheckedConfig {
  const officialAccount = valueAt(tree, 'officialAccount');
  const entries = entriesOf(valueAt(tree, 'accounts'));
  const absent = entries.filter(isAbsent).length;
  return {
    file: source.file,
    name: textOf(valueAt(officialAccount, 'name')) ?? '',
    appId: textOf(valueAt(officialAccount, 'appId')) ?? '',
    wechatId: textOf(valueAt(officialAccount, 'wechatId')) ?? '',
    accounts: entries.length - absent,
    absent,
    avatars,
    templates: entriesOf(valueAt(tree, 'templates')).length,
  };
}

function resultOf<T>(source: Source, faults: readonly Fault[], value: () => T): ConfigResult<T> {
  const diagnostics = diagnosticsOf(source, faults);
  return faults.some(isError)
    ? { ok: false, diagnostics }
    : { ok: true, value: value(), warnings: diagnostics };
}

function isError({ severity }: Fault): boolean {
  return severity === 'error';
}
