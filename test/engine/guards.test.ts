import { describe, expect, test } from 'vitest';
import { type PlanInput, wantsOf } from '../../src/engine/input.ts';
import { makePlan } from '../../src/engine/plan.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import { type AccountId, accountId, type LiveAccount, type Worker } from '../../src/model/account.ts';
import { addressOf } from '../../src/model/address.ts';
import type { Desired, DesiredAccount, Policy } from '../../src/model/desired.ts';
import { mediaKey } from '../../src/model/media.ts';
import type { Recorded } from '../../src/model/recorded.ts';

// What holds a plan, at the very edge of each: one object less, or one more, and it passes.

const id = (name: string) => (name.includes('@') ? (name as AccountId) : accountId(name, 'kftest'));
const place = (line: number) => ({ file: 'kefu.yaml', line, column: 1, length: 1, text: '' });
const many = (count: number) => Array.from({ length: count }, (_, nth) => `account-${nth}`);

interface Live {
  readonly nickname?: string;
  readonly worker?: Worker;
}

/** A live account, a wanted one, one declared to be gone and so on: accounts by name, media by a letter. */
interface World {
  readonly live?: readonly string[] | Readonly<Record<string, Live>>;
  readonly console?: number;
  readonly wanted?: readonly string[] | Readonly<Record<string, Partial<DesiredAccount>>>;
  readonly gone?: readonly string[];
  /** Recorded accounts, and whether each is protected; null: there is no state file. */
  readonly recorded?: Readonly<Record<string, boolean>> | null;
  readonly recordedAppId?: string;
  readonly serving?: Readonly<Record<string, number>>;
  readonly policy?: Partial<Policy>;
  readonly media?: {
    readonly recorded: readonly string[];
    readonly wanted: readonly string[];
    readonly live: readonly string[];
  };
  readonly more?: Partial<PlanInput>;
  readonly official?: Partial<Desired['officialAccount']>;
}

const byName = <Value>(named: readonly string[] | Readonly<Record<string, Partial<Value>>>) =>
  Array.isArray(named)
    ? named.map((name): [string, Partial<Value>] => [name, {}])
    : Object.entries<Partial<Value>>(named as Readonly<Record<string, Partial<Value>>>);

const fileOf = (letter: string) => {
  const file = { path: `./${letter}.png`, sha256: letter.repeat(64), kind: 'image', lifetime: 'permanent' };
  return { ...file, format: 'png', source: place(50) } as never as Parameters<typeof mediaKey>[0] & {
    path: string;
  };
};
const keyOf = (letter: string) => mediaKey(fileOf(letter));

function inputOf(world: World): PlanInput {
  const { live = [], wanted = [], gone = [], recorded = {}, media, policy = {} } = world;
  const desired: Desired = {
    officialAccount: {
      name: 'shop',
      wechatId: 'kftest',
      appId: 'wx00000000000000a1',
      source: { appId: place(2), wechatId: place(3) },
      ...world.official,
    },
    accounts: byName<DesiredAccount>(wanted).map(([name, more], nth) => ({
      id: id(name),
      nickname: name,
      previously: [],
      source: { account: place(10 + nth), fields: {} },
      ...more,
    })),
    absent: gone.map((name, nth) => ({ id: id(name), source: { account: place(30 + nth), fields: {} } })),
    policy: {
      unmanaged: 'keep',
      maxDeletes: 1000,
      maxDeletesPerDay: 1000,
      media: 'delete',
      unverifiable: 'keep',
      invite: 'again',
      ...policy,
    },
    configDigest: 'sha256:0',
    templates: [],
    sequences: [],
  };
  const objects = new Map(
    byName<Live>(live).map(([name, { nickname = name, worker = { status: 'none' as const } }]) => {
      const account: LiveAccount = { id: id(name), nickname, avatarUrl: '', kfId: '1001', worker };
      return [account.id, account];
    }),
  );
  const consoleAccounts = Array.from({ length: world.console ?? 0 }, () => ({ nickname: '', kfId: '1' }));
  const online = Object.entries(world.serving ?? {}).map(([name, acceptedCases]) => ({
    id: id(name),
    acceptedCases,
  }));
  const mediaLive = (media?.live ?? []).map(
    (letter) => [keyOf(letter), { key: keyOf(letter), mediaId: `media-${letter}` }] as const,
  );
  const records: Recorded = {
    appId: world.recordedAppId ?? desired.officialAccount.appId,
    serial: 1,
    objects: new Map<ReturnType<typeof addressOf>, unknown>([
      ...Object.entries(recorded ?? {}).map(
        ([name, protect]) =>
          [
            addressOf({ kind: 'kf_account', name: id(name) }),
            { kfId: '1001', nickname: name, protect },
          ] as const,
      ),
      ...(media?.recorded ?? []).map(
        (letter) =>
          [
            addressOf({ kind: 'media', name: keyOf(letter) }),
            { mediaId: `media-${letter}`, name: `${letter}.png`, uploadedAt: '2026-11-20T00:00:00.000Z' },
          ] as const,
      ),
    ]),
    intents: [],
    appliedPlans: [],
  };
  const wants = new Map(wantsOf(kinds, desired));
  wants.set(
    'media',
    (media?.wanted ?? []).map((letter) => {
      const { path } = fileOf(letter);
      const ref = { key: keyOf(letter), path, kind: 'image', lifetime: 'permanent', name: `${letter}.png` };
      return { file: fileOf(letter), ref, usedBy: ['hello'] };
    }),
  );
  return {
    kinds,
    desired,
    wants,
    readings: new Map<string, never>([
      ['kf_account', { objects, consoleAccounts, looks: new Map(), online } as never],
      ['media', { objects: new Map(mediaLive), twins: new Map() } as never],
    ]),
    recorded: recorded === null ? undefined : records,
    now: Date.UTC(2026, 10, 23),
    writeUnverifiable: false,
    allow: new Set(),
    recentDeletes: 0,
    unsureDeletes: new Set(),
    otherRecords: [],
    ...world.more,
  };
}

const planned = (world: World) => makePlan(inputOf(world));
const guardsOf = (world: World) => planned(world).guards;
const codes = (world: World) => guardsOf(world).map(({ code }) => code);
const names = (world: World, code: string) =>
  guardsOf(world)
    .find((guard) => guard.code === code)
    ?.objects.map(({ name }) => name);
const wayOut = (world: World, code: string) => guardsOf(world).find((guard) => guard.code === code)?.wayOut;

test('nothing to do: nothing holds it', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ live: ['alice'], wanted: ['alice'], recorded: { alice: false } })).toEqual([]);
});

describe('the state file of another AppID', () => {
  const world = { recordedAppId: 'wx00000000000000b2' };

  test('holds, at the place of the AppID', () => {
    expect(guardsOf(world)).toEqual([
      {
        code: 'appid-mismatch',
        message: 'The state file belongs to AppID wx00000000000000b2, the config says wx00000000000000a1.',
        wayOut: expect.stringContaining('officialAccount.appId'),
        said: expect.anything(),
        allowable: false,
        objects: [],
        source: place(2),
      },
    ]);
  });

  test('without a place where the AppID has none; without a state file not at all', () => {
    expect(guardsOf({ ...world, official: { source: {} } })[0]).not.toHaveProperty('source');
    expect(codes({ ...world, recorded: null })).toEqual([]);
  });
});

describe('no state file', () => {
  const world: World = { live: ['alice', 'bob'], wanted: ['alice'], gone: ['bob'], recorded: null };

  test('a delete is held, a create is not', () => {
    expect(codes(world)).toEqual(['no-record']);
    expect(guardsOf(world)[0]?.allowable).toBe(true);
    expect(names(world, 'no-record')).toEqual(['bob@kftest']);
    expect(wayOut(world, 'no-record')).toContain('Put the state file back');
    expect(codes({ ...world, gone: [] })).toEqual([]);
    expect(codes({ ...world, wanted: ['alice', 'carol'], gone: [] })).toEqual([]);
    expect(codes({ ...world, recorded: {} })).toEqual([]);
  });

  test('the first state file of the same AppID is named', () => {
    const otherRecords = [
      { path: 'old.state.json', adopt: 'kefu adopt old' },
      { path: 'b.json', adopt: 'kefu b' },
    ];
    expect(wayOut({ ...world, more: { otherRecords } }, 'no-record')).toContain('old.state.json');
  });
});

describe('an empty config as the whole truth', () => {
  const policy = { unmanaged: 'delete' } as const;

  test('is held when it would delete what is there', () => {
    const world = { live: ['alice', 'bob'], policy };
    expect(codes(world)).toEqual(['empty-desired', 'last-account']);
    expect(guardsOf(world)[0]?.allowable).toBe(false);
    expect(names(world, 'empty-desired')).toEqual(['alice@kftest', 'bob@kftest']);
  });

  test('not where nothing is there, one is named, or unmanaged ones stay', () => {
    expect(codes({ policy })).toEqual([]);
    expect(codes({ live: ['alice', 'bob'], wanted: ['alice'], policy })).toEqual([]);
    expect(codes({ live: ['alice', 'bob'] })).toEqual([]);
  });

  test('what is declared to be gone names nothing to keep, and is no unnamed one', () => {
    expect(codes({ live: ['alice', 'bob'], gone: ['bob'], policy })).toContain('empty-desired');
    expect(names({ live: ['alice', 'bob'], gone: ['bob'], policy }, 'empty-desired')).toEqual([
      'alice@kftest',
    ]);
    expect(codes({ live: ['alice', 'bob'], gone: ['alice', 'bob'], policy })).not.toContain('empty-desired');
  });
});

describe('most of what kefu managed is no longer in the config', () => {
  const policy = { unmanaged: 'delete' } as const;
  const four = many(4);
  const recorded = Object.fromEntries(four.map((name) => [name, false]));
  const left = (count: number): World => ({ live: four, wanted: four.slice(0, count), recorded, policy });

  test('more than half is held, half is not', () => {
    expect(codes(left(1))).toEqual(['desired-shrunk']);
    expect(guardsOf(left(1))[0]?.allowable).toBe(true);
    expect(names(left(1), 'desired-shrunk')).toEqual(four.slice(1).map(id));
    expect(codes(left(2))).toEqual([]);
  });

  test('none at all is the empty config, and told once', () => {
    expect(codes(left(0))).toEqual(['empty-desired', 'last-account']);
  });

  test('two accounts are enough to be held: each is precious', () => {
    const world: World = { live: ['alice', 'bob'], wanted: ['dora'], policy };
    expect(codes({ ...world, recorded: { alice: false, bob: false } })).toContain('desired-shrunk');
  });

  test('not where as many are named anew, nor for what was never recorded', () => {
    const wanted = ['dora-0', 'dora-1', 'dora-2', 'dora-3'];
    expect(codes({ live: four, wanted, recorded, policy })).not.toContain('desired-shrunk');
    expect(codes({ live: four, wanted: wanted.slice(1), recorded, policy })).toContain('desired-shrunk');
    expect(codes({ live: four, wanted: four.slice(0, 1), policy })).not.toContain('desired-shrunk');
  });

  test('not for those that are declared to be gone', () => {
    expect(
      codes({ live: four, wanted: four.slice(0, 1), gone: four.slice(1), recorded, policy }),
    ).not.toContain('desired-shrunk');
  });

  test('what is declared to be gone is not kept', () => {
    const gone = ['x', 'y', 'z'];
    expect(codes({ live: four, wanted: four.slice(0, 1), gone, recorded, policy })).toEqual([
      'desired-shrunk',
    ]);
  });

  test('only recorded ones count as managed', () => {
    const two = { 'account-0': false, 'account-1': false };
    expect(codes({ live: four, wanted: four.slice(0, 1), recorded: two, policy })).toEqual([]);
  });

  test('of media three are needed, and none to be left is no other matter', () => {
    const media = (recordedMedia: string[], wanted: string[]) => ({
      media: { recorded: recordedMedia, live: recordedMedia, wanted },
    });
    expect(codes(media(['a', 'b', 'c'], []))).toEqual(['desired-shrunk']);
    expect(codes(media(['a', 'b', 'c'], ['a']))).toEqual(['desired-shrunk']);
    expect(codes(media(['a', 'b', 'c'], ['a', 'b']))).toEqual([]);
    expect(codes(media(['a', 'b'], []))).toEqual([]);
  });
});

describe('most of what kefu recorded is in no list', () => {
  const four = many(4);
  const recorded = Object.fromEntries(four.map((name) => [name, false]));
  const listed = (count: number): World => ({ live: four.slice(0, count), wanted: four, recorded });

  test('more than half is held, half is not', () => {
    expect(codes(listed(1))).toEqual(['live-shrunk']);
    expect(guardsOf(listed(1))[0]?.allowable).toBe(true);
    expect(guardsOf(listed(1))[0]?.message).toContain('only 1 of the 4');
    expect(guardsOf(listed(1))[0]?.objects).toEqual(
      four.slice(1).map((name) => ({ kind: 'kf_account', name: id(name), label: id(name) })),
    );
    expect(codes(listed(2))).toEqual([]);
    expect(guardsOf(listed(0))[0]?.message).toContain('none of the 4');
  });

  test('one that was the only one, too; none where nothing is recorded', () => {
    expect(guardsOf({ wanted: ['alice'], recorded: { alice: false } })[0]?.message).toContain('the one');
    expect(codes({ wanted: ['alice'] })).toEqual([]);
  });

  test('names are told in order', () => {
    const world = { wanted: ['bob', 'alice'], recorded: { bob: false, alice: false } };
    expect(names(world, 'live-shrunk')).toEqual(['alice@kftest', 'bob@kftest']);
  });

  test('of the emulator: it was started anew when all is gone, else it is held as ever', () => {
    const official = { appId: 'wxemu0000000000001' };
    expect(codes({ ...listed(0), official })).toEqual(['emulator-restarted']);
    expect(guardsOf({ ...listed(0), official })[0]?.allowable).toBe(true);
    expect(codes({ ...listed(1), official })).toEqual(['live-shrunk']);
    expect(codes(listed(0))).toEqual(['live-shrunk']);
  });

  test('of media three are needed, and only those count that would be uploaded again', () => {
    const media = (all: string[], live: string[], wanted = all) => ({
      media: { recorded: all, live, wanted },
    });
    expect(codes(media(['a', 'b', 'c'], ['a']))).toEqual(['live-shrunk']);
    expect(names(media(['a', 'b', 'c'], ['a']), 'live-shrunk')).toEqual([keyOf('b'), keyOf('c')]);
    expect(codes(media(['a', 'b', 'c'], ['a', 'b']))).toEqual([]);
    expect(codes(media(['a', 'b'], []))).toEqual([]);
    expect(codes(media(['a', 'b', 'c'], [], ['a']))).toEqual([]);
  });
});

describe('protection', () => {
  const world: World = { live: ['alice', 'bob'], wanted: ['alice'], gone: ['bob'], recorded: { bob: true } };

  test('holds a delete, with the block that lifts it, at its place', () => {
    const [guard] = guardsOf(world);
    expect(guard).toMatchObject({ code: 'protected', allowable: false, source: place(30) });
    expect(guard?.wayOut).toContain('bob: { state: absent, protect: false }');
    expect(names(world, 'protected')).toEqual(['bob@kftest']);
  });

  test('not of an account that is unprotected, or gone already, or stays', () => {
    expect(codes({ ...world, recorded: { bob: false } })).toEqual([]);
    expect(codes({ ...world, live: ['alice'] })).not.toContain('protected');
    expect(codes({ ...world, gone: [], wanted: ['alice', 'bob'] })).toEqual([]);
  });

  test('of one that nobody declared there is no place to tell', () => {
    const unmanaged = { ...world, gone: [], policy: { unmanaged: 'delete' } } as const;
    const guard = guardsOf(unmanaged).find(({ code }) => code === 'protected');
    expect(guard).toBeDefined();
    expect(guard).not.toHaveProperty('source');
  });
});

describe('deletes', () => {
  const all = ['alice', 'bob', 'carol'];
  const world: World = {
    live: all,
    wanted: ['alice'],
    gone: ['bob', 'carol'],
    recorded: { bob: false, carol: false },
  };

  test('as many as allowed pass, one more is held', () => {
    expect(codes({ ...world, policy: { maxDeletes: 2 } })).toEqual([]);
    const held = { ...world, policy: { maxDeletes: 1 } };
    expect(codes(held)).toEqual(['max-deletes']);
    expect(guardsOf(held)[0]).toMatchObject({
      allowable: false,
      message: 'The plan deletes 2 accounts; policy.maxDeletes allows 1.',
    });
    expect(names(held, 'max-deletes')).toEqual(['bob@kftest', 'carol@kftest']);
  });

  test('of several kinds each is counted, in the words of its kind', () => {
    const media = { recorded: ['a'], live: ['a'], wanted: [] };
    const held = { ...world, media, policy: { maxDeletes: 0 } };
    expect(guardsOf(held)[0]?.message).toBe(
      'The plan deletes 2 accounts and 1 media file; policy.maxDeletes allows 0.',
    );
  });

  test('what is already gone is no delete', () => {
    expect(codes({ ...world, live: ['alice', 'bob'], policy: { maxDeletes: 1 } })).toEqual([]);
  });

  test('a day counts those of earlier runs', () => {
    const daysAfter = (recentDeletes: number, maxDeletesPerDay: number) => ({
      ...world,
      policy: { maxDeletesPerDay },
      more: { recentDeletes },
    });
    expect(codes(daysAfter(1, 3))).toEqual([]);
    expect(codes(daysAfter(2, 3))).toEqual(['deletes-per-day']);
    expect(guardsOf(daysAfter(2, 3))[0]?.allowable).toBe(false);
    expect(guardsOf(daysAfter(2, 3))[0]?.wayOut).toContain('policy.maxDeletesPerDay: 4');
    expect(names(daysAfter(2, 3), 'deletes-per-day')).toEqual(['bob@kftest', 'carol@kftest']);
    // A plan without deletes is none of its matter.
    expect(codes({ ...daysAfter(9, 3), gone: [] })).toEqual([]);
  });

  test('a day counts once what a killed run was to delete and this plan still deletes', () => {
    const afterKilled = (...unsure: string[]) => ({
      ...world,
      policy: { maxDeletesPerDay: 3 },
      more: { unsureDeletes: new Set(unsure.map((name) => `kf_account.${name}@kftest`)) },
    });
    expect(codes(afterKilled('bob', 'carol'))).toEqual([]);
    expect(codes(afterKilled('bob', 'carol', 'dan'))).toEqual([]);
    expect(codes(afterKilled('bob', 'dan', 'eve'))).toEqual(['deletes-per-day']);
    expect(guardsOf(afterKilled('bob', 'dan', 'eve'))[0]?.message).toContain('after 2 within');
  });

  test('a day also counts a plan alone, told once when the limit of a plan holds it already', () => {
    const alone = (maxDeletes: number, maxDeletesPerDay: number) => ({
      ...world,
      policy: { maxDeletes, maxDeletesPerDay },
    });
    expect(codes(alone(2, 2))).toEqual([]);
    expect(codes(alone(2, 1))).toEqual(['deletes-per-day']);
    expect(guardsOf(alone(2, 1))[0]?.wayOut).toBe(
      'If all are meant, set policy.maxDeletesPerDay: 2 and have it reviewed.',
    );
    expect(codes(alone(1, 1))).toEqual(['max-deletes']);
    expect(codes({ ...alone(1, 1), more: { recentDeletes: 1 } })).toEqual(['max-deletes', 'deletes-per-day']);
  });
});

describe('the suffix of the live accounts', () => {
  test('is held when none fits, at the place of the WeChat ID', () => {
    const world = { live: ['a@other', 'b@gh_1'], official: { source: { wechatId: place(3) } } };
    expect(guardsOf(world)).toEqual([
      {
        code: 'suffix-mismatch',
        message: 'The live accounts end in @other, @gh_1, but officialAccount.wechatId is "kftest".',
        wayOut: expect.stringContaining('wechatId: other'),
        said: expect.anything(),
        allowable: false,
        objects: ['a@other', 'b@gh_1'].map((name) => ({ kind: 'kf_account', name, label: name })),
        source: place(3),
      },
    ]);
    expect(guardsOf({ ...world, official: { source: {} } })[0]).not.toHaveProperty('source');
  });

  test('each is told once; one that fits is enough, and no account says nothing', () => {
    expect(guardsOf({ live: ['a@other', 'b@other'] })[0]?.message).toContain('end in @other, but');
    expect(codes({ live: ['a@other', 'alice'] })).toEqual([]);
    expect(codes({ wanted: ['alice'] })).toEqual([]);
  });
});

describe('the last account', () => {
  test('is never deleted, unless another one is made', () => {
    const world: World = { live: ['alice'], gone: ['alice'], recorded: { alice: false } };
    expect(codes(world)).toEqual(['last-account']);
    expect(guardsOf(world)[0]?.allowable).toBe(false);
    expect(names(world, 'last-account')).toEqual(['alice@kftest']);
    expect(codes({ ...world, wanted: ['bob'] })).toEqual([]);
    expect(codes({ ...world, live: ['alice', 'bob'] })).toEqual([]);
    expect(codes({ gone: ['alice'] })).toEqual([]);
  });
});

describe('an account that serves customers', () => {
  const world: World = { live: ['alice', 'bob'], wanted: ['alice'], gone: ['bob'], recorded: { bob: false } };

  test('is not deleted meanwhile', () => {
    const held = { ...world, serving: { bob: 1, alice: 5 } };
    expect(guardsOf(held)).toMatchObject([
      { code: 'serving-customers', allowable: true, source: place(30), objects: [{ name: 'bob@kftest' }] },
    ]);
    expect(guardsOf(held)[0]?.message).toContain('1 customer right now');
    expect(codes({ ...world, serving: { bob: 0, alice: 5 } })).toEqual([]);
    const unmanaged = { ...held, gone: [], policy: { unmanaged: 'delete' } } as const;
    expect(guardsOf(unmanaged).find(({ code }) => code === 'serving-customers')).not.toHaveProperty('source');
  });
});

describe('what looks like a rename', () => {
  const worker = { status: 'bound', wechatId: 'wxid_a' } as const;
  const world = (more: World): World => ({ recorded: { ann: false }, gone: ['ann'], ...more });

  test('the same nickname, or the same person, is held', () => {
    const nickname = world({ live: { ann: { nickname: '小安' } }, wanted: { anna: { nickname: '小安' } } });
    expect(guardsOf(nickname)).toMatchObject([{ code: 'rename-suspected', allowable: true }]);
    expect(names(nickname, 'rename-suspected')).toEqual(['ann@kftest', 'anna@kftest']);
    expect(guardsOf(nickname)[0]?.source).toEqual(place(10));
    expect(wayOut(nickname, 'rename-suspected')).toContain('previously: [ann] under anna');
    const person = world({ live: { ann: { worker } }, wanted: { anna: { worker: 'wxid_a' } } });
    expect(codes(person)).toEqual(['rename-suspected']);
  });

  test('another nickname and another person are not, nor a person who never said yes', () => {
    expect(codes(world({ live: { ann: { worker } }, wanted: { anna: { worker: 'wxid_b' } } }))).toEqual([]);
    const invited = { status: 'invited', wechatId: 'wxid_a' } as const;
    expect(
      codes(world({ live: { ann: { worker: invited } }, wanted: { anna: { worker: 'wxid_a' } } })),
    ).toEqual([]);
    expect(codes(world({ live: { ann: {} }, wanted: { anna: {} } }))).toEqual([]);
  });

  test('one that says what it replaces is meant so', () => {
    const wanted = { anna: { nickname: '小安', previously: [id('ann')] } };
    expect(codes({ live: { ann: { nickname: '小安' } }, wanted, recorded: { ann: false } })).toEqual([]);
  });

  test('names that differ by case alone are another guard', () => {
    const held = world({ live: { ann: { nickname: '小安' } }, wanted: { Ann: { nickname: '小安' } } });
    expect(codes(held)).toEqual(['name-case-differs']);
  });
});

describe('a name that differs from a live one by case alone', () => {
  test('is held; the way out names both', () => {
    const world: World = { live: ['alice', 'bob'], wanted: ['Alice', 'bob'] };
    expect(guardsOf(world)).toMatchObject([
      { code: 'name-case-differs', allowable: true, source: place(10) },
    ]);
    expect(guardsOf(world)[0]?.message).toContain('stays');
    expect(guardsOf(world)[0]?.objects[1]).toEqual({
      kind: 'kf_account',
      name: 'alice@kftest',
      label: 'alice@kftest',
    });
    expect(names(world, 'name-case-differs')).toEqual(['Alice@kftest', 'alice@kftest']);
    expect(wayOut(world, 'name-case-differs')).toContain('write alice instead of Alice');
    expect(wayOut(world, 'name-case-differs')).toContain('If a second account is meant');
  });

  test('that would go: told so, and how to let it go', () => {
    const world: World = { live: ['alice', 'bob'], wanted: ['Alice', 'bob'], gone: ['alice'] };
    expect(guardsOf(world)[0]?.message).toContain('would be deleted');
    expect(wayOut(world, 'name-case-differs')).toContain('If alice is to go');
  });

  test('that stays while another goes: told as one that stays', () => {
    const world: World = { live: ['alice', 'bob', 'carol'], wanted: ['Alice', 'carol'], gone: ['bob'] };
    expect(guardsOf(world)[0]?.message).toContain('stays');
  });

  test('that differs in the suffix: the name can stay', () => {
    const world: World = { live: ['alice@KFTEST', 'bob'], wanted: ['alice', 'bob'] };
    expect(wayOut(world, 'name-case-differs')).toBe(
      'If a second account is meant, pass --allow name-case-differs.',
    );
  });

  test('that is replaced by it is meant so; another name is nothing', () => {
    const wanted = { Alice: { previously: [id('alice')] }, bob: {} };
    expect(codes({ live: ['alice', 'bob'], wanted })).toEqual([]);
    expect(codes({ live: ['alice', 'bob'], wanted: ['alicia', 'bob'] })).toEqual([]);
  });
});

describe("WeChat's limit of accounts", () => {
  test('counts those of the console, and what is deleted only later', () => {
    const live = many(98);
    expect(codes({ live, wanted: ['dora', 'eve'] })).toEqual([]);
    const held: World = { live, wanted: ['dora', 'eve'], console: 1 };
    expect(codes(held)).toEqual(['account-limit']);
    expect(guardsOf(held)[0]).toMatchObject({
      allowable: false,
      message: 'WeChat allows 100 accounts; there are 99 and the plan adds 2 before it deletes any.',
    });
    expect(names(held, 'account-limit')).toEqual(['dora@kftest', 'eve@kftest']);
    expect(codes({ ...held, gone: ['account-0'] })).toEqual(['account-limit']);
    expect(codes({ live: many(101) })).toEqual([]);
  });
});

describe('what the operator lets pass', () => {
  const world: World = { live: ['alice', 'bob'], wanted: ['alice'], gone: ['bob'], recorded: null };

  test('is told in both languages, and no longer holds', () => {
    const plan = planned({ ...world, more: { allow: new Set(['no-record']) } });
    expect(plan.guards).toEqual([]);
    expect(plan.diagnostics).toContainEqual({
      severity: 'warning',
      code: 'allowed-no-record',
      message: expect.stringContaining('no state file'),
      hint: expect.stringContaining('--allow no-record'),
      said: { message: expect.anything(), hint: expect.anything() },
    });
  });

  test('what still holds is not told as allowed', () => {
    const both: World = { ...world, policy: { maxDeletes: 0 }, more: { allow: new Set(['no-record']) } };
    expect(codes(both)).toEqual(['max-deletes']);
    expect(planned(both).diagnostics.map(({ code }) => code)).toEqual(['allowed-no-record']);
  });

  test('nothing passes that may not, nor by another name', () => {
    const held: World = { ...world, recorded: { bob: true }, more: { allow: new Set(['protected']) } };
    expect(codes(held)).toEqual(['protected']);
    expect(codes({ ...world, more: { allow: new Set(['live-shrunk']) } })).toEqual(['no-record']);
  });
});
