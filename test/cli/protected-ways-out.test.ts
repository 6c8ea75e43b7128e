// Whoever does what kefu says about a protected account that is to go gets there.
import { readFileSync, writeFileSync } from 'node:fs';
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
