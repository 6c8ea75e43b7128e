import { accountId } from '../model/account.ts';
import type { AbsentAccount, AccountSource, Desired, DesiredAccount, Policy } from '../model/desired.ts';
import type { SourceRange } from '../model/diagnostic.ts';
import type { MediaFile } from '../model/message.ts';
import type { Secret } from '../model/secret.ts';
import type { ReadPicture } from './avatar-files.ts';
import { configDigest } from './digest.ts';
import { fingerprinted } from './fingerprint.ts';
import { sha256Of } from './sha256.ts';
import { rangeOf, type Source } from './source.ts';
import { sequencesOf, templatesOf } from './templates.ts';
import { type Entry, entriesOf, isAbsent, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** What a configuration refers to, read and looked up; of accounts by name, media by the place of their path. */
interface Found {
  readonly avatars: ReadonlyMap<string, ReadPicture>;
  readonly passwords: ReadonlyMap<string, Secret>;
  readonly media: ReadonlyMap<number, MediaFile>;
}

/** The desired state a faultless configuration describes. Throws when it has faults: that would be a bug of kefu. */
export async function desiredOf(source: Source, tree: Tree, found: Found): Promise<Desired> {
  const officialAccount = officialAccountOf(source, tree);
  const accounts: DesiredAccount[] = [];
  const absent: AbsentAccount[] = [];
  for (const entry of entriesOf(valueAt(tree, 'accounts'))) {
    if (isAbsent(entry)) absent.push(common(source, entry, officialAccount.wechatId));
    else accounts.push(await presentAccount(source, entry, officialAccount, found));
  }
  const desired = {
    officialAccount,
    accounts: accounts.sort(byId),
    absent: absent.sort(byId),
    policy: policyOf(valueAt(tree, 'policy')),
    templates: templatesOf(tree, { source, wechatId: officialAccount.wechatId, media: found.media }),
    sequences: sequencesOf(tree, source),
  };
  return { ...desired, configDigest: configDigest(desired) };
}

function officialAccountOf(source: Source, tree: Tree): Desired['officialAccount'] {
  const officialAccount = valueAt(tree, 'officialAccount');
  return {
    name: needed(officialAccount, 'name'),
    wechatId: needed(officialAccount, 'wechatId'),
    appId: needed(officialAccount, 'appId'),
    source: placesOf(source, officialAccount),
  };
}

async function presentAccount(
  source: Source,
  entry: Entry,
  { appId, wechatId }: Desired['officialAccount'],
  { avatars, passwords }: Found,
): Promise<DesiredAccount> {
  const base = common(source, entry, wechatId);
  const avatar = avatars.get(entry.key);
  const worker = textOf(valueAt(entry.value, 'worker'));
  const password = passwords.get(entry.key);
  const previously = itemsOf(valueAt(entry.value, 'previously')).flatMap((item) => textOf(item) ?? []);
  return {
    ...base,
    nickname: needed(entry.value, 'nickname'),
    ...(avatar && { avatar: { ...avatar, sha256: sha256Of(avatar.bytes) } }),
    ...(worker && { worker }),
    previously: previously.map((name) => accountId(name, wechatId)).sort(),
    ...(password && { password: await fingerprinted(password, appId, base.id) }),
  };
}

/** What present and absent accounts have in common. */
function common(source: Source, { key, keyAt, value }: Entry, wechatId: string): AbsentAccount {
  const protect = textOf(valueAt(value, 'protect'));
  const places: AccountSource = { account: rangeOf(source, keyAt), fields: placesOf(source, value) };
  return {
    id: accountId(key, wechatId),
    ...(protect !== undefined && { protect: protect === 'true' }),
    source: places,
  };
}

function policyOf(policy: Tree | undefined): Policy {
  const maxDeletes = Number(textOf(valueAt(policy, 'maxDeletes')) ?? 1);
  const perDay = textOf(valueAt(policy, 'maxDeletesPerDay'));
  const parallelism = textOf(valueAt(policy, 'parallelism'));
  return {
    unmanaged: textOf(valueAt(policy, 'unmanaged')) === 'delete' ? 'delete' : 'keep',
    maxDeletes,
    // What was allowed and reviewed for one plan is allowed for its day.
    maxDeletesPerDay: perDay === undefined ? Math.max(5, maxDeletes) : Number(perDay),
    media: textOf(valueAt(policy, 'media')) === 'delete' ? 'delete' : 'keep',
    unverifiable: textOf(valueAt(policy, 'unverifiable')) === 'write' ? 'write' : 'keep',
    invite: textOf(valueAt(policy, 'invite')) === 'again' ? 'again' : 'once',
    ...(parallelism === undefined ? {} : { parallelism: Number(parallelism) }),
    ...rolloutOf(valueAt(policy, 'rollout')),
  };
}

function rolloutOf(rollout: Tree | undefined): Pick<Policy, 'rollout'> {
  const values = entriesOf(rollout).map(({ key, value }) => [key, Number(textOf(value))]);
  return values.length === 0 ? {} : { rollout: Object.fromEntries(values) };
}

/** Where the value of each key stands. */
function placesOf(source: Source, tree: Tree | undefined): Record<string, SourceRange> {
  return Object.fromEntries(entriesOf(tree).map(({ key, value }) => [key, rangeOf(source, value.at)]));
}

function needed(tree: Tree | undefined, key: string): string {
  const text = textOf(valueAt(tree, key));
  if (text === undefined) throw new Error(`The schema let a configuration without ${key} pass.`);
  return text;
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}
