import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { run as bundle } from '../../src/cli/commands/message/bundle.ts';
import { run as send } from '../../src/cli/commands/message/send.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { loadMessages, messagesOfBundle } from '../../src/index.ts';
import { image, openShop } from '../media/shop.ts';
import { capturedWorld } from '../support/cli.ts';
import { applyOn } from '../support/stage-run.ts';
import { patientClock } from '../wechat/opened.ts';

const hour = 3_600_000;
const to = 'oCUSTOMER_1';

/** A shop whose picture `quick` was just uploaded as temporary media, and `promo` for good. */
async function openApplied() {
  const stage = await openShop({ quick: image('./glasses.jpg', 'temporary'), promo: image('./day.png') });
  onTestFinished(stage.end);
  const applied = await applyOn(stage);
  expect(applied.exit, applied.out).toBe(0);
  receive(stage.emulator.world, to, '在吗', stage.emulator.now());
  const env = { KEFU_ENDPOINT: stage.emulator.url, KEFU_APP_SECRET: stage.emulator.appSecret };
  const command = {
    config: './kefu.yaml',
    to,
    set: [],
    max: 1,
    autoApprove: false,
    json: false,
    resume: false,
  };
  return {
    folder: stage.folder,
    env,
    send: (name: string, hours: number) => {
      const clock = patientClock(Date.now() + hours * hour);
      return send({ ...command, name }, capturedWorld(stage.folder, env).world, clock);
    },
    sends: () => stage.emulator.world.requests.filter(({ path }) => path.endsWith('custom/send')).length,
  };
}

test('temporary media are sent until they have ended, and refused from then on', async () => {
  const shop = await openApplied();
  expect(await shop.send('quick', 71)).toBe(0);
  await expect(shop.send('quick', 73)).rejects.toMatchObject({
    code: 'template-not-rendered',
    diagnostics: [{ code: 'media-expired', hint: expect.stringContaining('kefu apply') }],
  });
  expect(shop.sends()).toBe(1);
  expect(await shop.send('promo', 1000)).toBe(0);
});

test('a service that has run for days is told, too', async () => {
  const { folder, env } = await openApplied();
  const clock = patientClock(Date.now());
  const messages = await loadMessages('kefu.yaml', { cwd: folder, env }, clock);
  expect((await messages.render('quick', { to })).image?.media_id).toBeTruthy();
  clock.pass(72 * hour);
  await expect(messages.render('quick', { to })).rejects.toMatchObject({
    diagnostics: [{ code: 'media-expired' }],
  });
  expect((await messages.render('promo', { to })).image?.media_id).toBeTruthy();
});

describe('given a bundle with temporary media', () => {
  test('the library knows when its media have ended', async () => {
    const { folder, env } = await openApplied();
    await bundle({ config: './kefu.yaml', out: 'build' }, capturedWorld(folder, env).world);
    const written = JSON.parse(readFileSync(join(folder, 'build/messages.json'), 'utf8'));
    expect(Object.keys(written.temporary_media)).toEqual([written.templates.quick.image.media_id]);
    const clock = patientClock(Date.now());
    const messages = messagesOfBundle(written, clock);
    await messages.render('quick', { to });
    clock.pass(72 * hour);
    await expect(messages.render('quick', { to })).rejects.toMatchObject({
      diagnostics: [{ code: 'media-expired' }],
    });
    await messages.render('promo', { to });
  });

  test('none is written with an id that has ended', async () => {
    const { folder, env } = await openApplied();
    vi.useFakeTimers({ now: Date.now() + 73 * hour, toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    await expect(
      bundle({ config: './kefu.yaml', out: 'build' }, capturedWorld(folder, env).world),
    ).rejects.toMatchObject({ diagnostics: [{ code: 'media-expired' }] });
  });
});
