import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleSimulation } from '../../scripts/reliability/bundle.mjs';
import { seededBugs } from './seeded-bugs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kefu-reliability-'));
const sound = join(folder, 'sound.mjs');

/** Runs sweeps over the simulated world, in a process of its own. */
function swept(program: string, ...args: readonly string[]) {
  const told = JSON.parse(execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' }));
  return told as { points: number; broken: number; first: { where: string; what: string[] }[] };
}

beforeAll(() => bundleSimulation(sound));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the simulated world', () => {
  test('without a fault, every workload is as configured after one run, and quiet after that', () => {
    expect(swept(sound, 'clean')).toMatchObject({ points: 12, first: [] });
  });

  test('what has to be refused is refused, and nothing is sent', () => {
    expect(swept(sound, 'guards')).toMatchObject({ points: 25, first: [] });
  });

  test('nobody gets a message twice, whatever breaks and wherever the run dies', () => {
    const { points, first } = swept(sound, 'sends');
    expect(first).toEqual([]);
    expect(points).toBeGreaterThan(150);
  });

  test('nothing is deleted whose heir somebody else has renamed meanwhile', () => {
    const { points, first } = swept(sound, 'editors', '--where', 'takes the place of another, width 1: dora');
    expect(first).toEqual([]);
    expect(points).toBeGreaterThan(20);
  });

  test('nothing more is sent to an account that somebody else has deleted between two of its steps', () => {
    const { points, first } = swept(
      sound,
      'editors',
      '--where',
      'avatars and workers, width 1: alice deleted',
    );
    expect(first).toEqual([]);
    expect(points).toBeGreaterThan(20);
  });

  test('a clock that is set makes no two readings settled, and nobody waits for an hour that was put back', () => {
    const { points, first } = swept(sound, 'clocks', '--where', 'eve is back, width 1');
    expect(first).toEqual([]);
    expect(points).toBeGreaterThan(20);
  });

  test('a fleet that is remembered on a server ends as wanted, whichever answer of that server is lost', () => {
    const { points, first } = swept(sound, 'fleet', '--where', 'state server lost once');
    expect(first).toEqual([]);
    expect(points).toBeGreaterThan(10);
  });

  test('the same seed gives the same course of things', () => {
    const args = ['--random', '3', '--seed', '7'];
    expect(swept(sound, ...args)).toEqual(swept(sound, ...args));
  });
});

describe('sown defects', () => {
  test.each(seededBugs.map((bug) => [bug.name, bug] as const))(
    'still fits its source: %s',
    (_, { file, find, replace }) => {
      const source = readFileSync(file, 'utf8');
      expect(source.split(find)).toHaveLength(2);
      expect(find).not.toBe(replace);
    },
  );

  test('one that lets a message be sent twice is caught', async () => {
    const bug = seededBugs.find(({ name }) => name === 'a message without an answer is sent again');
    const program = join(folder, 'sown.mjs');
    await bundleSimulation(program, bug);
    expect(swept(program, 'sends', '--first').first[0]?.what.join()).toContain('messages at most once');
  });
});
