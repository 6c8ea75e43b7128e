import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { requireWritable, writeOutput, writeOutputNow } from '../../src/cli/output-file.ts';
import { checkOutputs } from '../../src/cli/outputs.ts';
import { capturedWorld } from '../support/cli.ts';
import { emptyFolder } from './folder.ts';

// What a path takes is told by what is there: anybody may make files, and lay links, in /dev/shm.

const uses = ['replaced', 'appended'] as const;

describe.skipIf(!existsSync('/dev/shm')).each(uses)('in /dev/shm, %s', (use) => {
  const shm = () => {
    const folder = mkdtempSync('/dev/shm/kefu-');
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return folder;
  };

  test('given no file yet, expect it to be made, and made anew or longer', async () => {
    const path = join(shm(), 'plan.json');
    await requireWritable(path, use);
    await writeOutput(path, 'a long first text\n', use);
    writeOutputNow(path, 'short\n', use);
    expect(readFileSync(path, 'utf8')).toBe(use === 'replaced' ? 'short\n' : 'a long first text\nshort\n');
  });

  test('given a link that somebody laid, expect it not to be followed', async () => {
    const folder = shm();
    const [path, precious] = [join(folder, 'plan.json'), join(folder, 'precious')];
    writeFileSync(precious, 'keep');
    symlinkSync('precious', path);
    await expect(requireWritable(path, use)).rejects.toMatchObject({ code: 'ELOOP' });
    await writeOutput(path, 'planted', use).catch(() => undefined);
    try {
      writeOutputNow(path, 'planted', use);
    } catch {}
    expect(readFileSync(precious, 'utf8')).toBe('keep');
  });
});

test.each(uses)(
  'given a device or what the process has open, %s, expect the text to go there',
  async (use) => {
    const file = join(emptyFolder(), 'open');
    const fd = openSync(file, 'a');
    onTestFinished(() => closeSync(fd));
    for (const path of ['/dev/null', `/proc/self/fd/${fd}`, `/dev/fd/${fd}`]) {
      await requireWritable(path, use);
      await writeOutput(path, path, use);
      if (path !== '/dev/null') expect(readFileSync(file, 'utf8').endsWith(path), path).toBe(true);
      writeOutputNow(path, path, use);
    }
  },
);

test.each(uses)('given an open file with lines before, %s, expect the text behind them', async (use) => {
  const file = join(emptyFolder(), 'log');
  const fd = openSync(file, 'w');
  onTestFinished(() => closeSync(fd));
  writeSync(fd, 'before\n');
  await writeOutput(`/dev/fd/${fd}`, 'plan\n', use);
  writeOutputNow(`/proc/self/fd/${fd}`, 'report\n', use);
  writeSync(fd, 'after\n');
  expect(readFileSync(file, 'utf8')).toBe('before\nplan\nreport\nafter\n');
});

test('given a pipe with a name, expect to be told of stdout instead of a wait for its reader', async () => {
  const pipe = join(emptyFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const { world } = capturedWorld(emptyFolder(), {});
  await expect(
    checkOutputs([{ format: 'json', file: pipe }], { json: true }, world.cwd),
  ).rejects.toMatchObject({
    code: 'output-not-writable',
    hint: expect.stringContaining('json=-'),
  });
});
