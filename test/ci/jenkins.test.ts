import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { configWith, copyFiles, team } from './repository.ts';

beforeAll(freshBuild);

const folder = resolve(import.meta.dirname, '../../examples/ci/jenkins');
const text = readFileSync(join(folder, 'Jenkinsfile'), 'utf8');
const drift = readFileSync(join(folder, 'Jenkinsfile.drift'), 'utf8');

/** A stage of the pipeline, by its own text. */
function stage(name: string): string {
  const [, after = ''] = text.split(`stage('${name}') {`);
  return after.split(/\n {4}stage\('/)[0] ?? '';
}

/** The shell text of each sh step of a stage, in order. Groovy's ''' interpolates nothing. */
function scriptsOf(inside: string): string[] {
  return [...inside.matchAll(/sh '''\n([\s\S]*?)'''/g)].map(([, script = '']) => script);
}

test('expect the Jenkins example to keep the secret from forks, and to ask before it applies main', () => {
  expect(stage('Plan')).toMatch(/when \{\s*beforeAgent true\s*expression \{ return !env\.CHANGE_FORK \}/);
  for (const name of ['Approve', 'Apply']) {
    expect(stage(name)).toContain("branch 'main'");
    expect(stage(name)).toContain("expression { return env.KEFU_HAS_CHANGES == 'true' }");
  }
  expect(text).toContain('disableConcurrentBuilds()');
  expect(stage('Apply')).toContain('kefu.inverse.json, kefu.inverse/**');
});

test('expect nobody to hold an executor while a person thinks, and not to be asked twice', () => {
  expect(text).toContain('agent none');
  expect(stage('Approve')).toMatch(/beforeInput true/);
  expect(stage('Approve')).toMatch(/\n {6}input \{/);
  expect(stage('Approve')).not.toMatch(/agent \{/);
  for (const name of ['Validate', 'Plan', 'Apply']) expect(stage(name)).toContain("agent { label 'wechat' }");
});

test('expect no text of Groovy to be put into a shell, and braces that match', () => {
  for (const file of [text, drift]) {
    // Double quotes would let Groovy put values into the shell's text.
    expect(file).not.toMatch(/sh "|script: "/);
    expect(file.split('{').length).toBe(file.split('}').length);
    const calls = scriptsOf(file).flatMap((script) => script.split('\n').map((line) => line.trim()));
    for (const call of calls.filter(Boolean)) expect(call).toMatch(/^sh ci\/kefu\/kefu-ci\.sh [a-z-]+$/);
  }
});

test('given the scripts of the Jenkins example, expect the account changed, the state pushed and then no question', async () => {
  const shop = await team({ 'kefu.yaml': configWith('{ alice: { nickname: 小美 } }') });
  const env = { KEFU_APP_SECRET: shop.emulator.appSecret, BRANCH_NAME: 'main' };
  const hasChanges = /script: '([^']*has-changes)'/.exec(text)?.[1] ?? '';
  const build = async () => {
    const planned = shop.checkOut();
    for (const script of [...scriptsOf(stage('Validate')), ...scriptsOf(stage('Plan'))]) {
      const { exit, out } = await shop.run(script, planned, env);
      expect(exit, out).toBe(0);
    }
    return { planned, asks: (await shop.run(hasChanges, planned, {})).exit === 0 };
  };
  const first = await build();
  expect(first.asks).toBe(true);
  const applying = shop.checkOut();
  copyFiles(['kefu-out'], first.planned, applying);
  for (const script of scriptsOf(stage('Apply'))) {
    const { exit, out } = await shop.run(script, applying, env);
    expect(exit, out).toBe(0);
  }
  expect(shop.emulator.world.accounts.map(({ account }) => account)).toEqual(['alice@kftest']);
  expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
  expect(shop.onServer('kefu.history.jsonl')).toContain('alice@kftest');
  expect(existsSync(join(applying, 'kefu-out/apply.html'))).toBe(true);
  // The commit of the state starts a build of its own.
  expect((await build()).asks).toBe(false);
});

test('expect the drift job to be unstable for a change, and failed only when nobody could look', () => {
  expect(drift).toMatch(/status == 2 \|\| status == 5\) \{\s*unstable\(/);
  expect(drift).toMatch(/else if \(status != 0\) \{\s*error\(/);
});
