// The commands of the README, word for word, in the hands of somebody who has nothing but the release.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { commandsIn, downloaded, root, shell } from './packed.ts';

const release = downloaded();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

test('expect both READMEs to say the same commands, for this version', () => {
  const [install, start] = [commandsIn('README.md', 'Install'), commandsIn('README.md', 'Try it')];
  expect(install).toHaveLength(4);
  expect(commandsIn('README.zh-CN.md', '安装')).toEqual(install);
  expect(commandsIn('README.zh-CN.md', '试一试').slice(0, 2)).toEqual(start.slice(0, 2));
  const names = [...install.join('').matchAll(/kefu-[\d.]+\.tgz/g)].map(([name]) => name);
  expect(new Set(names)).toEqual(new Set([`kefu-${version}.tgz`]));
});

test('given a fresh folder, expect the install and the quick start of the README to work as they stand', async () => {
  const { folder } = release;
  const [project = ''] = commandsIn('README.md', 'Install');
  expect(shell(project, folder)).toMatch(new RegExp(`: OK\n[\\s\\S]*^${version}\n$`, 'm'));

  const [terminal = '', other = ''] = commandsIn('README.md', 'Try it');
  const emulator = spawn('bash', ['-c', `exec ${terminal.trim()}`], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    if (emulator.pid !== undefined) process.kill(-emulator.pid);
  });
  const secret = await new Promise<string>((told, failed) => {
    emulator.once('exit', () => failed(new Error('the emulator ended; is its port 8787 taken?')));
    createInterface(emulator.stdout).on('line', (line) => {
      const [, found] = /KEFU_APP_SECRET=(\S+)/.exec(line) ?? [];
      if (found !== undefined) told(found);
    });
  });
  // The person copies the secret, and answers the question of apply in a terminal.
  const typed = other.replace('…', secret).replace('npx kefu apply', applyInTerminal);
  const said = shell(typed, folder);
  expect(said).toContain('Plan: 3 to add, 0 to change, 0 to destroy.');
  expect(said).toContain('Apply complete! Accounts: 3 added, 0 changed, 0 destroyed.');
  expect(existsSync(join(folder, 'quickstart/kefu.state.json'))).toBe(true);

  expect(shell('npx kefu init mine/kefu.yaml && head -n 1 mine/kefu.yaml', folder)).toContain(
    '# yaml-language-server: $schema=../node_modules/kefu/schemas/config.schema.json\n',
  );
}, 180_000);

const applyInTerminal = `(sleep 4; echo yes) | script --quiet --return --command 'npx kefu apply' /dev/null`;

test('given CI, expect exactly the locked files to be installed, and a tarball that was exchanged to be refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-repository-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  shell(`cp '${release.tarball()}' .`, folder);
  const [, once = '', pipeline = ''] = commandsIn('README.md', 'Install');
  shell(once, folder);
  const lock = JSON.parse(readFileSync(join(folder, 'ci/kefu/package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  expect(lock.packages['node_modules/kefu']).toMatchObject({
    resolved: `file:kefu-${version}.tgz`,
    integrity: expect.stringMatching(/^sha512-/),
  });
  expect(lock.packages['node_modules/sharp']?.integrity).toMatch(/^sha512-/);

  rmSync(join(folder, 'ci/kefu/node_modules'), { recursive: true });
  expect(shell(pipeline, folder)).toMatch(new RegExp(`^${version}$`, 'm'));

  rmSync(join(folder, 'ci/kefu/node_modules'), { recursive: true });
  const other = join(folder, 'other/package');
  mkdirSync(other, { recursive: true });
  writeFileSync(join(other, 'package.json'), JSON.stringify({ name: 'kefu', version }));
  shell(`tar -czf ci/kefu/kefu-${version}.tgz -C other package`, folder);
  expect(() => shell(pipeline, folder)).toThrow(/EINTEGRITY/);
  expect(existsSync(join(folder, 'ci/kefu/node_modules/kefu'))).toBe(false);
}, 180_000);

test('given a global installation, expect init to name a schema that is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu global-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const prefix = join(folder, 'prefix');
  const [, command = ''] =
    /`(npm install --global [^`]+)`/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  shell(`${command} && '${prefix}/bin/kefu' init '${folder}/kefu.yaml'`, release.folder, {
    npm_config_prefix: prefix,
  });
  const [, address = ''] = /\$schema=(\S+)\n/.exec(readFileSync(join(folder, 'kefu.yaml'), 'utf8')) ?? [];
  expect(address).toContain(`/lib/node_modules/kefu/schemas/config.schema.json`);
  expect(JSON.parse(readFileSync(new URL(address), 'utf8'))).toHaveProperty('properties.officialAccount');
}, 120_000);
