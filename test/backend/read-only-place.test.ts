// What may not be written is found before anything leaves for WeChat.
import { type FileHandle, open } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { onFile } from '../../src/backend/on-file.ts';
import { setStage } from '../support/case.ts';
import { applyOn } from '../support/stage-run.ts';

const readOnly = Object.assign(new Error('EROFS'), { code: 'EROFS' });

async function stageToCreate() {
  const desired = { accounts: { alice: { nickname: '小美' } } };
  const stage = await setStage({ story: '', expect: {}, desired });
  onTestFinished(stage.end);
  return stage;
}

test('given a history that can not be written, expect nothing sent and the place to be named', async () => {
  const stage = await stageToCreate();
  const handle = await open(import.meta.filename);
  const ofHandles: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  const refused = vi.spyOn(ofHandles, 'appendFile').mockRejectedValue(readOnly);
  onTestFinished(() => refused.mockRestore());
  const { failure } = await applyOn(stage);
  expect(failure).toMatchObject({
    code: 'history-not-writable',
    hint: expect.stringContaining('only be read'),
  });
  expect(stage.emulator.world.accounts).toEqual([]);
});

test('given a record that can not be written, expect nothing sent', async () => {
  const stage = await stageToCreate();
  const { write } = onFile;
  const written = vi.spyOn(onFile, 'write').mockImplementation(async (file, content) => {
    if (`${content}`.includes('"objects"')) throw readOnly;
    await write(file, content);
  });
  onTestFinished(() => written.mockRestore());
  const { exit, failure, out, told } = await applyOn(stage);
  expect(exit, `${failure?.message} ${out}`).not.toBe(0);
  expect(out + told + failure?.message).toContain('EROFS');
  expect(stage.emulator.world.accounts).toEqual([]);
});
