import { expect, onTestFinished, test } from 'vitest';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { applyOn, planOn } from '../support/stage-run.ts';
import { changesOf, image, openShop, shelf, writeConfig } from './shop.ts';

test('two applies that know nothing of each other upload the same file at once: each keeps one, and says that there are two', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  const { folder, env, emulator } = stage;
  // Both have looked before either has uploaded.
  emulator.inject({ kind: 'delay', path: 'add_material', ms: 300, effect: false, times: 2 });
  const run = async (state: string) => {
    const account = await openAccount('./kefu.yaml', {
      mode: 'read-write',
      env: { ...env, KEFU_STATE: state },
      cwd: folder,
    });
    try {
      const options = {
        writeUnverifiable: false,
        allow: new Set<string>(),
        fetchAvatars: false,
        settleMs: 50,
      };
      return await applyAccount(account, options, { approve: async () => true });
    } finally {
      await account.close();
    }
  };
  const endings = await Promise.all([run('one.state.json'), run('other.state.json')]);
  expect(shelf(emulator)).toHaveLength(2);
  const warnings = endings.flatMap((ending) => (ending.kind === 'applied' ? ending.report.warnings : []));
  expect(warnings.map(({ code }) => code)).toContain('media-twice');
  expect(endings.map((ending) => ending.kind === 'applied' && ending.report.verdict.status)).toEqual([
    'as-configured',
    'as-configured',
  ]);

  const again = await planOn({ ...stage, env: { ...env, KEFU_STATE: 'one.state.json' } });
  expect(changesOf(JSON.parse(again.out), 'media')).toEqual([]);
  expect(JSON.parse(again.out).diagnostics.map(({ code }: { code: string }) => code)).toContain(
    'media-twice',
  );
  // Nothing that kefu did not record is deleted on a guess.
  expect((await applyOn({ ...stage, env: { ...env, KEFU_STATE: 'one.state.json' } })).exit).toBe(0);
  expect(shelf(emulator)).toHaveLength(2);
});

test('a file that is there twice by this apply is named, also when the plan named another one', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  const uploadTwice = async () => {
    stage.emulator.inject({ kind: 'duplicate', path: 'add_material' });
    const { warnings } = JSON.parse((await applyOn(stage)).out) as { warnings: { message: string }[] };
    return warnings.flatMap(({ message }) => message.match(/\w+\.png/) ?? []);
  };
  expect(await uploadTwice()).toEqual(['day.png']);
  writeConfig(stage, { promo: image('./day.png'), offer: image('./moon.png') });
  expect(await uploadTwice()).toEqual(['day.png', 'moon.png']);
  expect(shelf(stage.emulator)).toHaveLength(4);
});

test('of a file that is there twice the one that kefu recorded is deleted, and that is seen', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  stage.emulator.inject({ kind: 'duplicate', path: 'add_material' });
  await applyOn(stage);
  expect(shelf(stage.emulator)).toHaveLength(2);
  writeConfig(stage, {}, { media: 'delete', maxDeletes: 1 });
  const { exit, out } = await applyOn(stage);
  expect(exit, out).toBe(0);
  expect(shelf(stage.emulator)).toHaveLength(1);
  expect((await applyOn(stage)).exit).toBe(0);
});
