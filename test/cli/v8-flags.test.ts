import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { flagsOfV8 } from '../../src/cli/v8-flags.ts';

const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });

test('the V8 of this Node knows every flag that kefu sets', () => {
  const flags = flagsOfV8(process.versions.node);
  expect(flags).not.toEqual([]);
  const names = flags.map((flag) => flag.replace(/^--(no-)?/, '').replace(/=.*/, ''));
  expect(names.filter((name) => !known.includes(`  --${name} `))).toEqual([]);
});

test('a Node that is newer than kefu gets no flags', () => {
  expect(flagsOfV8('27.0.0')).toEqual([]);
  expect(flagsOfV8('120.0.0')).toEqual([]);
});

test('what has nothing to complain about writes nothing to stderr', () => {
  const kefu = spawnSync(process.execPath, ['dist/cli/main.js', 'schema'], { encoding: 'utf8' });
  expect(kefu).toMatchObject({ status: 0, stderr: '' });
});
