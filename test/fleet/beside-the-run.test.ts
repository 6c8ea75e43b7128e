// What can't be written beside a run, and what its final reading finds, is told in every report, of one official account as of a fleet.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { image, openShop } from '../media/shop.ts';
import { setStage } from '../support/case.ts';
import { setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

beforeAll(freshBuild);

const code = 'not-a-plain-file';

test('given an inverse plan that can not be written, expect exit 1, and its report to say so', async () => {
  const stage = await setStage({
    story: '',
    desired: { accounts: { alice: { nickname: '小美' } } },
    expect: {},
  });
  onTestFinished(stage.end);
  mkdirSync(join(stage.folder, 'kefu.inverse.json'));
  const { exit, out, told } = await applyOn(stage);
  expect(exit).toBe(1);
  expect(told).toContain(code);
  expect(JSON.parse(out)).toMatchObject({
    verdict: { status: 'as-configured' },
    warnings: [{ severity: 'error', code }],
  });
});

test('the same of one of a fleet: expect exit 1, and that account to be named with it', async () => {
  const stage = await setFleetStage(3, 2, 3);
  onTestFinished(stage.end);
  mkdirSync(join(stage.folder, 'shops/shop-0002.inverse.json'));
  expect((await stage.kefu(['plan', 'shops/', '--out', 'plan/'])).exit).toBe(0);
  const report = join(stage.folder, 'report.json');
  const { exit, out } = await stage.kefu(['apply', 'plan/', '--auto-approve', '--output', `json=${report}`]);
  expect(exit, out).toBe(1);
  expect(out.match(new RegExp(code, 'g'))).toHaveLength(1);
  const { official_accounts: members } = JSON.parse(readFileSync(report, 'utf8')) as {
    official_accounts: { name: string; report: { warnings: { code: string }[] } }[];
  };
  const found = members.map(({ report: { warnings } }) => warnings.map((one) => one.code));
  expect(found).toEqual([[], [code], []]);
});

test('what the final reading finds is told once, in the terminal as in lines of JSON', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  stage.emulator.inject({ kind: 'duplicate', path: 'add_material' });
  const { out } = await applyOn(stage, { json: false });
  expect(out.match(/media-twice/g)).toHaveLength(1);
  expect((await applyOn(stage, { json: false })).out.match(/media-twice/g)).toHaveLength(1);

  const lines = (await applyOn(stage, { json: false, jsonLines: true })).out.trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { type: string; diagnostic?: { code?: string } });
  expect(events.filter(({ type }) => type === 'diagnostic')).toHaveLength(1);
});

test('lines of JSON hold the whole report: what was refused, with why, also of a saved plan', async () => {
  const stage = await setStage({
    story: '',
    live: [
      { account: 'alice', nickname: '小美' },
      { account: 'bob', nickname: '阿博' },
    ],
    recorded: { accounts: {} },
    desired: { accounts: { alice: { nickname: '美美' }, bob: { nickname: '大博' } } },
    expect: {},
  });
  onTestFinished(stage.end);
  await planOn(stage, { out: 'plan.json' });
  for (const one of stage.emulator.world.accounts) if (one.account === 'bob@kftest') one.nickname = '别人';
  stage.emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: 65406 });
  const { exit, out } = await applyOn(stage, { plan: 'plan.json', json: false, jsonLines: true });
  expect(exit).toBe(7);
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.find(({ type }) => type === 'report')).toMatchObject({
    '@level': 'error',
    report: {
      results: [
        { name: 'bob@kftest', status: 'failed', refusal: 'changed-meanwhile' },
        { name: 'alice@kftest', status: 'failed', cause: { code: 65406 } },
      ],
    },
  });
});
