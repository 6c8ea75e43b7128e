import type { AccountId, LiveAccount } from '../../model/account.ts';
import { addressOf } from '../../model/address.ts';
import type { Diagnostic, SourceRange } from '../../model/diagnostic.ts';
import type { Findings } from '../../model/kind.ts';
import type { ActionReason, Loss, Unmanaged } from '../../model/plan.ts';
import { differByCaseAlone, missedByCase } from './case-twins.ts';
import { stepsToCreate, stepsToUpdate } from './changes.ts';
import { compareAccount } from './compare.ts';
import { joined } from './comparison.ts';
import { hasInvited, invitedToDeleted, personLeftBehind } from './left-behind.ts';
import {
  type AccountFindInput,
  type AccountFinding,
  type AccountWant,
  accountKind,
  accountReading,
  isForeign,
  presentAccounts,
} from './states.ts';
import type { AccountStep } from './step.ts';

/** The one comparison of accounts: those to be there, then those to be gone. */
export function findAccounts(input: AccountFindInput): Findings<AccountWant, LiveAccount> {
  const boundAt = boundPersons(input);
  const wanted = input.wants.flatMap((want) =>
    want.state === 'present' ? [findWanted(want, input, boundAt)] : [],
  );
  const gone = findGone(input);
  const unmanaged = unmanagedAccounts(input, gone);
  return {
    objects: [...wanted.map(({ finding }) => finding), ...gone],
    excludesOthers: input.policy.unmanaged === 'delete',
    unmanaged,
    diagnostics: [
      ...wanted.flatMap(({ notices }) => notices),
      ...gone.flatMap(({ live, source }) => invitedToDeleted(live, source)),
      ...unmanaged.flatMap(({ name }) => leftWithBlock(name as AccountId | undefined, input)),
      ...missedByCase(input, gone),
    ],
  };
}

function boundPersons({ reading }: AccountFindInput): Map<string, AccountId> {
  return new Map(
    [...reading.objects.values()].flatMap(({ id, worker }) =>
      worker.status === 'bound' ? [[worker.wechatId, id] as const] : [],
    ),
  );
}

function findWanted(
  want: Extract<AccountWant, { state: 'present' }>,
  input: AccountFindInput,
  boundAt: ReadonlyMap<string, AccountId>,
) {
  const { account: desired } = want;
  const { reading, records, policy } = input;
  const live = reading.objects.get(desired.id) ?? null;
  const compared = compareAccount(desired, {
    live,
    recorded: records.get(desired.id),
    looks: accountReading(reading).looks,
    open: openOf(input, desired.id),
    writeUnverifiable: input.writeUnverifiable,
    boundAt,
    invite: policy.invite,
  });
  const { differences, drift, notices } = compared;
  const isDrift = differences.every((difference) =>
    drift.some(({ field, why }) => field === difference.field && why === 'elsewhere'),
  );
  const steps = live ? stepsToUpdate(desired, differences) : stepsToCreate(desired, differences);
  // Written out: spreading costs more than all the comparing, and a fleet has a hundred thousand of these.
  const finding: AccountFinding = {
    name: desired.id,
    label: desired.id,
    want,
    live,
    action: live ? 'update' : 'create',
    reason: !live ? 'not_live' : isDrift ? 'drift' : 'config_changed',
    steps,
    differences,
    unverifiable: compared.unverifiable,
    found: compared.found,
    pending: compared.pending,
    stuck: compared.stuck,
    drift,
    losses: [],
    needs: [],
    source: desired.source.account,
    fields: desired.source.fields,
  };
  return { finding, notices };
}

function openOf({ open }: AccountFindInput, id: AccountId): readonly AccountStep[] {
  // Whether open steps have the shape of their kind was checked when the state file was read.
  return (open.get(id) ?? []) as readonly AccountStep[];
}

/**
 * The accounts to be gone: earlier names of accounts (`previously`), whose block may lift their protection, others declared
 * `state: absent`, and with `policy.unmanaged: delete` every live account that the file does not name and could have written.
 */
function findGone(input: AccountFindInput): AccountFinding[] {
  const { wants, reading, policy, officialAccount } = input;
  const named = new Set(presentAccounts(wants).map(({ id }) => id));
  const gone = new Map<AccountId, AccountFinding>();
  const add = (id: AccountId, more: GoneBecause) => {
    if (!gone.has(id)) gone.set(id, goneFinding(id, more, input));
  };
  const absent = new Map(
    wants.flatMap((want) => (want.state === 'absent' ? [[want.account.id, want] as const] : [])),
  );
  for (const account of presentAccounts(wants)) {
    const source = account.source.fields.previously ?? account.source.account;
    for (const earlier of account.previously) {
      add(earlier, { reason: 'replaced', source, replacedBy: account.id, want: absent.get(earlier) });
    }
  }
  for (const [id, want] of absent) add(id, { reason: 'declared_absent', want });
  if (policy.unmanaged === 'delete') {
    for (const { id } of reading.objects.values()) {
      if (!named.has(id) && !isForeign(id, officialAccount.wechatId)) add(id, { reason: 'unmanaged_delete' });
    }
  }
  return [...gone.values()];
}

interface GoneBecause {
  readonly reason: ActionReason;
  readonly want?: Extract<AccountWant, { state: 'absent' }> | undefined;
  readonly source?: SourceRange;
  readonly replacedBy?: AccountId;
}

function goneFinding(
  id: AccountId,
  { reason, want, source = want?.account.source.account, replacedBy }: GoneBecause,
  { wants, reading, records }: AccountFindInput,
): AccountFinding {
  const live = reading.objects.get(id) ?? null;
  // Where WeChat takes names that differ by case alone for one account, the create is refused and the delete would lose it.
  const twins = presentAccounts(wants).filter((account) => differByCaseAlone(account.id, id));
  const heirs = replacedBy ? [replacedBy] : twins.map((account) => account.id);
  const step: AccountStep = { kind: 'delete-account', account: id, ...(replacedBy ? { replacedBy } : {}) };
  const isLifted = want?.account.protect === false;
  return {
    ...joinedNothing,
    ...named(id),
    ...(want ? { want } : {}),
    live,
    action: 'delete',
    reason,
    differences: live
      ? [{ field: 'nickname', before: live.nickname, after: null, certainty: 'observed' }]
      : [],
    steps: live ? [step] : [],
    losses: live ? lossesOf(live) : [],
    needs: heirs.map((name) => addressOf({ kind: accountKind, name })),
    ...(records.get(id)?.protect ? { protection: isLifted ? 'lifted' : 'held' } : {}),
    ...(source ? { source } : {}),
    fields: want?.account.source.fields ?? {},
  };
}

const { notices: _, ...joinedNothing } = joined([]);

/** What goes with an account and comes back by no call. */
function lossesOf({ kfId, worker, avatarUrl }: LiveAccount): Loss[] {
  return [
    { field: 'kf_id', value: kfId },
    ...(worker.status === 'bound' ? [{ field: 'worker', value: worker.wechatId }] : []),
    ...(avatarUrl === '' ? [] : [{ field: 'avatar', value: avatarUrl }]),
  ];
}

function named(id: AccountId) {
  return { name: id, label: id };
}

function unmanagedAccounts(input: AccountFindInput, gone: readonly AccountFinding[]): Unmanaged[] {
  const { wants, reading, policy, officialAccount } = input;
  const known = new Set<string>([
    ...presentAccounts(wants).map(({ id }) => id),
    ...gone.map(({ name }) => name),
  ]);
  const left = [...reading.objects.values()].filter(({ id }) => !known.has(id));
  return [
    ...left.map(({ id, nickname, avatarUrl }): Unmanaged => {
      const why =
        policy.unmanaged === 'delete' && isForeign(id, officialAccount.wechatId) ? 'foreign' : 'policy';
      return {
        kind: accountKind,
        name: id,
        title: nickname,
        why,
        ...(avatarUrl === '' ? {} : { pictureUrl: avatarUrl }),
      };
    }),
    ...accountReading(reading).consoleAccounts.map(
      ({ nickname }): Unmanaged => ({ kind: accountKind, title: nickname, why: 'nameless' }),
    ),
  ];
}

/** The person kefu invited to an account whose whole block left the YAML. */
function leftWithBlock(id: AccountId | undefined, { reading, records }: AccountFindInput): Diagnostic[] {
  const live = (id && reading.objects.get(id)) ?? null;
  const isOurs = id !== undefined && hasInvited(records.get(id), live);
  return isOurs ? personLeftBehind(live, 'left-config') : [];
}
