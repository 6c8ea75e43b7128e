import { execFileSync, spawnSync } from 'node:child_process';
import { cachedDataVersionTag } from 'node:v8';
import { expect, test } from 'vitest';
import { flagsOfV8, setFlagsOfV8, withFlagsOfNode } from '../../src/cli/v8-flags.ts';

const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });

test('the V8 of this Node knows every flag that kefu sets', () => {
  const flags = flagsOfV8(process.versions.node);
  expect(flags).not.toEqual([]);
  const names = flags.map(({ ours }) => ours.replace(/^--(no-)?/, '').replace(/=.*/, ''));
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

test('Node loads its own modules under the flags it started with: under others V8 refuses what Node brings of them', () => {
  const started = cachedDataVersionTag();
  setFlagsOfV8();
  const ours = cachedDataVersionTag();
  expect(ours).not.toBe(started);
  expect(withFlagsOfNode(cachedDataVersionTag)).toBe(started);
  expect(cachedDataVersionTag()).toBe(ours);
  expect(() => withFlagsOfNode(() => JSON.parse('no JSON'))).toThrow(SyntaxError);
  expect(cachedDataVersionTag()).toBe(ours);
});
