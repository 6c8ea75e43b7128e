import { access } from 'node:fs/promises';
import path from 'node:path';
import { type ConfigWorld, resolveConfig } from '../config/config.ts';
import { type Loaded, load } from '../config/load.ts';
import { isOfficialAccountName } from '../config/official-account-rules.ts';
import { schemaLine } from '../config/starter.ts';
import type { Tree } from '../config/tree.ts';
import { withLayers } from '../config/with-layers.ts';
import { parsed, type StartingPoint, startingConnection, startingText } from '../config/write-start.ts';
import { accountSuffix, type LiveAccounts } from '../model/account.ts';
import type { Connection } from '../model/connection.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/exports.ts';
import { type LanguageWords, sayIn } from '../words/language-words.ts';
import { told } from '../words/say.ts';

/** Where an export starts from and where it goes. */
export interface OriginFlags {
  /** It gives the credentials and is brought up to date; a first export makes it. */
  readonly config: string;
  /** Set for a first export, which reads no config. */
  readonly appId?: string;
  readonly wechatId?: string;
  readonly name?: string;
  /** Another file to write, which is not there yet. */
  readonly out?: string;
  /** Where editors find the schema, for the first line of a config that is made. */
  readonly schema?: string;
  /** What made it, for the comment in it: `kefu export` by default. */
  readonly writtenBy?: string;
}

export interface Origin {
  /** Absolute path of the file to write. */
  readonly target: string;
  readonly connection: Connection;
  /** What the config says now and its state file; absent on a first export. */
  readonly config?: { readonly desired: Desired; readonly stateFile: string };
  /** The text to write into, once it is known what is live. Throws a `Failure` when the two don't belong together. */
  textFor(live: LiveAccounts): Start;
}

/** The file to write into, and the configuration it makes with what it extends. */
export interface Start extends Loaded {
  readonly whole: Tree;
}

/** Reads the config, or takes the flags of a first export. Rejects with a `Failure`; nothing is sent or written. */
export async function originOf(
  flags: OriginFlags,
  words: LanguageWords,
  world: ConfigWorld,
): Promise<Origin> {
  const target = path.resolve(world.cwd, flags.out ?? flags.config);
  const isNew = flags.appId !== undefined || flags.out !== undefined;
  if (isNew && (await exists(target))) throw alreadyThere(target, world.cwd);
  return flags.appId === undefined
    ? fromConfig(flags, target, world)
    : fromFlags({ ...flags, appId: flags.appId }, target, words, world);
}

async function fromConfig(flags: OriginFlags, target: string, world: ConfigWorld): Promise<Origin> {
  const file = path.resolve(world.cwd, flags.config);
  if (!(await exists(file))) throw nothingToStartFrom(flags.config);
  if (path.dirname(file) !== path.dirname(target)) throw otherFolder();
  const resolved = await resolveConfig(file, world);
  if (!resolved.ok) throw faulty(resolved.diagnostics);
  const loaded = await load(file, world);
  if (!('tree' in loaded)) throw faulty(loaded);
  const layered = await withLayers(loaded, world);
  if (!('tree' in layered)) throw faulty(layered);
  const { desired, connection, stateFile } = resolved.value;
  const textFor = (live: LiveAccounts) => {
    refuseOtherSuffix(desired.officialAccount.wechatId, live);
    const { tree: whole, layers } = layered;
    return { ...loaded, whole, ...(layers ? { layers } : {}) };
  };
  return { target, connection, config: { desired, stateFile }, textFor };
}

async function fromFlags(
  flags: OriginFlags & { readonly appId: string },
  target: string,
  words: LanguageWords,
  world: ConfigWorld,
): Promise<Origin> {
  const name = flags.name ?? nameOf(target);
  // Until the list is there the WeChat ID may be unknown; nothing of the connection depends on it.
  const start: StartingPoint = { name, appId: flags.appId, wechatId: flags.wechatId ?? 'unknown' };
  const connected = await startingConnection(start, target, world);
  if (!connected.ok) throw faulty(connected.diagnostics);
  const textFor = (live: LiveAccounts) => {
    if (flags.wechatId !== undefined) refuseOtherSuffix(flags.wechatId, live);
    const wechatId = flags.wechatId ?? suffixesOf(live)[0];
    if (wechatId === undefined) throw noSuffix();
    const schema = flags.schema === undefined ? '' : schemaLine(flags.schema);
    const comment = sayIn(words, say('export-comment', { command: flags.writtenBy ?? 'kefu export' }));
    const text = `${schema}# ${comment}\n${startingText({ ...start, wechatId })}`;
    const started = parsed(text, target, path.basename(target));
    return { ...started, whole: started.tree };
  };
  return { target, connection: connected.value, textFor };
}

function nameOf(target: string): string {
  const { name } = path.parse(target);
  return isOfficialAccountName(name) ? name : 'my-account';
}

/** What stands after "@" in the live accounts, the most frequent first. */
function suffixesOf({ accounts }: LiveAccounts): string[] {
  const counts = new Map<string, number>();
  for (const { id } of accounts) counts.set(accountSuffix(id), (counts.get(accountSuffix(id)) ?? 0) + 1);
  return [...counts].sort(byCountThenName).map(([suffix]) => suffix);
}

function byCountThenName([one, first]: [string, number], [other, second]: [string, number]): number {
  return second - first || (one < other ? -1 : 1);
}

function refuseOtherSuffix(wechatId: string, live: LiveAccounts): void {
  const suffixes = suffixesOf(live);
  if (suffixes.length === 0 || suffixes.includes(wechatId)) return;
  const shown = suffixes.map((suffix) => `@${visible(suffix)}`);
  const message = say('live-suffixes', { suffixes: shown, wechatId });
  const hint = say('its-wechat-id', { wechatId: visible(suffixes[0] ?? '') });
  throw new Failure('config', 'suffix-mismatch', told(message, hint));
}

function noSuffix(): Failure {
  return new Failure('config', 'wechat-id-unknown', told(say('no-live-wechat-id'), say('name-wechat-id')));
}

function faulty(diagnostics: readonly Diagnostic[]): Failure {
  return new Failure('config', 'config-invalid', told(say('faults-nothing-sent')), { diagnostics });
}

/** Of a file that an export would have made. */
export function alreadyThere(target: string, cwd: string): Failure {
  const shown = visible(path.relative(cwd, target)) || '.';
  const hint = say('bring-up-to-date', { command: `kefu export ${shown}` });
  return new Failure('config', 'file-exists', told(say('export-file-there', { file: shown }), hint));
}

function nothingToStartFrom(config: string): Failure {
  const missing = told(say('no-file-to-export', { file: visible(config) }), say('first-export'));
  return new Failure('config', 'config-not-found', missing);
}

/** Paths in a config start at its folder, so a copy elsewhere would name other files. */
function otherFolder(): Failure {
  const elsewhere = told(say('out-other-folder'), say('write-beside-config'));
  return new Failure('config', 'out-other-folder', elsewhere);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
