// The report of a run that never came to its own: each operation of the plan once, as it ended, and as often as it was sent.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rememberSteps } from '../../src/cli/steps-so-far.ts';
import { partialReport } from '../../src/engine/partial-report.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { applyAccount, openAccount, type Planned, readSavedPlan } from '../../src/reconcile.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

async function stageOf(story: Omit<Case, 'story' | 'expect'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  return stage;
}

const story = {
  live: [
    { account: 'alice', nickname: '小美' },
    { account: 'bob', nickname: '阿博' },
    { account: 'carol', nickname: '卡罗' },
    { account: 'eve', nickname: '临时' },
  ],
  recorded: { accounts: { alice: {}, bob: {}, carol: {}, eve: {} } },
  desired: {
    accounts: {
      alice: { nickname: '美美', protect: true },
      bob: { nickname: '大博' },
      carol: { nickname: '卡卡' },
      eve: { state: 'absent' },
    },
  },
};

/** Saves a plan; then somebody renames bob as the plan says, and carol otherwise. */
async function movedSince(): Promise<Stage> {
  const stage = await stageOf(story);
  await planOn(stage, { out: 'plan.json' });
  const { accounts } = stage.emulator.world;
  Object.assign(accounts.find(({ account }) => account.startsWith('bob')) ?? {}, { nickname: '大博' });
  Object.assign(accounts.find(({ account }) => account.startsWith('carol')) ?? {}, { nickname: '别人改的' });
  return stage;
}

/** Applies, and makes at each event the report of a run that is left right then. */
async function leavingAnywhere({ folder, env }: Stage, plan?: string) {
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder });
  onTestFinished(() => account.close());
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true, settleMs: 50 };
  const saved = plan ? { saved: await readSavedPlan(join(folder, plan), account) } : {};
  const { progress, soFar } = rememberSteps();
  const reports: Report[] = [];
  let planned: Planned | undefined;
  const ending = await applyAccount(
    account,
    { ...options, ...saved, parallelism: 1 },
    {
      approve: async () => true,
      planned: (now) => {
        planned = now;
      },
      progress: (event) => {
        progress(event);
        if (planned)
          reports.push(partialReport(told(planned), soFar(), { code: 'left-at-once', message: '' }));
      },
    },
  );
  if (ending.kind !== 'applied') throw new Error(`the apply ended as ${ending.kind}`);
  return { reports, report: ending.report };
}

const told = ({ plan, judged, input: { kinds } }: Planned) => ({ plan, judged, kinds });

type Line = Pick<Result, 'name' | 'status' | 'attempts'>;

const lineOf = ({ name, status, attempts }: Line, step: string) =>
  `${name.split('@')[0]} ${step} ${status} ${attempts}`;
const linesOf = (report: Pick<Report, 'results'> | undefined) =>
  report?.results.map((result) => lineOf(result, result.step)).sort();

test('a saved plan that is left at its first write: expect each of its operations once, with its outcome', async () => {
  const stage = await movedSince();
  const { reports } = await leavingAnywhere(stage, 'plan.json');
  const first = reports.find(({ results }) => results.some(({ status }) => status === 'unknown'));
  expect(linesOf(first)).toEqual([
    'alice set-protection not-attempted 0',
    'alice update-account unknown 1',
    'bob update-account done 0',
    'carol update-account failed 0',
    'eve delete-account not-attempted 0',
  ]);
  expect(first?.verdict.status).toBe('unknown');
});

test('a run that is left at its very end: expect what its own report says, repeated calls and kept steps too', async () => {
  const stage = await stageOf(story);
  stage.emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: -1, nth: 2 });
  const { reports, report } = await leavingAnywhere(stage);
  const last = reports.at(-1);
  expect(linesOf(report)).toContain('bob update-account done 2');
  expect(linesOf(last)).toEqual(linesOf(report));
  expect(last?.counts).toEqual(report.counts);
});

test('a run that is left while a call is repeated: expect each time it was sent', async () => {
  const stage = await stageOf(story);
  stage.emulator.inject({ kind: 'reset', path: 'kfaccount/update', effect: false });
  const { reports } = await leavingAnywhere(stage);
  const attempts = reports.flatMap(({ results }) =>
    results.filter(({ name, status }) => name.startsWith('alice') && status === 'unknown'),
  );
  expect(new Set(attempts.map((result) => result.attempts))).toEqual(new Set([1, 2]));
});

const written = ({ folder }: Stage) =>
  JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
    verdict: { status: string };
    results: (Line & { change: string })[];
  };
const writtenLines = (stage: Stage) =>
  written(stage)
    .results.map((result) => lineOf(result, result.change))
    .sort();
const output = [{ format: 'json', file: 'report.json' }] as const;

test('a saved plan that somebody declines: expect its report to list what was done and moved, too', async () => {
  const stage = await movedSince();
  await applyOn(stage, { plan: 'plan.json', json: false, autoApprove: false, output: [...output] }, 'no');
  expect(writtenLines(stage)).toEqual([
    'alice set-protection not-attempted 0',
    'alice update-account not-attempted 0',
    'bob update-account done 0',
    'carol update-account failed 0',
    'eve delete-account not-attempted 0',
  ]);
  expect(written(stage).verdict.status).toBe('incomplete');
});

test('a saved plan that a guard holds: expect its report to list what was done and moved, too', async () => {
  const stage = await movedSince();
  const eve = stage.emulator.world.accounts.find(({ account }) => account.startsWith('eve'));
  if (eve) eve.online = { status: 1, acceptedCase: 1 };
  const { exit } = await applyOn(stage, { plan: 'plan.json', output: [...output] });
  expect(exit).toBe(5);
  expect(writtenLines(stage).filter((line) => /bob|carol/.test(line))).toEqual([
    'bob update-account done 0',
    'carol update-account failed 0',
  ]);
  expect(writtenLines(stage)).toHaveLength(5);
});
