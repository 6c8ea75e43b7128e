import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceOutputs } from '../../src/cli/outputs.ts';
import { emptyFolder } from './folder.ts';

// A format that can't tell of a failure leaves no file of an earlier run behind. What is no file of a run stays: as root,
// `--output gitlab-report=/dev/null` would take the device from everybody on the machine.

const world = { terminal: {}, env: {} } as Parameters<typeof replaceOutputs>[1];
const nothingToSay = () => undefined;

test.each<[string, (path: string) => void]>([
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a link, as /dev/stdout is one', (path) => symlinkSync('/dev/null', path)],
  ['a link to nothing', (path) => symlinkSync('nowhere', path)],
])('given %s as the output, expect it to stay', async (_, lay) => {
  const path = join(emptyFolder(), 'report');
  lay(path);
  await replaceOutputs([{ format: 'gitlab-report', file: path }], world, nothingToSay);
  expect(lstatSync(path, { throwIfNoEntry: false })).toBeDefined();
});

test('given the file of an earlier run, expect it to be gone', async () => {
  const path = join(emptyFolder(), 'report');
  writeFileSync(path, 'of yesterday');
  await replaceOutputs([{ format: 'gitlab-report', file: path }], world, nothingToSay);
  expect(existsSync(path)).toBe(false);
});
