// What git does not track, or tells of under another path, counts as changed: a check that is green for want of a look is worse than none.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CommandWorld } from '../../src/cli/command.ts';
import { configsChangedSince } from '../../src/cli/fleet/changed-since.ts';

function repository() {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-git-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  git('init', '-q');
  mkdirSync(join(folder, 'fleet/shops'), { recursive: true });
  for (const name of ['one', 'two'])
    writeFileSync(
      join(folder, `fleet/shops/${name}.yaml`),
      `version: 1
officialAccount:
  name: ${name}
  wechatId: kftest
  appId: wxemu000000000000${name === 'one' ? 1 : 2}
  credentials: { appSecret: { env: KEFU_APP_SECRET } }
accounts:
  alice: { nickname: 小美, avatar: ./${name}.png }
`,
    );
  for (const [name, picture] of [
    ['one', 'day'],
    ['two', 'moon'],
  ])
    copyFileSync(`test/cases/pictures/${picture}.png`, join(folder, `fleet/shops/${name}.png`));
  const commit = () => {
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'x');
  };
  const changed = (...configs: string[]) =>
    configsChangedSince('HEAD', configs, { cwd: folder, env: {} } as unknown as CommandWorld);
  return { folder, commit, changed };
}

const both = ['fleet/shops/one.yaml', 'fleet/shops/two.yaml'];

test('what is committed and as it was is no change', async () => {
  const { commit, changed } = repository();
  commit();
  expect(await changed(...both)).toEqual([]);
});

test.each(['*.yaml', 'one.png'])(
  'given files that .gitignore covers with %s, expect them to count',
  async (pattern) => {
    const { folder, commit, changed } = repository();
    writeFileSync(join(folder, '.gitignore'), `${pattern}\n`);
    commit();
    expect(await changed(...both)).toEqual(pattern === '*.yaml' ? both : [both[0]]);
  },
);

test('given a folder that is a link, expect a change behind it to be seen', async () => {
  const { folder, commit, changed } = repository();
  symlinkSync('fleet/shops', join(folder, 'shops'));
  commit();
  expect(await changed('shops/one.yaml', 'shops/two.yaml')).toEqual([]);
  copyFileSync('test/cases/pictures/moon.png', join(folder, 'fleet/shops/one.png'));
  expect(await changed('shops/one.yaml', 'shops/two.yaml')).toEqual(['shops/one.yaml']);
});
