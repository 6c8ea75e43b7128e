import { describe, test } from 'vitest';
import { applyOn, planOn } from '../support/stage-run.ts';
import { changesOf, image, openShop, shelf, writeConfig } from './shop.ts';

// Of a temporary upload the id is all there is to know, so nobody can tell an invented one.
const inventedId = '{"media_id":"INVENTED"}';

const faults = [
  { kind: 'refuse' },
  { kind: 'reset', effect: false },
  { kind: 'reset', effect: true },
  { kind: 'reset', effect: true, close: 'fin' },
  { kind: 'reset', effect: true, times: 2 },
  { kind: 'reset', effect: false, times: 9 },
  { kind: 'cut', atByte: 5 },
  { kind: 'cut', atByte: 5, framing: 'chunked' },
  { kind: 'truncate', atByte: 9 },
  { kind: 'html', status: 502, effect: false },
  { kind: 'html', status: 504, effect: true },
  { kind: 'html', status: 200, effect: true },
  { kind: 'errcode', errcode: -1, effect: false },
  { kind: 'errcode', errcode: -1, effect: true },
  { kind: 'errcode', errcode: 40001, effect: false },
  { kind: 'errcode', errcode: 40005, effect: false },
  { kind: 'errcode', errcode: 45009, effect: false },
  { kind: 'errcode', errcode: 45074, effect: false },
  { kind: 'body', body: '{}', effect: true },
  { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: false },
  { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: true },
  { kind: 'body', body: inventedId, effect: false },
  { kind: 'redirect', location: 'http://127.0.0.1:9/', effect: false },
  { kind: 'late', ms: 30 },
  { kind: 'gzip-bomb', megabytes: 8, effect: true },
  { kind: 'delay', ms: 60 },
];

interface Result {
  readonly change: string;
  readonly status: string;
}

function uploadOf(out: string): Result | undefined {
  const { results } = JSON.parse(out) as { results: Result[] };
  return results.find(({ change }) => change === 'upload-media');
}

describe('under every fault on a permanent upload there is one material at most, and the report is true', () => {
  test.concurrent.for(faults)(
    '$kind $status $errcode $body effect $effect times $times',
    async (fault, context) => {
      const { expect, onTestFinished } = context;
      const stage = await openShop({ promo: image('./day.png') });
      onTestFinished(stage.end);
      stage.emulator.inject({ path: 'material/add_material', ...fault } as never);
      const { exit, out, failure } = await applyOn(stage);
      expect(failure).toBeUndefined();
      const there = shelf(stage.emulator).length;
      const status = uploadOf(out)?.status;
      expect(there).toBeLessThan(2);
      if (status === 'done') expect(there).toBe(1);
      if (status === 'failed' || status === 'not-attempted') expect(there).toBe(0);
      expect(exit === 0).toBe(status === 'done');

      stage.emulator.world.faults.length = 0;
      expect((await applyOn(stage)).exit).toBe(0);
      expect(shelf(stage.emulator)).toHaveLength(1);
      expect(changesOf(JSON.parse((await planOn(stage)).out), 'media')).toEqual([]);
    },
  );
});

describe('under every fault on a temporary upload the report is true, and a clean run heals', () => {
  test.concurrent.for(faults.filter(({ body }) => body !== inventedId))(
    '$kind $status $errcode $body effect $effect times $times',
    async (fault, context) => {
      const { expect, onTestFinished } = context;
      const stage = await openShop({ promo: image('./day.png', 'temporary') });
      onTestFinished(stage.end);
      stage.emulator.inject({ path: 'media/upload', ...fault } as never);
      const { exit, out, failure } = await applyOn(stage);
      expect(failure).toBeUndefined();
      const there = shelf(stage.emulator).length;
      const status = uploadOf(out)?.status;
      if (status === 'failed' || status === 'not-attempted') expect(there).toBe(0);
      expect(exit === 0).toBe(status === 'done');

      stage.emulator.world.faults.length = 0;
      expect((await applyOn(stage)).exit).toBe(0);
      expect(shelf(stage.emulator).length).toBeGreaterThan(0);
      expect(changesOf(JSON.parse((await planOn(stage)).out), 'media')).toEqual([]);
    },
  );
});

describe('a lost answer to a delete is settled by the list', () => {
  test.concurrent.for([
    { kind: 'reset', effect: true },
    { kind: 'reset', effect: false },
    { kind: 'errcode', errcode: -1, effect: true },
    { kind: 'errcode', errcode: 40007, effect: true },
    { kind: 'late', ms: 30 },
  ])('$kind $errcode effect $effect', async (fault, { expect, onTestFinished }) => {
    const stage = await openShop({ promo: image('./day.png') });
    onTestFinished(stage.end);
    await applyOn(stage);
    writeConfig(stage, {}, { media: 'delete' });
    stage.emulator.inject({ path: 'material/del_material', ...fault } as never);
    const { exit, out } = await applyOn(stage);
    expect(exit, out).toBe(0);
    expect(shelf(stage.emulator)).toEqual([]);
    expect(changesOf(JSON.parse((await planOn(stage)).out), 'media')).toEqual([]);
  });
});
