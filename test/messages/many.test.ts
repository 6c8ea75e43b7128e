import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { receive } from '../../src/emulator/world/talking.ts';
import { messageStage } from './stage.ts';

function fileOf(lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-openids-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'openids.txt');
  writeFileSync(file, lines.join('\n'));
  return file;
}

const three = ['# night shift', 'oCUSTOMER_1', '', 'oCUSTOMER_2', 'oCUSTOMER_1', 'oCUSTOMER_3'];

describe('given a file of customers', () => {
  test('without a terminal and without --auto-approve nothing is sent (exit 10)', async () => {
    const stage = await messageStage();
    const { exit, told } = await stage.send('text', { toFile: fileOf(three) });
    expect(exit).toBe(10);
    expect(told).toContain('Sending text to 3 customers needs a yes');
    expect(stage.emulator.world.requests.filter(({ path }) => path.includes('message'))).toEqual([]);
  });

  test.each([
    ['no', 0],
    ['yes', 3],
  ])('the answer %s sends %d messages', async (answer, sent) => {
    const stage = await messageStage();
    for (const openid of ['oCUSTOMER_1', 'oCUSTOMER_2', 'oCUSTOMER_3'])
      receive(stage.emulator.world, openid, '在吗', stage.emulator.now());
    const { exit } = await stage.send('text', { toFile: fileOf(three) }, answer);
    expect(exit).toBe(0);
    const said = stage.emulator.world.messages.filter(({ from }) => from === 'account');
    expect(said).toHaveLength(sent);
  });

  test('a refusal for one does not keep the others from theirs, and is told by its line (exit 7)', async () => {
    const stage = await messageStage();
    for (const openid of ['oCUSTOMER_1', 'oCUSTOMER_3'])
      receive(stage.emulator.world, openid, '在吗', stage.emulator.now());
    const { exit, out } = await stage.send('text', { toFile: fileOf(three), autoApprove: true });
    expect(exit).toBe(7);
    expect(out).toMatch(/line 4 \(o.…\): not sent\./);
    expect(out).toContain('Messages: 2 sent, 1 not sent, 0 unknown, 0 not attempted.');
  });

  test('more than --max are refused before anything is sent', async () => {
    const stage = await messageStage();
    await expect(stage.send('text', { toFile: fileOf(three), max: 2 })).rejects.toMatchObject({
      code: 'too-many-recipients',
    });
    expect(stage.emulator.world.requests).toEqual([]);
  });

  test.each([
    [['not an openid'], 'recipients-invalid'],
    [['# nobody'], 'no-recipients'],
  ])('%j is refused as %s', async (lines, code) => {
    const stage = await messageStage();
    await expect(stage.send('text', { toFile: fileOf(lines) })).rejects.toMatchObject({ code });
  });
});
