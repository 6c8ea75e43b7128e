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
  const [key] = Object.keys(state.media);
  const { media: _, ...rest } = state;
  const intents = [{ media: key, kind: 'upload-media', at: '2026-11-22T08:00:00.000Z' }];
  writeFileSync(path, JSON.stringify({ ...rest, intents }));

  const { exit, told } = await applyOn(stage);
  expect(exit).toBe(0);
  expect(told).toContain('An earlier apply ended in the middle of upload-media');
  expect(shelf(stage.emulator)).toHaveLength(1);
  const after = JSON.parse(readFileSync(path, 'utf8'));
  expect(after.intents).toEqual([]);
  expect(after.media[key ?? '']?.mediaId).toBe(state.media[key ?? ''].mediaId);
});

test('a state file from before there were media is read as it is', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  const path = join(stage.folder, 'kefu.state.json');
  const { appId } = stage.emulator;
  writeFileSync(path, JSON.stringify({ version: 1, appId, serial: 3, accounts: {}, intents: [] }));
  expect((await applyOn(stage)).exit).toBe(0);
  expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')).media)).toHaveLength(1);
});
