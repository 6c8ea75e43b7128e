import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccountId, accountId, type LiveAccount, type LiveAccounts } from '../../src/model/account.ts';
import type { AbsentAccount, Desired, DesiredAccount } from '../../src/model/desired.ts';
import type { Recorded } from '../../src/model/recorded.ts';
import { makePlan } from '../../src/planner/plan.ts';
import { simulate } from '../../src/planner/simulate.ts';

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
      policy: { unmanaged, maxDeletes, media: 'keep', unverifiable: 'keep' },
      configDigest: 'sha256:0',
      templates: [],
      sequences: [],
    };
    const listed: LiveAccounts = {
      accounts: live.filter((account) => account !== undefined),
      consoleAccounts: [],
    };
    const rows = names.flatMap(
      (name, index): [AccountId, { kfId: string; nickname: string; protect: boolean }][] => {
        const protect = protections[index];
        return protect === undefined ? [] : [[id(name), { kfId: '1001', nickname: '小美', protect }]];
      },
    );
    const recorded: Recorded = {
      appId: 'wxemu0000000000001',
      serial: 1,
      accounts: new Map(rows),
      media: new Map(),
      templates: new Map(),
      intents: [],
      appliedPlans: [],
    };
    return { desired, live: listed, recorded, writeUnverifiable: false, allow: new Set<never>() };
  });

describe('for any desired, live and recorded', () => {
  test('more deletes than maxDeletes are held, at any size', () => {
    fc.assert(
      fc.property(world, (input) => {
        const plan = makePlan(input);
        if (plan.summary.destroy <= input.desired.policy.maxDeletes) return;
        expect(plan.guards.map(({ code }) => code)).toContain('max-deletes');
      }),
    );
  });

  test('no plan that may run leaves the official account without an account it had', () => {
    fc.assert(
      fc.property(world, (input) => {
        const plan = makePlan(input);
        if (plan.guards.length > 0 || input.live.accounts.length === 0) return;
        expect(simulate(input.live, plan.accountChanges).live.accounts.length).toBeGreaterThan(0);
      }),
    );
  });

  test('no plan that may run deletes a protected account', () => {
    fc.assert(
      fc.property(world, (input) => {
        const plan = makePlan(input);
        if (plan.guards.length > 0) return;
        const deleted = plan.accountChanges.filter(({ action }) => action === 'delete');
        for (const { account } of deleted)
          expect(input.recorded.accounts.get(account)?.protect ?? false).toBe(false);
      }),
    );
  });

  test('an account that is wanted and live is never deleted, and never made again', () => {
    fc.assert(
      fc.property(world, (input) => {
        const kept = input.desired.accounts.map((account) => account.id);
        const live = input.live.accounts.map((account) => account.id);
        for (const { account, action } of makePlan(input).accountChanges) {
          if (action === 'delete') expect(kept).not.toContain(account);
          if (action === 'create') expect(live).not.toContain(account);
        }
      }),
    );
  });

  test('with unmanaged: keep only what is declared absent is deleted', () => {
    fc.assert(
      fc.property(world, (input) => {
        if (input.desired.policy.unmanaged === 'delete') return;
        const declared = input.desired.absent.map((account) => account.id);
        for (const { account, action } of makePlan(input).accountChanges) {
          if (action === 'delete') expect(declared).toContain(account);
        }
      }),
    );
  });

  test('a run on the model leaves nothing, but for a person who is bound or invited elsewhere', () => {
    fc.assert(
      fc.property(world, (input) => {
        const { convergence, diagnostics } = makePlan(input);
        const stuck = diagnostics.filter(({ code }) => code.startsWith('worker-')).length;
        expect(convergence.remaining.length).toBe(stuck);
        expect(convergence.converges).toBe(stuck === 0);
      }),
    );
  });

  test('the order in which WeChat lists and the file names accounts makes no difference', () => {
    fc.assert(
      fc.property(world, (input) => {
        const shuffled = {
          ...input,
          live: { ...input.live, accounts: [...input.live.accounts].reverse() },
          recorded: { ...input.recorded, accounts: new Map([...input.recorded.accounts].reverse()) },
        };
        const sorted = (plan: ReturnType<typeof makePlan>) => JSON.stringify(plan.accountChanges);
        expect(sorted(makePlan(shuffled))).toBe(sorted(makePlan(input)));
      }),
    );
  });
});
