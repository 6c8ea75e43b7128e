import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { configWith, team } from './repository.ts';

beforeAll(freshBuild);

const text = readFileSync(resolve(import.meta.dirname, '../../examples/ci/jenkins/Jenkinsfile'), 'utf8');

/** The shell text of each sh step, in order. Groovy's ''' interpolates nothing. */
const scripts = [...text.matchAll(/sh '''\n([\s\S]*?)'''/g)].map(([, script = '']) => script);

test('expect the Jenkins example to keep the secret from forks, and to ask before it applies main', () => {
  expect(text).toMatch(/stage\('Plan'\) \{[^}]*when \{ expression \{ return !env\.CHANGE_FORK \} \}/);
  expect(text).toMatch(/stage\('Approve'\) \{\s*when \{ branch 'main' \}[^}]*input /);
  expect(text).toMatch(/stage\('Apply'\) \{\s*when \{ branch 'main' \}/);
  expect(text).toContain('disableConcurrentBuilds()');
  // Double quotes would let Groovy put values into the shell's text.
  expect(text).not.toMatch(/sh "/);
  expect(text.split('{').length).toBe(text.split('}').length);
});

test('given the scripts of the Jenkins example in their order, expect the account changed and the state committed', async () => {
  const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
  const machine = shop.checkOut();
  expect(scripts).toHaveLength(4);
  for (const script of scripts) {
    const { exit, out } = await shop.run(script, machine, { KEFU_APP_SECRET: shop.emulator.appSecret });
    expect(exit, out).toBe(0);
  }
  expect(shop.emulator.world.accounts.map(({ account }) => account)).toEqual(['alice@kftest']);
  expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
  expect(shop.onServer('kefu.history.jsonl')).toContain('alice@kftest');
  expect(existsSync(join(machine, 'apply.html'))).toBe(true);
});
