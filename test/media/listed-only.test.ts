// Temporary files are in no list: they must not make an empty list look half full.
import { expect, onTestFinished, test } from 'vitest';
import { applyOn, planOn } from '../support/stage-run.ts';
import { image, openShop } from './shop.ts';

test('given as many temporary as permanent files, and a list that has none, expect the plan to be held', async () => {
  const files = ['./day.png', './moon.png', './glasses.jpg'];
  const stage = await openShop({
    ...Object.fromEntries(files.map((file, nth) => [`lasting${nth}`, image(file)])),
    ...Object.fromEntries(files.map((file, nth) => [`passing${nth}`, image(file, 'temporary')])),
  });
  onTestFinished(stage.end);
  expect((await applyOn(stage)).exit).toBe(0);
  const nobody = '{"total_count":0,"item_count":0,"item":[]}';
  stage.emulator.inject({ kind: 'body', path: 'batchget_material', body: nobody });
  const { guards } = JSON.parse((await planOn(stage)).out) as { guards: { code: string; message: string }[] };
  expect(guards.map(({ code }) => code)).toEqual(['emulator-restarted']);
  expect(guards[0]?.message).toMatch(/none of the 3/);
});
