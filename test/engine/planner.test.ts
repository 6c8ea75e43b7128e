import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convergenceOnModel } from '../../src/engine/converge.ts';
import { gather } from '../../src/engine/gather.ts';
import { type PlanInput, wantsOf } from '../../src/engine/input.ts';
import { makePlan } from '../../src/engine/plan.ts';
import { type AccountReading, lookKey, recordedAccounts } from '../../src/kinds/account/states.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import { accountId, type LiveAccount } from '../../src/model/account.ts';
import { type Address, addressOf } from '../../src/model/address.ts';
import type { AbsentAccount, Desired, DesiredAccount } from '../../src/model/desired.ts';
import type { Recorded } from '../../src/model/recorded.ts';

const names = ['alice', 'bob', 'carol', 'dora', 'eve', 'night'];
const range = { file: 'kefu.yaml', line: 1, column: 1, length: 1, text: '' };
const source = { account: range, fields: {} };
const id = (name: string) => accountId(name, 'kftest');
const nickname = fc.constantFrom('小美', '阿博', '夜班');
const person = fc.constantFrom('wxid_a', 'wxid_b');

const liveAccount = (name: string): fc.Arbitrary<LiveAccount> =>
  fc.record({
    id: fc.constant(id(name)),
    nickname,
    avatarUrl: fc.constantFrom('http://mmbiz.qpic.cn/a/0', 'http://mmbiz.qpic.cn/b/0'),
    kfId: fc.constantFrom('1001', '1002'),
    worker: fc.oneof(
      fc.constant({ status: 'none' as const }),
      person.map((wechatId) => ({ status: 'bound' as const, wechatId })),
      fc.record({
        status: fc.constantFrom('invited' as const, 'rejected' as const, 'expired' as const),
        wechatId: person,
      }),
    ),
  });

const desiredAccount = (name: string): fc.Arbitrary<DesiredAccount> =>
  fc
    .record({
      nickname,
      avatar: fc.option(fc.constantFrom('1'.repeat(64), '2'.repeat(64)), { nil: undefined }),
      worker: fc.option(person, { nil: undefined }),
      protect: fc.option(fc.boolean(), { nil: undefined }),
    })
    .map(({ nickname: wanted, avatar: sha256, worker, protect }) => ({
      id: id(name),
      nickname: wanted,
      previously: [],
      source,
      ...(sha256
        ? {
            avatar: {
              path: './a.png',
              sha256,
              format: 'png',
              width: 640,
              height: 640,
              bytes: new Uint8Array(),
            } as const,
          }
        : {}),
      ...(worker === undefined ? {} : { worker }),
      ...(protect === undefined ? {} : { protect }),
    }));

/** Each name is at random live, wanted, declared absent, recorded. */
const world = fc
  .tuple(
    fc.tuple(...names.map((name) => fc.option(liveAccount(name), { nil: undefined }))),
    fc.tuple(...names.map((name) => fc.option(desiredAccount(name), { nil: undefined }))),
    fc.subarray(names),
    fc.tuple(...names.map(() => fc.option(fc.boolean(), { nil: undefined }))),
    fc.constantFrom('keep' as const, 'delete' as const),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([live, wanted, gone, protections, unmanaged, maxDeletes]) => {
    const accounts = wanted.filter((account) => account !== undefined);
    const absent: AbsentAccount[] = gone
      .filter((name) => !accounts.some((account) => account.id === id(name)))
      .map((name) => ({ id: id(name), source }));
    const desired: Desired = {
      officialAccount: { name: 'shop', wechatId: 'kftest', appId: 'wxemu0000000000001', source: {} },
      accounts,
      absent,
      policy: {
        unmanaged,
        maxDeletes,
        maxDeletesPerDay: 1000,
        media: 'keep',
        unverifiable: 'keep',
        invite: 'again',
      },
      configDigest: 'sha256:0',
      templates: [],
      sequences: [],
    };
    const objects = new Map(
      live.filter((account) => account !== undefined).map((account) => [account.id, account]),
    );
    const reading: AccountReading = { objects, consoleAccounts: [], looks: new Map() };
    const rows = names.flatMap((name, index): [Address, unknown][] => {
      const protect = protections[index];
      const address = addressOf({ kind: 'kf_account', name: id(name) });
      return protect === undefined ? [] : [[address, { kfId: '1001', nickname: '小美', protect }]];
    });
    const recorded: Recorded = {
      appId: 'wxemu0000000000001',
      serial: 1,
      objects: new Map(rows),
      intents: [],
      appliedPlans: [],
    };
    const input: PlanInput = {
      kinds,
      desired,
      wants: wantsOf(kinds, desired),
      readings: new Map([['kf_account', reading]]),
      recorded,
      now: 0,
      writeUnverifiable: false,
      allow: new Set(),
      recentDeletes: 0,
      unsureDeletes: new Set(),
      otherRecords: [],
    };
    return input;
  });

/**
 * The same world when somebody has made it so by hand: nothing but what kefu can't change, can't see, or may look at differs.
 * Records tell of other accounts and pictures, or of these.
 */
const quiet = fc
  .tuple(
    world,
    fc.array(fc.constantFrom('1001', '1002'), { minLength: names.length, maxLength: names.length }),
    fc.array(fc.boolean(), { minLength: names.length, maxLength: names.length }),
  )
  .map(([input, recordedIds, looked]): PlanInput => {
    const { accounts, policy } = input.desired;
    const reading = input.readings.get('kf_account') as AccountReading;
    const live = accounts.map((account): LiveAccount => {
      const before = reading.objects.get(account.id);
      const { nickname } = account;
      const bare = { id: account.id, kfId: '1001', avatarUrl: '', worker: { status: 'none' } } as const;
      return { ...bare, avatarUrl: 'http://mmbiz.qpic.cn/a/0', ...before, nickname };
    });
    const looks = accounts.flatMap(({ avatar }, index) =>
      avatar && looked[index]
        ? [[lookKey(avatar.sha256, live[index]?.avatarUrl ?? ''), 'same'] as const]
        : [],
    );
    const objects = accounts.map(({ id: name, protect }, index): [Address, unknown] => [
      addressOf({ kind: 'kf_account', name }),
      { kfId: recordedIds[index], nickname: '小美', protect: protect ?? false, worker: 'wxid_a' },
    ]);
    const wanted = { ...input.desired, absent: [], policy: { ...policy, invite: 'once' as const } };
    return {
      ...input,
      desired: { ...wanted, policy: { ...wanted.policy, unmanaged: 'keep' } },
      wants: wantsOf(kinds, wanted),
      readings: new Map<string, AccountReading>([
        [
          'kf_account',
          { ...reading, objects: new Map(live.map((one) => [one.id, one])), looks: new Map(looks) },
        ],
      ]),
      recorded: input.recorded && { ...input.recorded, objects: new Map(objects) },
    };
  });

const liveIn = ({ readings }: PlanInput) =>
  [...(readings.get('kf_account')?.objects.values() ?? [])] as LiveAccount[];
const destroyed = ({ summary }: ReturnType<typeof makePlan>) => summary.kinds[0]?.destroy ?? 0;

describe('for any desired, live and recorded', () => {
  test('more deletes than maxDeletes are held, at any size', () => {
    fc.assert(
      fc.property(world, (input) => {
        const plan = makePlan(input);
        if (destroyed(plan) <= input.desired.policy.maxDeletes) return;
        expect(plan.guards.map(({ code }) => code)).toContain('max-deletes');
      }),
    );
  });

  test('no plan that may run leaves the official account without an account it had', () => {
    fc.assert(
      fc.property(world, (input) => {
        const plan = makePlan(input);
        if (plan.guards.length > 0 || liveIn(input).length === 0) return;
        const added = plan.changes.filter(({ action }) => action === 'create').length;
        expect(liveIn(input).length + added - destroyed(plan)).toBeGreaterThan(0);
      }),
    );
  });

  test('no plan that may run deletes a protected account', () => {
    fc.assert(
      fc.property(world, (input) => {
        const plan = makePlan(input);
        if (plan.guards.length > 0) return;
        const deleted = plan.changes.filter(({ action }) => action === 'delete');
        const records: ReadonlyMap<string, { protect: boolean }> = recordedAccounts(input.recorded);
        for (const { name } of deleted) expect(records.get(name)?.protect ?? false).toBe(false);
      }),
    );
  });

  test('an account that is wanted and live is never deleted, and never made again', () => {
    fc.assert(
      fc.property(world, (input) => {
        const kept: string[] = input.desired.accounts.map((account) => account.id);
        const live: string[] = liveIn(input).map((account) => account.id);
        for (const { name, action } of makePlan(input).changes) {
          if (action === 'delete') expect(kept).not.toContain(name);
          if (action === 'create') expect(live).not.toContain(name);
        }
      }),
    );
  });

  test('with unmanaged: keep only what is declared absent is deleted', () => {
    fc.assert(
      fc.property(world, (input) => {
        if (input.desired.policy.unmanaged === 'delete') return;
        const declared: string[] = input.desired.absent.map((account) => account.id);
        for (const { name, action } of makePlan(input).changes) {
          if (action === 'delete') expect(declared).toContain(name);
        }
      }),
    );
  });

  test('a run on the model leaves nothing, but for a person who is bound or invited elsewhere', () => {
    fc.assert(
      fc.property(world, (input) => {
        const { convergence } = makePlan(input);
        const others = convergence.remaining.filter(({ why }) => why !== 'stuck' && why !== 'refused');
        expect(others.filter(({ field }) => field !== 'worker')).toEqual([]);
        expect(convergence.converges).toBe(convergence.remaining.length === 0);
      }),
    );
  });

  test('where nothing is to do, the run on the model would say the same', () => {
    let stuck = 0;
    fc.assert(
      fc.property(quiet, (input) => {
        const plan = makePlan(input);
        fc.pre(plan.changes.length === 0);
        stuck += plan.stuck.length;
        expect(plan.convergence).toEqual(convergenceOnModel(input, gather(input), []));
      }),
      { numRuns: 300 },
    );
    expect(stuck).toBeGreaterThan(0);
  });

  test('the order in which WeChat lists and the file names accounts makes no difference', () => {
    fc.assert(
      fc.property(world, (input) => {
        const reading = input.readings.get('kf_account') as AccountReading;
        const shuffled: PlanInput = {
          ...input,
          readings: new Map([
            ['kf_account', { ...reading, objects: new Map([...reading.objects].reverse()) }],
          ]) as PlanInput['readings'],
          recorded: input.recorded && {
            ...input.recorded,
            objects: new Map([...input.recorded.objects].reverse()),
          },
        };
        const sorted = (plan: ReturnType<typeof makePlan>) => JSON.stringify(plan.changes);
        expect(sorted(makePlan(shuffled))).toBe(sorted(makePlan(input)));
      }),
    );
  });
});
