import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { renderFailureJson, renderFailureText } from '../../src/render/failure.ts';
import { fieldCase } from './list-folder.ts';
import { listStage } from './list-stage.ts';

describe('given a list as spreadsheets save it', () => {
  test.each([
    ['byte order mark, CRLF, an empty line, a name twice', 'windows.txt', undefined, [1, 1, 0]],
    ['a heading', 'list.txt', '\uFEFFOpenID\r\noCUSTOMER_1\r\n', [1, 0, 0]],
    ['a Chinese heading', 'list.txt', '用户OpenID\noCUSTOMER_2\n', [0, 1, 0]],
    ['a heading with a remark', 'list.txt', 'open_id (微信)\noCUSTOMER_2\n', [0, 1, 0]],
    ['lines of an old Mac', 'list.txt', 'oCUSTOMER_1\roCUSTOMER_3\r', [1, 0, 1]],
    ['spaces around', 'list.txt', '  oCUSTOMER_1 \n\u3000oCUSTOMER_2\u00A0\n', [1, 1, 0]],
  ])('%s: each is written to once', async (_, toFile, text, arrived) => {
    const stage = await listStage(text === undefined ? {} : { [toFile]: text });
    if (text === undefined) copyFileSync(join(fieldCase, toFile), join(stage.folder, toFile));
    const { exit, out } = await stage.send({ toFile });
    expect(exit, out).toBe(0);
    expect(stage.arrived()).toEqual(arrived);
  });

  test('a heading is told, so that nobody is left out in silence', async () => {
    const { send } = await listStage({ 'list.txt': 'openid\noCUSTOMER_1\n' });
    expect((await send({ toFile: 'list.txt' })).told).toContain('list.txt: line 1 is a heading');
  });

  test('the case from the field: columns and quotes', async () => {
    const stage = await listStage();
    for (const file of ['columns.csv', 'quoted.csv']) {
      copyFileSync(join(fieldCase, file), join(stage.folder, file));
      const said = await refusal(stage.send({ toFile: file }));
      expect(said).toContain('recipients-columns');
      for (const secret of ['oCUSTOMER_1', '王小明', '13800000000']) expect(said).not.toContain(secret);
    }
    expect(stage.emulator.world.requests).toEqual([]);
  });

  test.each([
    ['tabs', 'oSECRET_1\t王小明', 'line 1 holds'],
    ['semicolons', 'oSECRET_1;王小明', 'line 1 holds'],
    ['Chinese commas', 'oSECRET_1，王小明', 'line 1 holds'],
    ['an empty column', 'oSECRET_1,', 'line 1 holds'],
    ['a name', '王小明', 'line 1 holds'],
    ['two on a line', 'oSECRET_1 oSECRET_2', 'line 1 holds'],
    ['something invisible', 'oSECRET\u200B_1', 'line 1 holds'],
    ['much of it', Array(30).fill('oSECRET_1,王小明').join('\n'), 'lines 1-30 hold'],
    ['some of it', 'a,b\noOK\nc,d\ne,f\n王小明', 'lines 1, 3-4 hold more'],
    ['two kinds: all at once', 'a,b\noOK\nc,d\ne,f\n王小明', 'line 5 holds something'],
  ])('%s is refused by line, without a word of it', async (_, text, place) => {
    const { send, calls } = await listStage({ 'list.txt': text });
    const said = await refusal(send({ toFile: 'list.txt' }));
    expect(said).toContain(place);
    for (const secret of ['SECRET', '王', '小']) expect(said).not.toContain(secret);
    expect(calls()).toBe(0);
  });

  const gbk = Buffer.from([0xcd, 0xf5, 0xd0, 0xa1, 0x0a, ...Buffer.from('oSECRET_1\n')]);
  const utf16 = Buffer.from('oSECRET_1\r\n', 'utf16le');
  test.each([
    ['GBK', gbk, 'saved as GBK'],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'saved as UTF-16'],
    [
      'UTF-16 of the other order',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
      'saved as UTF-16',
    ],
    ['UTF-16 without a mark', utf16, 'saved as UTF-16'],
    ['a workbook', Buffer.from('PK\x03\x04SECRET'), 'a workbook'],
    ['neither', Buffer.from([0x6f, 0x53, 0x45, 0x0a, 0xff, 0xff]), 'not UTF-8'],
  ])('%s is named as such', async (_, bytes, what) => {
    const { send } = await listStage({ 'list.txt': bytes });
    const said = await refusal(send({ toFile: 'list.txt' }));
    expect(said).toContain(what);
    expect(said).not.toContain('SECRET');
  });
});

test('what --to names is not repeated when it is no OpenID', async () => {
  const { folder } = await listStage();
  const { messageStage } = await import('./stage.ts');
  const stage = await messageStage(folder);
  expect(await refusal(stage.send('hi', { to: '王小明 13800000000' }))).not.toMatch(/王|138/);
});

/** All that a refused command says, in text and as JSON. */
async function refusal(run: Promise<unknown>): Promise<string> {
  const failure = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof Failure)) throw new Error('It was not refused.');
  return `${renderFailureText(failure)}${renderFailureJson(failure)}`;
}
