import { describe, test } from 'vitest';
import { applyOn, planOn } from '../support/stage-run.ts';
import { changesOf, image, openShop, shelf, writeConfig } from './shop.ts';

// Of a temporary upload the id is all there is to know, so nobody can tell an invented one.
const inventedId = '{"media_id":"INVENTED"}';

const kindsOfFault = [
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

/** Each fault meets one upload after the other, and two side by side. */
const faults = kindsOfFault.flatMap((fault) => [1, 8].map((width) => ({ ...fault, width })));

interface Result {
  readonly change: string;
  readonly name: string;
  readonly status: string;
}

function uploadsOf(out: string): Result[] {
  const { results } = JSON.parse(out) as { results: Result[] };
  return results.filter(({ change }) => change === 'upload-media');
}

/** Two pictures, so that at width 8 another upload is under way while one meets the fault. */
const pictures = (lifetime?: string) => ({
  promo: image('./day.png', lifetime),
  sale: image('./glasses.jpg', lifetime),
});

const title = 'width $width: $kind $status $errcode $body effect $effect times $times';

describe('under every fault on a permanent upload there is one material a picture at most, and the report is true', () => {
  test.concurrent.for(faults)(title, async ({ width, ...fault }, { expect, onTestFinished }) => {
    const stage = await openShop(pictures());
    onTestFinished(stage.end);
    stage.emulator.inject({ path: 'material/add_material', ...fault } as never);
    const { exit, out, failure } = await applyOn(stage, { parallelism: width });
    expect(failure).toBeUndefined();
    const there = shelf(stage.emulator);
    expect(new Set(there).size).toBe(there.length);
    const uploads = uploadsOf(out);
    expect(uploads).toHaveLength(2);
    const certainly = uploads.filter(({ status }) => status === 'done').length;
    const perhaps = uploads.filter(({ status }) => status === 'unknown').length;
    expect(there.length).toBeGreaterThanOrEqual(certainly);
    expect(there.length).toBeLessThanOrEqual(certainly + perhaps);
    expect(exit === 0).toBe(certainly === 2);

    stage.emulator.world.faults.length = 0;
    expect((await applyOn(stage, { parallelism: width })).exit).toBe(0);
    expect(shelf(stage.emulator)).toHaveLength(2);
    expect(changesOf(JSON.parse((await planOn(stage)).out), 'media')).toEqual([]);
  });
});

describe('under every fault on a temporary upload the report is true, and a clean run heals', () => {
  test.concurrent.for(faults.filter(({ body }) => body !== inventedId))(
    title,
    async ({ width, ...fault }, { expect, onTestFinished }) => {
      const stage = await openShop(pictures('temporary'));
      onTestFinished(stage.end);
      stage.emulator.inject({ path: 'media/upload', ...fault } as never);
      const { exit, out, failure } = await applyOn(stage, { parallelism: width });
      expect(failure).toBeUndefined();
      const there = new Set(shelf(stage.emulator)).size;
      const uploads = uploadsOf(out);
      const certainly = uploads.filter(({ status }) => status === 'done').length;
      const perhaps = uploads.filter(({ status }) => status === 'unknown').length;
      expect(there).toBeLessThanOrEqual(certainly + perhaps);
      expect(there).toBeGreaterThanOrEqual(certainly);
      expect(exit === 0).toBe(certainly === 2);

      stage.emulator.world.faults.length = 0;
      expect((await applyOn(stage, { parallelism: width })).exit).toBe(0);
      expect(new Set(shelf(stage.emulator)).size).toBe(2);
      expect(changesOf(JSON.parse((await planOn(stage)).out), 'media')).toEqual([]);
    },
  );
});

describe('a lost answer to a delete is settled by the list', () => {
  const lost = [
    { kind: 'reset', effect: true },
    { kind: 'reset', effect: false },
    { kind: 'errcode', errcode: -1, effect: true },
    { kind: 'errcode', errcode: 40007, effect: true },
    { kind: 'late', ms: 30 },
  ].flatMap((fault) => [1, 8].map((width) => ({ ...fault, width })));
  test.concurrent.for(lost)(title, async ({ width, ...fault }, { expect, onTestFinished }) => {
    const stage = await openShop(pictures());
    onTestFinished(stage.end);
    await applyOn(stage);
    writeConfig(stage, {}, { media: 'delete', maxDeletes: 2 });
    stage.emulator.inject({ path: 'material/del_material', ...fault } as never);
    const { exit, out } = await applyOn(stage, { parallelism: width });
    expect(exit, out).toBe(0);
    expect(shelf(stage.emulator)).toEqual([]);
    expect(changesOf(JSON.parse((await planOn(stage)).out), 'media')).toEqual([]);
  });
});
