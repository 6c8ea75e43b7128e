import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');

/** The rows of the tables of threats: who, threat, defence, test. */
const threats = page
  .split('\n')
  .filter((line) => /^\| (?:all|A\d)/.test(line))
  .map((line) => line.split(' | '))
  .filter((cells) => cells.length === 4);

describe('given the threat model', () => {
  test('every threat names the tests that hold its defence, and each is there', () => {
    expect(threats.length).toBeGreaterThan(35);
    for (const [, threat, , tests = ''] of threats) {
      const files = [...tests.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, file = '']) => file);
      expect(files.length, threat).toBeGreaterThan(0);
      for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
    }
  });

  test('it says who can forge a plan, and what the key is for', () => {
    expect(page).toMatch(/digest is unkeyed/);
    expect(page).toContain('KEFU_PLAN_KEY');
  });

  test.each(['README.md', 'README.zh-CN.md'])('%s leads to it', (file) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain('(docs/threat-model.md)');
  });
});
