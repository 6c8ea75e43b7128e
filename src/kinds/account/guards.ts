import { type AccountId, accountName, accountSuffix, type LiveAccount } from '../../model/account.ts';
import type { DesiredAccount } from '../../model/desired.ts';
import type { GuardInput } from '../../model/kind.ts';
import type { Change, Guard } from '../../model/plan.ts';
import type { Saying } from '../../model/saying.ts';
import { say } from '../../words/en/guards.ts';
import { toldAs } from '../../words/say.ts';
import { caseTwinOf } from './case-twins.ts';
import { accountLimit } from './limits.ts';
import { servedBy } from './observe.ts';
import {
  type AccountWant,
  accountKind,
  accountReading,
  isForeign,
  presentAccounts,
  type RecordedAccount,
} from './states.ts';

type Input = GuardInput<AccountWant, LiveAccount, RecordedAccount>;

/** The guards that are about accounts alone, in a fixed order. */
export function accountGuards(input: Input): Guard[] {
  return [
    ...suffixMismatch(input),
    ...lastAccount(input),
    ...servingCustomers(input),
    ...renameSuspected(input),
    ...caseTwins(input),
    ...accountLimitReached(input),
  ];
}

function deletesOf({ changes }: Input): Change[] {
  return changes.filter(({ action }) => action === 'delete');
}

function createsOf({ changes }: Input): Change[] {
  return changes.filter(({ action }) => action === 'create');
}

function liveOf({ reading }: Input): LiveAccount[] {
  return [...reading.objects.values()];
}

function observed({ observed: live }: Change): LiveAccount | null {
  return live as LiveAccount | null;
}

function nameIn({ name }: Change): string {
  return accountName(name as AccountId);
}

/** Mixed suffixes happen (a WeChat ID set after the first accounts); none that fits means the wrong official account. */
function suffixMismatch(input: Input): Guard[] {
  const { wechatId, source } = input.officialAccount;
  const live = liveOf(input);
  const suffixes = [...new Set(live.map(({ id }) => accountSuffix(id)))];
  const [first] = suffixes;
  if (first === undefined || live.some(({ id }) => !isForeign(id, wechatId))) return [];
  return [
    {
      code: 'suffix-mismatch',
      ...toldAs({
        message: say('suffixes-differ', { suffixes: suffixes.map((suffix) => `@${suffix}`), wechatId }),
        wayOut: say('write-live-wechat-id', { wechatId: first }),
      }),
      allowable: false,
      objects: live.map(({ id }) => ({ kind: accountKind, name: id, label: id })),
      ...(source.wechatId ? { source: source.wechatId } : {}),
    },
  ];
}

function lastAccount(input: Input): Guard[] {
  const deletes = deletesOf(input);
  const left = input.reading.objects.size + createsOf(input).length - deletes.length;
  if (deletes.length === 0 || left > 0) return [];
  return [
    {
      code: 'last-account',
      ...toldAs({ message: say('no-account-left'), wayOut: say('keep-one-account') }),
      allowable: false,
      objects: deletes,
    },
  ];
}

function servingCustomers(input: Input): Guard[] {
  const cases = servedBy(accountReading(input.reading));
  return deletesOf(input).flatMap((change): Guard[] => {
    const serving = cases.get(change.name as AccountId) ?? 0;
    if (serving === 0) return [];
    return [
      {
        code: 'serving-customers',
        ...toldAs({
          message: say('serves-customers', { name: change.name, count: serving }),
          wayOut: say('wait-for-sessions'),
        }),
        allowable: true,
        objects: [change],
        ...(change.source ? { source: change.source } : {}),
      },
    ];
  });
}

/** kf_account can't be renamed: a delete and a create that share nickname or person are often meant as a rename. */
function renameSuspected(input: Input): Guard[] {
  const deletes = deletesOf(input).filter(({ reason }) => reason !== 'replaced');
  const wanted = new Map(presentAccounts(input.wants).map((account) => [account.id as string, account]));
  return createsOf(input).flatMap((create): Guard[] => {
    const twin = deletes.find((gone) => looksRenamed(gone, create, wanted.get(create.name)));
    return twin ? [suspicion(twin, create)] : [];
  });
}

/** By what is wanted: who is bound to the one that goes can't be invited yet, so no difference tells of that person. */
function looksRenamed(gone: Change, create: Change, wanted: DesiredAccount | undefined): boolean {
  const live = observed(gone);
  if (!wanted || !live || isSameButForCase(gone, create)) return false;
  if (live.nickname === wanted.nickname) return true;
  return live.worker.status === 'bound' && live.worker.wechatId === wanted.worker;
}

function suspicion(twin: Change, create: Change): Guard {
  const [from, to] = [nameIn(twin), nameIn(create)];
  return {
    code: 'rename-suspected',
    ...toldAs({
      message: say('looks-like-rename', { gone: twin.name, made: create.name }),
      wayOut: say('write-previously', { from, to }),
    }),
    allowable: true,
    objects: [twin, create],
    ...(create.source ? { source: create.source } : {}),
  };
}

/**
 * An account whose name differs from a live one by letter case alone. Whether WeChat tells the two apart is not
 * documented; to people they are one, so making the second is held until somebody says so.
 */
function caseTwins(input: Input): Guard[] {
  return createsOf(input).flatMap((create): Guard[] => {
    const twin = caseTwinOf(create.name as AccountId, liveOf(input));
    if (!twin) return [];
    const gone = deletesOf(input).find(({ name }) => name === twin.id);
    if (gone?.reason === 'replaced') return [];
    const names = { made: create.name, twin: twin.id };
    return [
      {
        code: 'name-case-differs',
        ...toldAs({
          message: gone ? say('twin-would-go', names) : say('twin-stays', names),
          wayOut: wayOutOfTwins(create, twin, gone !== undefined),
        }),
        allowable: true,
        objects: [create, { kind: accountKind, name: twin.id, label: twin.id }],
        ...(create.source ? { source: create.source } : {}),
      },
    ];
  });
}

/** What helps, true in both variants: a twin that stays, and one that would go. */
function wayOutOfTwins(create: Change, twin: LiveAccount, isGone: boolean): Saying {
  const [from, to] = [accountName(twin.id), nameIn(create)];
  const byAllow = isGone ? say('let-twin-go', { from, to }) : say('make-second-account');
  return from === to ? byAllow : say('write-twins-name', { from, to, more: byAllow });
}

function isSameButForCase(one: Change, other: Change): boolean {
  return one.name.toLowerCase() === other.name.toLowerCase();
}

/** Creates run before deletes, so the limit is met on the way, not at the end. */
function accountLimitReached(input: Input): Guard[] {
  const creates = createsOf(input);
  const there = input.reading.objects.size + accountReading(input.reading).consoleAccounts.length;
  if (creates.length === 0 || there + creates.length <= accountLimit) return [];
  return [
    {
      code: 'account-limit',
      ...toldAs({
        message: say('accounts-limit-met', { most: accountLimit, there, added: creates.length }),
        wayOut: say('delete-first'),
      }),
      allowable: false,
      objects: creates,
    },
  ];
}
