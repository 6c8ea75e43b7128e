import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type Case, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

const rules = resolve(import.meta.dirname, '../../examples/policy');

/** What the house rules say to the plan that the built kefu saves of this state. */
async function saidOf(story: Omit<Case, 'story' | 'expect'>): Promise<string[]> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  await startKefu(['plan', '--out', 'plan.json'], { cwd: stage.folder, env: stage.env });
  const args = ['--raw-output', '--from-file', join(rules, 'kefu.jq'), join(stage.folder, 'plan.json')];
  return execFileSync('jq', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
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

test('expect the rules for conftest to say the same sentences', () => {
  const sentences = (text: string) =>
    [...text.matchAll(/"((?:[^"\\]|\\\([^)]*\))*(?:meant|allowed|official|remaining)[^"]*)"/g)].map(
      ([, sentence = '']) => sentence.replaceAll(/\\\((?:[^()]|\([^()]*\))*\)|%[sd]/g, '§'),
    );
  const [jq, rego] = ['kefu.jq', 'kefu.rego'].map((file) =>
    sentences(readFileSync(join(rules, file), 'utf8')),
  );
  expect(rego).toEqual(jq);
  expect(rego).toHaveLength(4);
});
