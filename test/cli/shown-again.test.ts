// Commands that show what was made before leave no output of yesterday when they fail, as plan and apply do.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandWorld } from '../../src/cli/command.ts';
import { run as tell } from '../../src/cli/commands/report.ts';
import { run as merge } from '../../src/cli/commands/report-merge.ts';
import { run as show } from '../../src/cli/commands/show.ts';
import { run as showFleet } from '../../src/cli/commands/show-fleet.ts';
import { run as validate } from '../../src/cli/commands/validate.ts';
import { Failure } from '../../src/model/failure.ts';
import { emptyFolder } from '../files/folder.ts';
import { capturedWorld } from '../support/cli.ts';

const formats = ['json', 'text', 'markdown', 'html', 'junit', 'github-annotations', 'wecom-robot'];
type Command = (output: { format: string; file: string }[], world: CommandWorld) => Promise<number>;

const commands: readonly (readonly [string, Command, title: string])[] = [
  [
    'show',
    (output, world) => show({ plan: 'p.json', json: false, output }, world),
    'Could not show the plan',
  ],
  [
    'show of a fleet',
    (output, world) => showFleet({ plan: 'plans', json: false, output }, world),
    'Could not show the plan',
  ],
  [
    'report',
    (output, world) => tell({ plan: 'plans', json: false, output }, world),
    'Could not tell the report',
  ],
  [
    'report merge',
    (output, world) => merge({ reports: ['r.json'], json: false, output }, world),
    'Could not tell the report',
  ],
];

describe.each(commands)('given %s of what is not there', (_, command, title) => {
  test('expect each output to say so, and none to be of yesterday', async () => {
    const folder = emptyFolder();
    const output = formats.map((format) => ({ format, file: `out.${format}` }));
    for (const { file } of output) writeFileSync(join(folder, file), 'of yesterday');
    await expect(command(output, capturedWorld(folder, {}).world)).rejects.toThrow(Failure);
    const texts = output.map(({ file }) => readFileSync(join(folder, file), 'utf8'));
    expect(texts.filter((text) => text.includes('of yesterday'))).toEqual([]);
    for (const format of ['markdown', 'html', 'wecom-robot'])
      expect(readFileSync(join(folder, `out.${format}`), 'utf8'), format).toContain(title);
  });

  test('and an output that can not be written: expect that to be told before anything is read', async () => {
    const output = [{ format: 'markdown', file: 'no/folder/out.md' }];
    await expect(command(output, capturedWorld(emptyFolder(), {}).world)).rejects.toMatchObject({
      code: 'output-not-writable',
    });
  });
});

test('given validate of a folder without configs, expect each output to say so, and none to be of yesterday', async () => {
  const folder = emptyFolder();
  const formats = ['text', 'json', 'github-annotations', 'gitlab-codequality', 'sarif'];
  const output = formats.map((format) => ({ format, file: `out.${format}` }));
  for (const { file } of output) writeFileSync(join(folder, file), 'of yesterday');
  const asked = { configs: ['.'], json: false, online: false, output };
  await expect(validate(asked, capturedWorld(folder, {}).world)).rejects.toThrow(Failure);
  for (const { file } of output) {
    expect(existsSync(join(folder, file)), file).toBe(true);
    expect(readFileSync(join(folder, file), 'utf8'), file).toContain('no-configs');
  }
});
