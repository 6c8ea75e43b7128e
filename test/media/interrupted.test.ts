import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyOn } from '../support/stage-run.ts';
import { image, openShop, shelf } from './shop.ts';

test('a run that was killed after its upload left: the next apply finds the file and does not upload it again', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  await applyOn(stage);
  const path = join(stage.folder, 'kefu.state.json');
  const state = JSON.parse(readFileSync(path, 'utf8'));
  const [address = ''] = Object.keys(state.objects).filter((one) => one.startsWith('media.'));
  const { [address]: kept, ...objects } = state.objects;
  const [key = '', kind, lifetime] = address.slice('media.'.length).split(':');
  const media = {
    key: address.slice('media.'.length),
    path: './day.png',
    kind,
    lifetime,
    name: `kefu-${key.slice(0, 16)}.png`,
  };
  const step = { kind: 'upload-media', media, usedBy: ['promo'] };
  const intents = [{ address, step, at: '2026-11-22T08:00:00.000Z' }];
  writeFileSync(path, JSON.stringify({ ...state, objects, intents }));

  const { exit, told } = await applyOn(stage);
  expect(exit).toBe(0);
  expect(told).toContain('An earlier apply ended in the middle of "./day.png: upload"');
  expect(shelf(stage.emulator)).toHaveLength(1);
  const after = JSON.parse(readFileSync(path, 'utf8'));
  expect(after.intents).toEqual([]);
  expect(after.objects[address]?.mediaId).toBe(kept.mediaId);
});

test('a state file from before there were media is read as it is', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  const path = join(stage.folder, 'kefu.state.json');
  const { appId } = stage.emulator;
  writeFileSync(path, JSON.stringify({ version: 1, appId, serial: 3, accounts: {}, intents: [] }));
  expect((await applyOn(stage)).exit).toBe(0);
  const after = JSON.parse(readFileSync(path, 'utf8'));
  expect(after.version).toBe(2);
  expect(Object.keys(after.objects).filter((address) => address.startsWith('media.'))).toHaveLength(1);
});
