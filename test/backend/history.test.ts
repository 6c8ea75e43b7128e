// The history of applies, and the budget of deletes that is counted from it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { run as history } from '../../src/cli/commands/history.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { applyOn } from '../support/stage-run.ts';

async function stageOf(story: Omit<Case, 'story' | 'expect'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  return stage;
}

async function historyOf({ folder, env }: Stage, json: boolean): Promise<string> {
  const { world, out } = capturedWorld(folder, env);
  await history({ config: './kefu.yaml', most: 20, json }, world);
  return out();
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Deletes this account alone, by a config of its own. */
function declareGone(stage: Stage, gone: string): void {
  const file = join(stage.folder, 'kefu.yaml');
  const config = parse(readFileSync(file, 'utf8'));
  config.accounts[gone] = { state: 'absent' };
  writeFileSync(file, stringify(config));
}

test('an apply: expect who, when, from which commit, by which plan, and what was sent', async () => {
  const stage = await stageOf({ desired: { accounts: { alice: { nickname: '小美' } } } });
  const env = { ...stage.env, GITHUB_ACTOR: 'li', GITHUB_SHA: 'a'.repeat(40) };
  await applyOn({ ...stage, env });
  expect(await historyOf(stage, false)).toMatch(
    /^20.+Z by li on .+: as-configured\n {2}commit a{40}\n {2}\S+ kf_account\.alice@kftest: done\n$/,
  );
  const [entry] = JSON.parse(await historyOf(stage, true));
  expect(entry).toMatchObject({ plannedDeletes: 0, ended: { deletes: 0, counts: [{ add: 1 }, {}, {}] } });
  await applyOn(stage);
  expect(JSON.parse(await historyOf(stage, true)), 'nothing to do is no entry').toHaveLength(1);
});

test('ten small deletes on one day: expect the sixth to be held, with a way out that works', async () => {
  const accounts = Object.fromEntries(names.map((name) => [name, { nickname: `客服${name}` }]));
  const stage = await stageOf({ desired: { accounts } });
  expect((await applyOn(stage)).exit).toBe(0);
  for (const name of names.slice(0, 5)) {
    declareGone(stage, name);
    const { exit, told } = await applyOn(stage);
    expect(exit, told).toBe(0);
  }
  declareGone(stage, 'f');
  const held = await applyOn(stage);
  expect(held.exit).toBe(5);
  const [guard] = JSON.parse(held.out).guards;
  expect(guard).toMatchObject({ code: 'deletes-per-day' });
  expect(guard.message).toContain('after 5 within the last 24 hours; policy.maxDeletesPerDay allows 5');
  const file = join(stage.folder, 'kefu.yaml');
  const config = parse(readFileSync(file, 'utf8'));
  config.policy = {
    ...config.policy,
    maxDeletesPerDay: Number(/maxDeletesPerDay: (\d+)/.exec(guard.way_out ?? guard.wayOut)?.[1]),
  };
  writeFileSync(file, stringify(config));
  expect((await applyOn(stage)).exit).toBe(0);
});

test('a run that was killed before it told how it ended: expect what it planned to count', async () => {
  const stage = await stageOf({ desired: { accounts: { a: { nickname: '一' }, b: { nickname: '二' } } } });
  await applyOn(stage);
  const file = join(stage.folder, 'kefu.history.jsonl');
  const [begun = ''] = readFileSync(file, 'utf8').split('\n');
  const killed = { ...JSON.parse(begun), id: 'killed', plannedDeletes: 5 };
  // The line after it was cut off with the power.
  writeFileSync(file, `${readFileSync(file, 'utf8')}${JSON.stringify(killed)}\n{"kefu_hist`);
  declareGone(stage, 'a');
  const held = await applyOn(stage);
  expect(held.exit).toBe(5);
  expect(JSON.parse(held.out).guards[0]).toMatchObject({ code: 'deletes-per-day' });
  expect(await historyOf(stage, false)).toContain('not known how it ended; it planned 5 deletes');
});

/** Ends the power within an apply: its last line of the history, how it ended, was never written. */
function forgetEnding({ folder }: Stage): void {
  const file = join(folder, 'kefu.history.jsonl');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${lines.slice(0, -1).join('\n')}\n`);
}

function declareAllGone(stage: Stage, gone: readonly string[]): void {
  for (const name of gone) declareGone(stage, name);
  const file = join(stage.folder, 'kefu.yaml');
  const config = parse(readFileSync(file, 'utf8'));
  config.policy = { ...config.policy, maxDeletes: 5 };
  writeFileSync(file, stringify(config));
}

test('a run killed within five deletes: expect the next one to finish them on the same day, and no sixth', async () => {
  const accounts = Object.fromEntries(names.map((name) => [name, { nickname: `客服${name}` }]));
  const stage = await stageOf({ desired: { accounts } });
  expect((await applyOn(stage)).exit).toBe(0);
  declareAllGone(stage, ['a', 'b', 'c', 'd', 'e']);
  // Refused for good at its third delete, it sends no more.
  stage.emulator.inject({ kind: 'errcode', path: 'kfaccount/del', errcode: 65400, nth: 3 });
  await applyOn(stage, { parallelism: 1 });
  forgetEnding(stage);
  expect(stage.emulator.world.accounts.map(({ account }) => account.charAt(0)).join('')).toBe('cdefgh');

  const second = await applyOn(stage);
  expect(second.exit, second.told).toBe(0);
  expect(stage.emulator.world.accounts).toHaveLength(3);
  declareGone(stage, 'f');
  const held = await applyOn(stage);
  expect(held.exit).toBe(5);
  expect(JSON.parse(held.out).guards[0].message).toContain('after 5 within the last 24 hours');
});

test('runs killed one after the other: expect each account to count once, and those that are gone to count', async () => {
  const accounts = Object.fromEntries(names.map((name) => [name, { nickname: `客服${name}` }]));
  const stage = await stageOf({ desired: { accounts } });
  await applyOn(stage);
  declareAllGone(stage, ['a', 'b', 'c']);
  stage.emulator.inject({ kind: 'errcode', path: 'kfaccount/del', errcode: 65400, nth: 2 });
  await applyOn(stage, { parallelism: 1 });
  forgetEnding(stage);
  await applyOn(stage);
  forgetEnding(stage);
  declareAllGone(stage, ['d', 'e', 'f']);
  const held = await applyOn(stage);
  expect(held.exit).toBe(5);
  expect(JSON.parse(held.out).guards[0].message).toContain('after 3 within the last 24 hours');
});

test('a history with a line that is none: expect it to be refused with its number, and nothing sent', async () => {
  const stage = await stageOf({ desired: { accounts: { a: { nickname: '一' } } } });
  writeFileSync(join(stage.folder, 'kefu.history.jsonl'), '<<<<<<< HEAD\n');
  const { failure } = await applyOn(stage);
  expect(failure).toMatchObject({ kind: 'config', code: 'history-unreadable' });
  expect(failure?.message).toContain('at line 1');
});

/** A history of one whole apply, and of one that was killed. */
async function stageWithKilled(): Promise<Stage> {
  const stage = await stageOf({ desired: { accounts: { alice: { nickname: '小美' } } } });
  await applyOn(stage);
  const file = join(stage.folder, 'kefu.history.jsonl');
  const [begun = ''] = readFileSync(file, 'utf8').split('\n');
  const later = { ...JSON.parse(begun), id: 'killed', began: '2099-01-01T00:00:00.000Z' };
  writeFileSync(file, `${readFileSync(file, 'utf8')}${JSON.stringify(later)}\n`);
  return stage;
}

async function historyOfObject({ folder, env }: Stage, object: string, json = false) {
  const { world, out, told } = capturedWorld(folder, env);
  const exit = await history({ config: './kefu.yaml', most: 20, object, json }, world);
  return { exit, out: out(), told: told() };
}

for (const object of ['kf_account.alice@kftest', 'alice@kftest', 'alice', 'shop/kf_account.alice@kftest']) {
  test(`the history of ${object}: expect the apply that changed it, and the one that was killed`, async () => {
    const stage = await stageWithKilled();
    const { name } = parse(readFileSync(join(stage.folder, 'kefu.yaml'), 'utf8')).officialAccount;
    const { out, told } = await historyOfObject(stage, object.replace(/^shop\//, `${name}/`));
    expect(out).toMatch(
      /as-configured\n {2}\S+ kf_account\.alice@kftest: done\n\n2099-.+not known how it ended/,
    );
    expect(told).toBe('');
  });
}

test('the history of a misspelt object: expect to hear that no entry names it, and what was meant', async () => {
  const stage = await stageWithKilled();
  const { exit, out, told } = await historyOfObject(stage, 'alcie@kftest');
  expect(exit).toBe(0);
  expect(out).not.toContain('No apply has written anything yet');
  expect(out, 'nobody knows what a killed apply wrote').toMatch(/^2099-.+not known how it ended/);
  expect(told).toBe(
    'No apply in the history says that it changed alcie@kftest.\n  → Did you mean `kf_account.alice@kftest`?\n',
  );
  const asJson = await historyOfObject(stage, 'nobody@kftest', true);
  expect(JSON.parse(asJson.out)).toMatchObject([{ id: 'killed' }]);
  expect(asJson.told).toBe('No apply in the history says that it changed nobody@kftest.\n');
});

test('the history of an object before any apply: expect that none has written anything', async () => {
  const stage = await stageOf({ desired: { accounts: { alice: { nickname: '小美' } } } });
  const { out, told } = await historyOfObject(stage, 'alice@kftest');
  expect(out).toBe('No apply has written anything yet.\n');
  expect(told).toBe('');
});
