// Which live accounts a configuration can hold, and why not the others.
import { accountName, accountSuffix, type LiveAccount, type LiveAccounts } from '../model/account.ts';
import { visible } from '../model/visible.ts';
import { accountFaults } from './account-rules.ts';
import { maskedText } from './mask.ts';
import { parse } from './parse.ts';
import { scan } from './scan.ts';
import { schemaFaults } from './schema-faults.ts';
import { secretFaults } from './secret-rules.ts';
import { sourceOf } from './source.ts';
import { entriesOf, isAbsent, itemsOf, type Tree, textOf, valueAt } from './tree.ts';
import { type WrittenAccount, withAccounts } from './write.ts';
import { parsed, startingText } from './write-start.ts';

/** A live account that can be written, and how. */
export interface WritableAccount {
  readonly live: LiveAccount;
  readonly written: WrittenAccount;
}

/** Something live that is not written. Both texts are safe to print on one line. */
export interface LeftOut {
  readonly what: string;
  readonly reason: string;
}

/** Sorts what is live into what this configuration can say and what it can't. */
export function writableAccounts(
  live: LiveAccounts,
  tree: Tree,
): { readonly accounts: readonly WritableAccount[]; readonly leftOut: readonly LeftOut[] } {
  const accounts: WritableAccount[] = [];
  const leftOut: LeftOut[] = [];
  const reserved = reservedNames(tree);
  for (const account of live.accounts) {
    const name = accountName(account.id);
    const reason = reserved(account) ?? faultOf({ name, nickname: account.nickname });
    if (reason !== undefined) {
      leftOut.push({ what: shown(`${account.id} "${account.nickname}"`), reason });
      continue;
    }
    const worker = workerOf(account);
    const refused = worker === undefined ? undefined : faultOf({ name, nickname: account.nickname, worker });
    if (refused !== undefined)
      leftOut.push({ what: shown(`the worker of ${account.id} "${worker}"`), reason: refused });
    const person = worker === undefined || refused !== undefined ? {} : { worker };
    accounts.push({ live: account, written: { name, nickname: account.nickname, ...person } });
  }
  return { accounts, leftOut: [...leftOut, ...live.consoleAccounts.map(withoutName)] };
}

function withoutName({ nickname, kfId }: LiveAccounts['consoleAccounts'][number]): LeftOut {
  const what = shown(`"${nickname}" (kf_id ${kfId})`);
  return { what, reason: "added in WeChat's console, has no kf_account" };
}

/** An invitation that was rejected or ran out would be sent again by the next apply, so it is not written. */
function workerOf({ worker }: LiveAccount): string | undefined {
  return worker.status === 'bound' || worker.status === 'invited' ? worker.wechatId : undefined;
}

/** Tells why this configuration has no place for an account, as far as its name and suffix say. */
function reservedNames(tree: Tree): (account: LiveAccount) => string | undefined {
  const wechatId = textOf(valueAt(valueAt(tree, 'officialAccount'), 'wechatId'));
  const entries = entriesOf(valueAt(tree, 'accounts'));
  const absent = new Set(entries.filter(isAbsent).map(({ key }) => key));
  const replaced = entries.flatMap(({ value }) => itemsOf(valueAt(value, 'previously')).map(textOf));
  const spelling = new Map(entries.map(({ key }) => [key.toLowerCase(), key]));
  return ({ id }) => {
    const name = accountName(id);
    if (accountSuffix(id) !== wechatId) return `does not end in @${wechatId}`;
    if (absent.has(name)) return 'the file says state: absent';
    if (replaced.includes(name)) return 'the file names it in previously';
    const other = spelling.get(name.toLowerCase());
    if (other !== undefined && other !== name) return `differs from ${other} only in upper and lower case`;
    spelling.set(name.toLowerCase(), name);
    return undefined;
  };
}

/** What the rules of a configuration say against an account, if anything. */
function faultOf(account: WrittenAccount): string | undefined {
  const { source: start, tree: empty } = parsed(startingText(anyAccount), '', '');
  const source = sourceOf('', withAccounts(start.text, empty, [account]));
  const unfit = scan(source.text);
  const { tree, faults } = unfit.length > 0 ? { faults: unfit } : parse(source);
  const found =
    tree === undefined
      ? faults
      : [...secretFaults(source, tree), ...accountFaults(source, tree), ...schemaFaults(source, tree)];
  // What WeChat has is meant, whatever it looks like.
  return found.find(({ severity, code }) => severity === 'error' && code !== 'placeholder')?.message;
}

const anyAccount = { name: 'any', wechatId: 'any', appId: 'wx0000000000000000' };

/** Safe to print on one line; what looks like a secret is masked, or the configuration would be refused for it. */
function shown(text: string): string {
  return maskedText(visible(text), []);
}
