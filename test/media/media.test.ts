import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PlanDocument } from '../../src/documents/plan.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Stage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';
import { callsTo, changesOf, image, openShop, runAt, shelf, writeConfig } from './shop.ts';

const state = 'kefu.state.json';
const hour = 3_600_000;

async function open(...parameters: Parameters<typeof openShop>): Promise<Stage> {
  const stage = await openShop(...parameters);
  onTestFinished(stage.end);
  return stage;
}

async function planned(stage: Stage): Promise<PlanDocument> {
  const { out, failure } = await planOn(stage);
  expect(failure).toBeUndefined();
  return JSON.parse(out);
}

async function mediaPlanned(stage: Stage): Promise<string[]> {
  return changesOf(await planned(stage), 'media');
}

/** The records of media in the state file. */
function mediaKept(stage: Stage): [string, { mediaId: string }][] {
  const { objects } = JSON.parse(readFileSync(join(stage.folder, state), 'utf8'));
  return Object.entries(objects as Record<string, { mediaId: string }>).filter(([address]) =>
    address.startsWith('media.'),
  );
}

const everyKind = {
  promo: image('./day.png'),
  'promo-again': image('./day.png'),
  hello: { msgtype: 'voice', voice: { file: './hello.amr' } },
  tour: {
    msgtype: 'video',
    video: { file: './tour.mp4', title: '门店', description: '看一看', thumb: { file: './cover.jpg' } },
  },
  quick: image('./glasses.jpg', 'temporary'),
};

test('the first apply uploads each file once, the second does nothing', async () => {
  const stage = await open(everyKind);
  expect(await mediaPlanned(stage)).toEqual([
    'upload-media ./cover.jpg not_recorded',
    'upload-media ./day.png not_recorded',
    'upload-media ./glasses.jpg not_recorded',
    'upload-media ./hello.amr not_recorded',
    'upload-media ./tour.mp4 not_recorded',
  ]);
  expect(shelf(stage.emulator)).toEqual([]);
  const first = await applyOn(stage);
  expect(first.exit, first.out).toBe(0);
  expect(shelf(stage.emulator).map((line) => line.replace(/-[0-9a-f]{16}/, ''))).toEqual([
    'permanent image kefu.png',
    'permanent thumb kefu.jpg',
    'permanent video kefu.mp4',
    'permanent voice kefu.amr',
    'temporary image kefu.jpg',
  ]);
  const video = Object.values(stage.emulator.world.media).find(({ kind }) => kind === 'video');
  expect(video).toMatchObject({ title: '门店', introduction: '看一看' });
  const bytes = Object.values(stage.emulator.world.media).find(({ name }) => name.endsWith('.png'))?.base64;
  expect(bytes).toBe(readFileSync(join(stage.folder, 'day.png')).toString('base64'));

  const second = await applyOn(stage, { json: false });
  expect(second.out).toContain('No changes.');
  expect(shelf(stage.emulator)).toHaveLength(5);
  expect(callsTo(stage.emulator, 'add_material')).toBe(4);
  expect(callsTo(stage.emulator, 'media/upload')).toBe(1);
});

test('a plan uploads nothing, and one without media asks for none', async () => {
  const stage = await open(everyKind);
  await planned(stage);
  expect(shelf(stage.emulator)).toEqual([]);
  writeConfig(stage, {});
  stage.emulator.world.requests = [];
  await planned(stage);
  expect(stage.emulator.world.requests.filter(({ path }) => path.includes('material'))).toEqual([]);
});

test('losing the state file does not upload again, and what was found is recorded', async () => {
  const stage = await open({ promo: image('./day.png'), hello: everyKind.hello });
  await applyOn(stage);
  const before = mediaKept(stage);
  rmSync(join(stage.folder, state));
  const document = await planned(stage);
  expect(changesOf(document, 'media')).toEqual([]);
  expect(document.found.map(({ address }) => address.replace('shop-cn/media.', ''))).toEqual([
    './day.png',
    './hello.amr',
  ]);
  expect((await applyOn(stage)).exit).toBe(0);
  expect(shelf(stage.emulator)).toHaveLength(2);
  const after = mediaKept(stage);
  expect(after.map(([key, { mediaId }]) => [key, mediaId])).toEqual(
    before.map(([key, { mediaId }]) => [key, mediaId]),
  );
});

test('a material deleted at WeChat is uploaded by the next apply', async () => {
  const stage = await open({ promo: image('./day.png') });
  await applyOn(stage);
  stage.emulator.world.media = {};
  expect(await mediaPlanned(stage)).toEqual(['upload-media ./day.png gone']);
  expect((await applyOn(stage)).exit).toBe(0);
  expect(shelf(stage.emulator)).toHaveLength(1);
  expect(await mediaPlanned(stage)).toEqual([]);
});

test('a material among many pages of others is found', async () => {
  const stage = await open({ promo: image('./day.png') });
  await applyOn(stage);
  for (let number = 0; number < 45; number += 1) {
    const id = `OTHER_${number}`;
    const [known] = Object.values(stage.emulator.world.media);
    if (known)
      stage.emulator.world.media[id] = {
        ...known,
        id,
        name: `${number}.jpg`,
        createdAt: Date.now() + number,
      };
  }
  rmSync(join(stage.folder, state));
  expect(await mediaPlanned(stage)).toEqual([]);
  expect(callsTo(stage.emulator, 'batchget_material')).toBeGreaterThanOrEqual(3);
});

test('a file that changes is uploaded, and the old one stays unless the policy says delete', async () => {
  const stage = await open({ promo: image('./day.png') });
  await applyOn(stage);
  writeConfig(stage, { promo: image('./moon.png') });
  expect(await mediaPlanned(stage)).toEqual(['upload-media ./moon.png not_recorded']);
  await applyOn(stage);
  expect(shelf(stage.emulator)).toHaveLength(2);
  writeConfig(stage, { promo: image('./moon.png') }, { media: 'delete' });
  const document = await planned(stage);
  expect(changesOf(document, 'media')).toEqual([expect.stringMatching(/^delete-media kefu-\S+ unused$/)]);
  expect((await applyOn(stage)).exit).toBe(0);
  expect(shelf(stage.emulator)).toHaveLength(1);
  expect(await mediaPlanned(stage)).toEqual([]);
});

test('a material that an automatic reply uses is not deleted, and the report says why', async () => {
  const stage = await open({ promo: image('./day.png') }, { media: 'delete' });
  await applyOn(stage);
  for (const media of Object.values(stage.emulator.world.media)) media.inUse = true;
  writeConfig(stage, {}, { media: 'delete' });
  const { exit, out } = await applyOn(stage);
  expect(exit).toBe(7);
  const { results } = JSON.parse(out);
  expect(results).toMatchObject([
    { change: 'delete-media', status: 'failed', cause: { code: 48005 } },
    { change: 'forget-template', status: 'done' },
  ]);
  expect(shelf(stage.emulator)).toHaveLength(1);
});

test('a temporary file is uploaded again when less than a day of its three is left, and not before', async () => {
  const stage = await open({ quick: image('./day.png', 'temporary') });
  await runAt(stage, 0, 'apply');
  const idOf = () => mediaKept(stage)[0]?.[1];
  const changed = ({ changes }: Plan) =>
    changes.filter(({ kind }) => kind === 'media').map(({ steps, reason }) => `${steps[0]?.kind} ${reason}`);
  const first = idOf();
  expect(changed((await runAt(stage, 47 * hour, 'plan')).plan)).toEqual([]);
  const { plan, report } = await runAt(stage, 49 * hour, 'apply');
  expect(changed(plan)).toEqual(['refresh-media expires']);
  expect(report?.results).toMatchObject([{ step: 'refresh-media', status: 'done' }]);
  expect(idOf()).not.toEqual(first);
  expect(changed((await runAt(stage, 95 * hour, 'plan')).plan)).toEqual([]);
  expect(changed((await runAt(stage, 98 * hour, 'plan')).plan)).toEqual(['refresh-media expires']);
});

test('a file over the limits is refused before anything is sent', async () => {
  const stage = await open({ promo: image('./day.png') });
  writeFileSync(join(stage.folder, 'day.png'), 'not a picture');
  const { failure } = await applyOn(stage);
  expect(failure?.diagnostics.map(({ code }) => code)).toEqual(['media-format']);
  expect(stage.emulator.world.requests).toEqual([]);
});

test('a saved plan uploads what was reviewed, and nothing that became necessary since', async () => {
  const stage = await open({ promo: image('./day.png'), hello: everyKind.hello });
  await applyOn(stage);
  const isVoice = ({ kind }: { kind: string }) => kind === 'voice';
  const without = (drop: (media: { kind: string }) => boolean) =>
    Object.fromEntries(Object.entries(stage.emulator.world.media).filter(([, media]) => !drop(media)));
  stage.emulator.world.media = without(isVoice);
  await planOn(stage, { out: 'plan.json' });
  stage.emulator.world.media = without(() => true);
  const { exit, out } = await applyOn(stage, { plan: 'plan.json' });
  expect(exit, out).toBe(7);
  const { results, verdict } = JSON.parse(out);
  expect(results).toMatchObject([{ change: 'upload-media', status: 'done' }]);
  expect(verdict).toMatchObject({ status: 'differs', remaining: [{ type: 'media', note: 'is not there' }] });
  expect(shelf(stage.emulator)).toEqual([expect.stringContaining('permanent voice')]);
  expect(await mediaPlanned(stage)).toEqual(['upload-media ./day.png gone']);
});

test('with --detailed-exitcode media and templates alone count as changes', async () => {
  const stage = await open({ welcome: { msgtype: 'text', text: { content: '您好' } } });
  expect((await planOn(stage, { detailedExitcode: true } as never)).exit).toBe(2);
  await applyOn(stage);
  expect((await planOn(stage, { detailedExitcode: true } as never)).exit).toBe(0);
});

test('five media under policy.media: delete are held as five deletes are, and nothing is deleted', async () => {
  const pictures = ['day.png', 'moon.png', 'glasses.jpg'];
  const stage = await open({
    ...Object.fromEntries(pictures.map((file, index) => [`promo${index}`, image(`./${file}`)])),
    hello: everyKind.hello,
    tour: everyKind.tour,
  });
  await applyOn(stage);
  writeConfig(stage, {}, { media: 'delete', maxDeletes: 0 });
  const document = await planned(stage);
  expect(document.guards.map(({ code }) => code)).toEqual(['desired-shrunk', 'max-deletes']);
  expect(document.guards[1]?.message).toContain('6 media files');
  expect((await applyOn(stage)).exit).toBe(5);
  expect(shelf(stage.emulator)).toHaveLength(6);
  const text = await planOn(stage, { json: false } as never);
  expect(text.out).toContain('6 to delete');
});
