import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportStage, putPicture } from './exporting.ts';

test('given a file where the folder of pictures is to be, expect to hear of it, and no config', async () => {
  const stage = await exportStage();
  stage.emulator.addAccount({
    account: 'alice@kftest',
    nickname: '小美',
    picture: putPicture(stage.emulator, 'moon.png'),
  });
  writeFileSync(join(stage.folder, 'avatars'), 'mine');
  await expect(stage.exportAfresh()).rejects.toMatchObject({
    kind: 'config',
    code: 'not-writable',
    message: expect.stringMatching(/avatars can't be written \(ENOTDIR\)/),
    hint: expect.stringContaining('is a file, not a folder'),
  });
  expect(stage.read('avatars')).toBe('mine');
  expect(() => stage.read('kefu.yaml')).toThrow('ENOENT');
});
