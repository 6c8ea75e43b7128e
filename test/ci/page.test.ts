import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freshBuild } from '../support/fresh-build.ts';
import { configWith, team } from './repository.ts';

beforeAll(freshBuild);

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/ci.md'), 'utf8');
const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, kind, text = '']) => ({ kind, text }));
const [before = '', after = '', anywhere = ''] = blocks
  .filter(({ kind }) => kind === 'sh')
  .map(({ text }) => text);

const identity = {
  GIT_AUTHOR_NAME: 'kefu',
  GIT_AUTHOR_EMAIL: 'kefu@localhost',
  GIT_COMMITTER_NAME: 'kefu',
  GIT_COMMITTER_EMAIL: 'kefu@localhost',
};

test('given a branch for the state file, expect the commands of docs/ci.md to keep it there', async () => {
  const shop = await team({ 'kefu.yaml': configWith('{}') });
  shop.push({ README: 'The state of kefu.' }, 'kefu-state');
  const env = { KEFU_APP_SECRET: shop.emulator.appSecret, ...identity };
  for (const nickname of ['小美', '美美']) {
    shop.push({ 'kefu.yaml': configWith(`{ alice: { nickname: ${nickname} } }`) });
    const machine = shop.checkOut();
    const script = `${before}\n(\n${anywhere}\n)\n${after}\ncd - && git worktree remove --force ../kefu-state`;
    const { exit, out } = await shop.run(script, machine, env);
    expect(exit, out).toBe(0);
    expect(shop.onServer('kefu.state.json', 'kefu-state')).toContain(nickname);
  }
  expect(shop.onServer('kefu.history.jsonl', 'kefu-state')?.match(/"ended"/g)).toHaveLength(2);
  expect(shop.onServer('kefu.state.json')).toBeUndefined();
});

test('expect the inputs and outputs that docs/ci.md names to be those of action.yml', () => {
  const action = parse(readFileSync(resolve(root, 'action.yml'), 'utf8'));
  const [step] = parse(blocks.find(({ kind }) => kind === 'yaml')?.text ?? '');
  for (const input of Object.keys(step.with)) expect(Object.keys(action.inputs)).toContain(input);
  const named = /Outputs: ([\s\S]*?)\. The step/.exec(page)?.[1] ?? '';
  expect([...named.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort()).toEqual(
    Object.keys(action.outputs).sort(),
  );
});
