import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type Case, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

const rules = resolve(import.meta.dirname, '../../examples/policy');

const plans: unknown[] = [];
const saidByJq: string[][] = [];

/** What the house rules say, in jq, to the plan that the built kefu saves of this state. */
async function saidOf(story: Omit<Case, 'story' | 'expect'>): Promise<string[]> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  await startKefu(['plan', '--out', 'plan.json'], { cwd: stage.folder, env: stage.env });
  return judged(readFileSync(join(stage.folder, 'plan.json'), 'utf8'));
}

function judged(plan: string): string[] {
  const args = ['--raw-output', '--from-file', join(rules, 'kefu.jq')];
  const said = execFileSync('jq', args, { input: plan, encoding: 'utf8' }).split('\n').filter(Boolean);
  plans.push(JSON.parse(plan));
  saidByJq.push(said);
  return said;
}

const people = ['anna', 'bert', 'cleo', 'dora'];

test('given a plan that keeps the house rules, expect jq to say nothing', async () => {
  const said = await saidOf({
    live: [
      { account: 'alice', nickname: '小美' },
      { account: 'bob', nickname: '阿博' },
    ],
    desired: { accounts: { alice: { nickname: '美美' }, bob: { state: 'absent' } } },
    recorded: { accounts: {} },
  });
  expect(said).toEqual([]);
});

test('given deletes that nobody wrote down, expect each by its address', async () => {
  const said = await saidOf({
    live: [
      { account: 'alice', nickname: '小美' },
      { account: 'bob', nickname: '阿博' },
    ],
    desired: { accounts: { alice: { nickname: '小美' } }, policy: { unmanaged: 'delete' } },
    recorded: { accounts: {} },
  });
  expect(said).toEqual([
    'shop-cn/kf_account.bob@kftest: would be deleted because of unmanaged_delete. Write state: absent where that is meant.',
  ]);
});

test('given too many new nicknames, and one that claims too much, expect both', async () => {
  const named = (nickname: (name: string) => string) =>
    people.map((name) => [name, { nickname: nickname(name) }] as const);
  const said = await saidOf({
    live: named((name) => `旧${name}`).map(([account, { nickname }]) => ({ account, nickname })),
    desired: {
      accounts: { ...Object.fromEntries(named((name) => `新${name}`)), eve: { nickname: '官方客服' } },
    },
    recorded: { accounts: {} },
  });
  expect(said).toEqual([
    `4 nicknames would change in one plan; 3 are allowed: ${people.map((name) => `shop-cn/kf_account.${name}@kftest`).join(', ')}.`,
    'shop-cn/kf_account.eve@kftest: the nickname 官方客服 claims to be official.',
  ]);
});

test('given a plan that would not end as the config says, expect it said', () => {
  expect(judged(JSON.stringify({ resource_changes: [], converges: false }))).toEqual([
    'The plan would not end as the config says; see remaining.',
  ]);
});

test('expect Open Policy Agent, by the rules for conftest, to say the same to all of these plans', () => {
  expect(plans.length).toBeGreaterThan(3);
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'children/opa.cjs')], {
    input: JSON.stringify({ rules: readFileSync(join(rules, 'kefu.rego'), 'utf8'), inputs: plans }),
    encoding: 'utf8',
    timeout: 55_000,
  });
  expect(child.status, child.stderr).toBe(0);
  // A set of sentences has no order.
  const saidByOpa: string[][] = JSON.parse(child.stdout);
  expect(saidByOpa.map((said) => said.sort())).toEqual(saidByJq.map((said) => [...said].sort()));
});
