// Whoever does what kefu says about a protected account that is to go gets there.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { PlanDocument } from '../../src/documents/plan.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

async function staged(story: Omit<Case, 'story' | 'expect'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  return stage;
}

/** The block that the guard says to write. */
function adviceIn(plan: PlanDocument): Record<string, unknown> {
  const wayOut = plan.guards.find(({ code }) => code === 'protected')?.way_out ?? '';
  const [, block] = /write (.+?)\.$/.exec(wayOut) ?? [];
  return parse(block ?? '');
}

/** Writes accounts into the config, as a person does in an editor. */
function writeAccounts({ folder }: Stage, accounts: Record<string, unknown>): void {
  const path = join(folder, 'kefu.yaml');
  const config = parse(readFileSync(path, 'utf8'));
  writeFileSync(path, stringify({ ...config, accounts: { ...config.accounts, ...accounts } }));
}

function accountsOf({ emulator }: Stage): string[] {
  return emulator.world.accounts.map(({ account }) => account).sort();
}

async function planned(stage: Stage): Promise<PlanDocument> {
  const { out, failure } = await planOn(stage);
  if (failure) throw failure;
  return JSON.parse(out);
}

test.each(['caro', 'Carol'])(
  'given a protected %s that carol is to replace, expect the block that kefu says to write to let it go',
  async (earlier) => {
    const stage = await staged({
      live: [{ account: earlier, nickname: '卡罗' }, { account: 'alice' }],
      recorded: { accounts: { [earlier]: { protect: true }, alice: {} } },
      desired: {
        accounts: { alice: { nickname: 'alice' }, carol: { nickname: '卡罗', previously: [earlier] } },
      },
    });
    const held = await planned(stage);
    expect(held.guards.map(({ code }) => code)).toEqual(['protected']);
    writeAccounts(stage, adviceIn(held));
    const [create, gone] = (await planned(stage)).resource_changes;
    expect(create?.name).toBe('carol@kftest');
    expect(gone).toMatchObject({
      name: `${earlier}@kftest`,
      protection: 'lifted',
      action_reason: 'replaced',
    });
    expect((await applyOn(stage)).exit).toBe(0);
    expect(accountsOf(stage)).toEqual(['alice@kftest', 'carol@kftest']);
    expect((await planned(stage)).resource_changes).toEqual([]);
  },
);

test('given an account to go whose name another has but for its case, and does not replace, expect both names to be refused', async () => {
  const stage = await staged({
    live: [{ account: 'Carol', nickname: '卡罗' }, { account: 'alice' }],
    recorded: { accounts: { alice: {} } },
    desired: { accounts: { Carol: { state: 'absent' }, carol: { nickname: '卡罗' } } },
  });
  expect((await planOn(stage)).failure?.diagnostics.map(({ code }) => code)).toEqual([
    'account-names-differ-in-case',
  ]);
});

test('given an apply that makes a protected account, expect its inverse to take both back', async () => {
  const stage = await staged({
    live: [{ account: 'alice' }],
    recorded: { accounts: { alice: {} } },
    desired: { accounts: { alice: { nickname: 'alice' }, bob: { nickname: '阿博', protect: true } } },
  });
  expect((await applyOn(stage)).exit).toBe(0);
  expect(accountsOf(stage)).toEqual(['alice@kftest', 'bob@kftest']);
  expect(await undo(stage)).toEqual([]);
  expect(accountsOf(stage)).toEqual(['alice@kftest']);
});

test('given a protected account that was renamed, expect the inverse to bring it back as it was, protected', async () => {
  const stage = await staged({
    live: [{ account: 'caro', nickname: '卡罗' }, { account: 'alice' }],
    recorded: { accounts: { caro: { protect: true }, alice: {} } },
    desired: {
      accounts: {
        alice: { nickname: 'alice' },
        caro: { state: 'absent', protect: false },
        carol: { nickname: '卡罗', previously: ['caro'], protect: true },
      },
    },
  });
  expect((await applyOn(stage)).exit).toBe(0);
  expect(accountsOf(stage)).toEqual(['alice@kftest', 'carol@kftest']);
  expect(await undo(stage)).toEqual([]);
  expect(accountsOf(stage)).toEqual(['alice@kftest', 'caro@kftest']);
  expect(recordOf(stage, 'caro')).toMatchObject({ protect: true });
});

test('given an account that was protected only after the apply that made it, expect the inverse held, and the block that kefu says to write to let it go', async () => {
  const stage = await staged({
    live: [{ account: 'alice' }],
    recorded: { accounts: { alice: {} } },
    desired: { accounts: { alice: { nickname: 'alice' }, bob: { nickname: '阿博' } } },
  });
  expect((await applyOn(stage)).exit).toBe(0);
  cpSync(join(stage.folder, 'kefu.inverse.json'), join(stage.folder, 'first.json'));
  writeAccounts(stage, { bob: { nickname: '阿博', protect: true } });
  expect((await applyOn(stage)).exit).toBe(0);
  const held = await applyOn(stage, { plan: 'first.json' });
  expect(held.exit).toBe(5);
  expect(accountsOf(stage)).toEqual(['alice@kftest', 'bob@kftest']);
  writeAccounts(stage, adviceIn(JSON.parse(held.out)));
  expect((await applyOn(stage)).exit).toBe(0);
  expect(accountsOf(stage)).toEqual(['alice@kftest']);
});

/** Applies the inverse plan; returns the codes of the guards that hold it. */
async function undo(stage: Stage): Promise<string[]> {
  const { guards } = JSON.parse(
    readFileSync(join(stage.folder, 'kefu.inverse.json'), 'utf8'),
  ) as PlanDocument;
  const { exit, told, out } = await applyOn(stage, { plan: 'kefu.inverse.json' });
  expect(exit, told + out).toBe(guards.length > 0 ? 5 : 0);
  return guards.map(({ code }) => code);
}

function recordOf({ folder }: Stage, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'kefu.state.json'), 'utf8')).objects[
    `kf_account.${name}@kftest`
  ];
}
