// Which live accounts a configuration can hold, and why not the others.
import { accountName, accountSuffix, type LiveAccount, type LiveAccounts } from '../model/account.ts';
import type { Said, Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/exports.ts';
import { sayingOf, toldAs } from '../words/say.ts';
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
  readonly said: Said<'what' | 'reason'>;
}

/** The same, said. */
export function leftOutAs(what: Saying, reason: Saying): LeftOut {
  return toldAs({ what, reason });
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
      const about = { account: shown(account.id), nickname: shown(account.nickname) };
      leftOut.push(leftOutAs(say('left-out-account', about), reason));
      continue;
    }
    const worker = workerOf(account);
    const refused = worker === undefined ? undefined : faultOf({ name, nickname: account.nickname, worker });
    if (refused !== undefined) {
      const about = { account: shown(account.id), worker: shown(worker ?? '') };
      leftOut.push(leftOutAs(say('left-out-worker', about), refused));
    }
    const person = worker === undefined || refused !== undefined ? {} : { worker };
    accounts.push({ live: account, written: { name, nickname: account.nickname, ...person } });
  }
  return { accounts, leftOut: [...leftOut, ...live.consoleAccounts.map(withoutName)] };
}

function withoutName({ nickname, kfId }: LiveAccounts['consoleAccounts'][number]): LeftOut {
  const about = { nickname: shown(nickname), kfId: shown(kfId) };
  return leftOutAs(say('left-out-unnamed', about), say('has-no-name'));
}

/** An invitation that was rejected or ran out would be sent again by the next apply, so it is not written. */
function workerOf({ worker }: LiveAccount): string | undefined {
  return worker.status === 'bound' || worker.status === 'invited' ? worker.wechatId : undefined;
}

/** Tells why this configuration has no place for an account, as far as its name and suffix say. */
function reservedNames(tree: Tree): (account: LiveAccount) => Saying | undefined {
  const wechatId = textOf(valueAt(valueAt(tree, 'officialAccount'), 'wechatId'));
  const entries = entriesOf(valueAt(tree, 'accounts'));
  const absent = new Set(entries.filter(isAbsent).map(({ key }) => key));
  const replaced = entries.flatMap(({ value }) => itemsOf(valueAt(value, 'previously')).map(textOf));
  const spelling = new Map(entries.map(({ key }) => [key.toLowerCase(), key]));
  return ({ id }) => {
    const name = accountName(id);
    if (accountSuffix(id) !== wechatId) return say('has-other-suffix', { wechatId: wechatId ?? '' });
    if (absent.has(name)) return say('is-absent-in-file');
    if (replaced.includes(name)) return say('is-previous-in-file');
    const other = spelling.get(name.toLowerCase());
    if (other !== undefined && other !== name) return say('is-twin-in-case', { other });
    spelling.set(name.toLowerCase(), name);
    return undefined;
  };
}

/** What the rules of a configuration say against an account, if anything. */
function faultOf(account: WrittenAccount): Saying | undefined {
  const { source: start, tree: empty } = parsed(startingText(anyAccount), '', '');
  const source = sourceOf('', withAccounts(start.text, empty, [account]));
  const unfit = scan(source.text);
  const { tree, faults } = unfit.length > 0 ? { faults: unfit } : parse(source);
  const found =
    tree === undefined
      ? faults
      : [...secretFaults(source, tree), ...accountFaults(source, tree), ...schemaFaults(source, tree)];
  // What WeChat has is meant, whatever it looks like.
  const fault = found.find(({ severity, code }) => severity === 'error' && code !== 'placeholder');
  return fault && sayingOf(fault);
}

const anyAccount = { name: 'any', wechatId: 'any', appId: 'wx0000000000000000' };

/** Safe to print on one line; what looks like a secret is masked, or the configuration would be refused for it. */
function shown(text: string): string {
  return maskedText(visible(text), []);
}
