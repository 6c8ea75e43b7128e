// The pictures that an apply overwrites or deletes are fetched before, so that its inverse can bring them back.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PlanDocument } from '../../src/documents/plan.ts';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { type Stage, setStage } from '../support/case.ts';
import { applyOn } from '../support/stage-run.ts';

async function stageOfPictures(): Promise<Stage> {
  const stage = await setStage({
    story: '',
    live: [
      { account: 'alice', nickname: '小美', picture: 'day.png' },
      { account: 'bob', nickname: '阿博', picture: 'glasses.jpg' },
      { account: 'carol', nickname: '卡罗', picture: 'moon.png' },
    ],
    recorded: { accounts: { alice: { avatar: 'day.png' }, carol: { avatar: 'moon.png' } } },
    desired: {
      accounts: {
        alice: { nickname: '小美', avatar: './moon.png' },
        bob: { state: 'absent' },
        carol: { nickname: '卡罗', avatar: './day.png' },
      },
    },
    expect: {},
  });
  onTestFinished(stage.end);
  return stage;
}

/** Applies, with a look at each picture that is fetched from the approval on. */
async function applyWatched(
  { folder, env }: Stage,
  fetchAvatars: boolean,
  fetched: (url: string, stop: AbortController) => void,
) {
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder });
  const { wechat } = account;
  const stop = new AbortController();
  let isApproved = false;
  const fetch = (url: string) => {
    if (isApproved) fetched(url, stop);
    return wechat.pictures.fetch(url);
  };
  const approve = async () => {
    isApproved = true;
    return true;
  };
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars, settleMs: 50 };
  const watched = { ...account, wechat: { ...wechat, pictures: { fetch } } };
  try {
    return await applyAccount(watched, options, { approve, stop: stop.signal });
  } finally {
    await account.close();
  }
}

/** Accounts whose picture the inverse plan tells as lost. */
const lostPictures = ({ folder }: Stage) => {
  const path = join(folder, 'kefu.inverse.json');
  const { diagnostics } = JSON.parse(readFileSync(path, 'utf8')) as PlanDocument;
  return diagnostics.flatMap(
    ({ message }) => /^(\w+): can't come back: its picture before/.exec(message)?.[1] ?? [],
  );
};

test('given pictures that may be fetched, expect none to be lost', async () => {
  const stage = await stageOfPictures();
  const fetched: string[] = [];
  await applyWatched(stage, true, (url) => fetched.push(url));
  expect(fetched.filter((url) => url.includes('/seeded-'))).toHaveLength(3);
  expect(lostPictures(stage)).toEqual([]);
});

test('given --no-fetch-avatars, expect no picture to be fetched, and the inverse plan to tell which can not come back', async () => {
  const stage = await stageOfPictures();
  const fetched: string[] = [];
  const ending = await applyWatched(stage, false, (url) => fetched.push(url));
  expect(ending).toMatchObject({ kind: 'applied', report: { verdict: { status: 'as-configured' } } });
  expect(fetched).toEqual([]);
  expect(lostPictures(stage)).toEqual(['alice', 'carol', 'bob']);
  expect(existsSync(join(stage.folder, 'kefu.inverse'))).toBe(false);
});

test('given the same on the command line, expect the same', async () => {
  const stage = await stageOfPictures();
  expect((await applyOn(stage, { fetchAvatars: false })).exit).toBe(0);
  expect(lostPictures(stage)).toEqual(['alice', 'carol', 'bob']);
});

test('given a signal while the first of them is fetched, expect no further one to be asked for', async () => {
  const stage = await stageOfPictures();
  const fetched: string[] = [];
  const ending = await applyWatched(stage, true, (url, stop) => {
    fetched.push(url);
    stop.abort();
  });
  expect(fetched).toHaveLength(1);
  expect(ending).toMatchObject({ kind: 'applied', report: { verdict: { status: 'incomplete' } } });
  expect(stage.emulator.world.accounts).toHaveLength(3);
});
