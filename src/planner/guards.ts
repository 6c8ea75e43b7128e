import { accountName, accountSuffix } from '../model/account.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountChange, Guard, GuardCode } from '../model/plan.ts';
import type { PlanInput } from './input.ts';
import { accountLimit } from './limits.ts';

/** What the guards look at: the input of the plan and the changes made of it. */
export type GuardInput = Omit<PlanInput, 'allow'> & { readonly accountChanges: readonly AccountChange[] };

/** Guards the operator may let pass with `--allow`; the others are lifted in the YAML or not at all. */
export const allowableGuards = [
  'desired-shrunk',
  'live-shrunk',
  'serving-customers',
  'rename-suspected',
] as const satisfies readonly GuardCode[];

/** Every finding that holds this plan back, in a fixed order. */
export function findGuards(input: GuardInput): Guard[] {
  return [
    ...appIdMismatch(input),
    ...suffixMismatch(input),
    ...emptyDesired(input),
    ...desiredShrunk(input),
    ...liveShrunk(input),
    ...protectedAccounts(input),
    ...maxDeletes(input),
    ...lastAccount(input),
    ...servingCustomers(input),
    ...renameSuspected(input),
    ...accountLimitReached(input),
  ];
}

/** Takes out the guards the operator allows and leaves a warning for each. */
export function applyAllowances(
  found: readonly Guard[],
  allow: ReadonlySet<GuardCode>,
): { guards: Guard[]; allowed: Diagnostic[] } {
  const mayPass = ({ code }: Guard) => allow.has(code) && allowableGuards.some((name) => name === code);
  return {
    guards: found.filter((guard) => !mayPass(guard)),
    allowed: found.filter(mayPass).map(({ code, message }) => ({
      severity: 'warning',
      code: `allowed-${code}`,
      message,
      hint: `Let pass by --allow ${code}.`,
    })),
  };
}

function deletesOf({ accountChanges }: GuardInput): AccountChange[] {
  return accountChanges.filter(({ action }) => action === 'delete');
}

function createsOf({ accountChanges }: GuardInput): AccountChange[] {
  return accountChanges.filter(({ action }) => action === 'create');
}

function appIdMismatch({ desired, recorded }: GuardInput): Guard[] {
  const { appId, source } = desired.officialAccount;
  if (!recorded || recorded.appId === appId) return [];
  return [
    {
      code: 'appid-mismatch',
      message: `The state file belongs to AppID ${recorded.appId}, the config says ${appId}.`,
      wayOut:
        'Correct officialAccount.appId. If this config really describes another official account now, move the state file away.',
      accounts: [],
      ...(source.appId ? { source: source.appId } : {}),
    },
  ];
}

/** Mixed suffixes happen (a WeChat ID set after the first accounts); none that fits means the wrong official account. */
function suffixMismatch({ desired, live }: GuardInput): Guard[] {
  const { wechatId, source } = desired.officialAccount;
  const suffixes = [...new Set(live.accounts.map(({ id }) => accountSuffix(id)))];
  if (suffixes.length === 0 || suffixes.includes(wechatId)) return [];
  return [
    {
      code: 'suffix-mismatch',
      message: `The live accounts end in ${suffixes.map((suffix) => `@${suffix}`).join(', ')}, but officialAccount.wechatId is "${wechatId}".`,
      wayOut: `If this is the right official account, write wechatId: ${suffixes[0]}. If not, correct appId and its secret.`,
      accounts: live.accounts.map(({ id }) => id),
      ...(source.wechatId ? { source: source.wechatId } : {}),
    },
  ];
}

function emptyDesired(input: GuardInput): Guard[] {
  const unnamed = deletesOf(input).filter(({ reason }) => reason === 'unmanaged_delete');
  if (input.desired.accounts.length > 0 || unnamed.length === 0) return [];
  return [
    {
      code: 'empty-desired',
      message: `The config names no account to keep, and policy.unmanaged: delete would delete all ${unnamed.length}.`,
      wayOut: 'Write the accounts to keep under accounts: (an empty file is never taken as the whole truth).',
      accounts: unnamed.map(({ account }) => account),
    },
  ];
}

/** More than half of the accounts kefu managed are gone from the file at once: more likely a lost file than a wish. */
function desiredShrunk(input: GuardInput): Guard[] {
  const { desired, recorded } = input;
  if (desired.policy.unmanaged !== 'delete' || !recorded || desired.accounts.length === 0) return [];
  const unnamed = deletesOf(input).filter(
    ({ reason, account }) => reason === 'unmanaged_delete' && recorded.accounts.has(account),
  );
  if (unnamed.length * 2 <= recorded.accounts.size) return [];
  return [
    {
      code: 'desired-shrunk',
      message: `${unnamed.length} of the ${recorded.accounts.size} accounts kefu managed are no longer in the config and would be deleted.`,
      wayOut:
        'Put the blocks back, declare state: absent for those to delete, or pass --allow desired-shrunk.',
      accounts: unnamed.map(({ account }) => account),
    },
  ];
}

/** A list that lost more than half of what we recorded is more likely a fault of the answer than a fact. */
function liveShrunk({ live, recorded }: GuardInput): Guard[] {
  if (!recorded || recorded.accounts.size === 0) return [];
  const ids = new Set(live.accounts.map(({ id }) => id));
  const missing = [...recorded.accounts.keys()].filter((id) => !ids.has(id)).sort();
  if (missing.length * 2 <= recorded.accounts.size) return [];
  return [
    {
      code: 'live-shrunk',
      message: `WeChat lists only ${recorded.accounts.size - missing.length} of the ${recorded.accounts.size} accounts recorded by the last apply.`,
      wayOut:
        'Look at the console. If the accounts were really deleted there, pass --allow live-shrunk to make them again.',
      accounts: missing,
    },
  ];
}

function protectedAccounts(input: GuardInput): Guard[] {
  const lifted = new Set(input.desired.absent.filter(({ protect }) => protect === false).map(({ id }) => id));
  return deletesOf(input)
    .filter(({ account }) => input.recorded?.accounts.get(account)?.protect && !lifted.has(account))
    .map(({ account, source }) => ({
      code: 'protected' as const,
      message: `${account} is protected and would be deleted.`,
      wayOut: `If it must go, write ${accountName(account)}: { state: absent, protect: false }.`,
      accounts: [account],
      ...(source ? { source } : {}),
    }));
}

function maxDeletes(input: GuardInput): Guard[] {
  const deletes = deletesOf(input);
  const { maxDeletes: allowed } = input.desired.policy;
  if (deletes.length <= allowed) return [];
  return [
    {
      code: 'max-deletes',
      message: `The plan deletes ${deletes.length} accounts; policy.maxDeletes allows ${allowed}.`,
      wayOut: `If all are meant, set policy.maxDeletes: ${deletes.length} and have it reviewed.`,
      accounts: deletes.map(({ account }) => account),
    },
  ];
}

function lastAccount(input: GuardInput): Guard[] {
  const deletes = deletesOf(input);
  const left = input.live.accounts.length + createsOf(input).length - deletes.length;
  if (deletes.length === 0 || left > 0) return [];
  return [
    {
      code: 'last-account',
      message: 'The plan would leave the official account without any customer-service account.',
      wayOut: 'Keep or add at least one account. kefu never deletes the last one; the console can.',
      accounts: deletes.map(({ account }) => account),
    },
  ];
}

function servingCustomers(input: GuardInput): Guard[] {
  const cases = new Map((input.online ?? []).map(({ id, acceptedCases }) => [id, acceptedCases]));
  return deletesOf(input).flatMap(({ account, source }) => {
    const serving = cases.get(account) ?? 0;
    if (serving === 0) return [];
    return [
      {
        code: 'serving-customers' as const,
        message: `${account} is serving ${serving} ${serving === 1 ? 'customer' : 'customers'} right now and would be deleted.`,
        wayOut: 'Wait until the sessions are closed, or pass --allow serving-customers.',
        accounts: [account],
        ...(source ? { source } : {}),
      },
    ];
  });
}

/** kf_account can't be renamed: a delete and a create that share nickname or person are often meant as a rename. */
function renameSuspected(input: GuardInput): Guard[] {
  const deletes = deletesOf(input).filter(({ reason }) => reason !== 'replaced');
  return createsOf(input).flatMap((create) => {
    const twin = deletes.find((gone) => looksRenamed(gone, create));
    if (!twin) return [];
    const [from, to] = [accountName(twin.account), accountName(create.account)];
    return [
      {
        code: 'rename-suspected' as const,
        message: `${twin.account} would be deleted and ${create.account} created with the same nickname or person: this looks like a rename, which WeChat can't do.`,
        wayOut: `If the loss of ${from}'s history and binding is meant, write previously: [${from}] under ${to}, or pass --allow rename-suspected.`,
        accounts: [twin.account, create.account],
        ...(create.source ? { source: create.source } : {}),
      },
    ];
  });
}

function looksRenamed(gone: AccountChange, create: AccountChange): boolean {
  const after = (field: string) => create.differences.find((found) => found.field === field)?.after;
  if (gone.observed?.nickname === after('nickname')) return true;
  const worker = gone.observed?.worker;
  return worker?.status === 'bound' && worker.wechatId === after('worker');
}

/** Creates run before deletes, so the limit is met on the way, not at the end. */
function accountLimitReached(input: GuardInput): Guard[] {
  const creates = createsOf(input);
  const { accounts, consoleAccounts } = input.live;
  const onTheWay = accounts.length + consoleAccounts.length + creates.length;
  if (creates.length === 0 || onTheWay <= accountLimit) return [];
  return [
    {
      code: 'account-limit',
      message: `WeChat allows ${accountLimit} accounts; there are ${accounts.length + consoleAccounts.length} and the plan adds ${creates.length} before it deletes any.`,
      wayOut: 'Delete accounts in a plan of its own first, then add the new ones.',
      accounts: creates.map(({ account }) => account),
    },
  ];
}
