// What is in the tarball, and what must never be.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { goldenFiles, packedFiles } from '../../scripts/release/tarball.mjs';
import { freshBuild } from '../support/fresh-build.ts';
import { root } from './packed.ts';

beforeAll(freshBuild, 180_000);

/** What people leave who try kefu in its own folder. */
const leftBehind = [
  'kefu.yaml',
  'kefu.state.json',
  'kefu.inverse.json',
  '.env',
  'secret',
  'release/kefu/package.json',
  'ci/kefu/package-lock.json',
  'docs/kefu.history.jsonl',
  'examples/quickstart/kefu.state.json',
  'examples/quickstart/kefu.state.json.lock',
  'examples/quickstart/kefu.history.jsonl',
  'examples/quickstart/kefu.inverse.json',
  'examples/quickstart/kefu.inverse.d/0.json',
  'examples/quickstart/plan.json',
  'examples/quickstart/avatars/kefu.state.json',
  'examples/quickstart/recipients.csv',
  'examples/fleet/plans/fleet.json',
  'examples/messages/welcome.sent.jsonl',
  'schemas.tgz',
];

test('given files that users leave in the folder, expect exactly the reviewed files to be packed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ours = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0');
  for (const file of ours.filter((name) => name !== '' && !/^(src|test|scripts)\//.test(name)))
    cpSync(join(root, file), join(folder, file));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  for (const file of leftBehind) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '{}');
  }
  expect(await packedFiles(folder), 'if all are meant: node scripts/release/write-files.mjs').toEqual(
    await goldenFiles(),
  );
});

test('expect every link of a packed page to lead to a file or folder that is packed too', async () => {
  const packed = await packedFiles(root);
  const folders = new Set(packed.flatMap((name) => foldersOf(name)));
  const dead = packed
    .filter((name) => name.endsWith('.md'))
    .flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^[a-z]+:/.test(link))
        .map((link) => ({ page, target: join(dirname(page), link).replace(/\/$/, '') })),
    )
    .filter(({ target }) => !packed.includes(target) && !folders.has(target));
  expect(dead).toEqual([]);
});

test('expect the notice of every bundled package with a text that grants something', () => {
  const parts = readFileSync(join(root, 'dist/LICENSES.txt'), 'utf8').split(/\n-{80}\n\n/);
  expect(parts.length).toBeGreaterThan(20);
  const bare = parts.filter((part) => !/copyright/i.test(part) || !/permission|redistribution/i.test(part));
  expect(bare.map((part) => part.split('\n')[0])).toEqual([]);
});

function foldersOf(name: string): string[] {
  const folder = dirname(name);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}
