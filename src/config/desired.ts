import { type AccountId, accountId } from '../model/account.ts';
import type { AbsentAccount, Desired, DesiredAccount, Policy } from '../model/desired.ts';
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

/** While it is put together, field by field: a hundred spreads of nothing cost more than the fields. */
type Draft<Part> = { -readonly [Key in keyof Part]: Part[Key] };

/** The desired state a faultless configuration describes. Throws when it has faults: that would be a bug of kefu. */
export async function desiredOf(source: Source, tree: Tree, found: Found): Promise<Desired> {
  const officialAccount = officialAccountOf(source, tree);
  const accounts: DesiredAccount[] = [];
  const absent: AbsentAccount[] = [];
  for (const entry of entriesOf(valueAt(tree, 'accounts'))) {
    if (isAbsent(entry)) absent.push(common(source, entry, officialAccount.wechatId));
    else {
      const account = presentAccount(source, entry, officialAccount, found);
      const password = found.passwords.get(entry.key);
      if (password) account.password = await fingerprinted(password, officialAccount.appId, account.id);
      accounts.push(account);
    }
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

function presentAccount(
  source: Source,
  entry: Entry,
  { wechatId }: Desired['officialAccount'],
  { avatars }: Found,
): Draft<DesiredAccount> {
  const account: Draft<DesiredAccount> = {
    ...common(source, entry, wechatId),
    nickname: needed(entry.value, 'nickname'),
    previously: previousNames(entry.value, wechatId),
  };
  const avatar = avatars.get(entry.key);
  const worker = textOf(valueAt(entry.value, 'worker'));
  if (avatar) account.avatar = { ...avatar, sha256: sha256Of(avatar.bytes) };
  if (worker) account.worker = worker;
  return account;
}

function previousNames(account: Tree, wechatId: string): AccountId[] {
  const names = itemsOf(valueAt(account, 'previously')).flatMap((item) => textOf(item) ?? []);
  return names.map((name) => accountId(name, wechatId)).sort();
}

/** What present and absent accounts have in common. */
function common(source: Source, { key, keyAt, value }: Entry, wechatId: string): AbsentAccount {
  const protect = textOf(valueAt(value, 'protect'));
  const account: Draft<AbsentAccount> = {
    id: accountId(key, wechatId),
    source: { account: rangeOf(source, keyAt), fields: placesOf(source, value) },
  };
  if (protect !== undefined) account.protect = protect === 'true';
  return account;
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
