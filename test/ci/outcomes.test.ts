// What can become of a run, for every example: judged by what people see of it.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { forge } from './forge.ts';
import { gitlabChild } from './gitlab.ts';
import { matrix, type Outcome } from './matrix.ts';
import { examples, type Seen, type Stage, type Start } from './pipeline.ts';
import { pipelines } from './pipelines.ts';
import { configWith, team } from './repository.ts';
import { residentOnPath } from './resident.ts';

beforeAll(freshBuild);

const two = '{ alice: { nickname: 小美 }, bob: { nickname: 阿博 } }';
const wrong = { KEFU_APP_SECRET: 'f'.repeat(32) };
const ended = matrix();
afterAll(() => console.log(ended.table()));

/** A stage that is gone at the end of the test; several play at once, so each test says which end is its own. */
async function stageWith(accounts: string, { onTestFinished }: TestContext): Promise<Stage> {
  const files = { 'kefu.yaml': configWith(accounts), 'ci/kefu/kefu-apply.yml': gitlabChild };
  const [shop, there] = await Promise.all([
    team(files, residentOnPath, onTestFinished),
    forge(onTestFinished),
  ]);
  const env = {
    KEFU_APP_SECRET: shop.emulator.appSecret,
    KEFU_COMMENT_TOKEN: 'token',
    KEFU_WECOM_URL: `${there.url}/cgi-bin/webhook/send?key=k`,
  };
  return { shop, there, env };
}

const lastComment = ({ there }: Stage) => there.comments.at(-1)?.body ?? 'no comment';
const lastNotice = ({ there }: Stage) => JSON.stringify(there.notices.at(-1)?.body ?? 'no notice');
const nicknames = ({ shop }: Stage) => shop.emulator.world.accounts.map(({ nickname }) => nickname);
const digestIn = (text: string) => /(?<=content `)sha256:[0-9a-f]{64}/.exec(text)?.[0] ?? '';

describe.concurrent.each(Object.entries(pipelines))('of a run of the example for %s', (example, pipeline) => {
  const run = async (start: Start, outcome: Outcome, stage: Stage, digest = ''): Promise<Seen> => {
    const seen = await pipeline[start]?.(stage, digest);
    if (seen === undefined) throw new Error(`The example for ${example} has no ${start}.`);
    ended.note(example, start, outcome, seen.exit);
    return seen;
  };
  /** Looks at a change and at main, as a team does; expects both to end so. */
  const looks = async (outcome: Outcome, stage: Stage, exit: number) => {
    if (pipeline.review) {
      const reviewed = await run('review', outcome, stage);
      expect(reviewed.exit, reviewed.log).toBe(exit);
    }
    const planned = await run('plan', outcome, stage);
    expect(planned.exit, planned.log).toBe(exit);
    return { ...planned, digest: digestIn(lastComment(stage)) };
  };
  /** What a schedule sees of it. GitHub's job ends by a step of its own, with 1 where nobody could look. */
  const drifts = async (outcome: Outcome, stage: Stage, exit: number, ...told: readonly string[]) => {
    const seen = await run('drift', outcome, stage);
    const isLost = ![0, 2, 5].includes(exit);
    expect(
      isLost && seen.exit === 1 ? exit : seen.exit === 2 ? (exit === 5 ? 5 : 2) : seen.exit,
      seen.log,
    ).toBe(exit);
    expect(seen.log).toContain(
      isLost ? 'Nobody could look' : exit === 0 ? 'as the config says' : 'differs from the config',
    );
    for (const text of told) expect(lastNotice(stage)).toContain(text);
  };
  /** Expects that nobody can start the apply, or that it does nothing where somebody does. */
  const appliesNothing = async (outcome: Outcome, stage: Stage, planned: Seen & { digest: string }) => {
    const before = nicknames(stage);
    expect(planned.asks ?? false).toBe(false);
    // A system that asks only where there is something to do starts no apply; its steps do nothing all the same.
    const applied = await pipeline.apply(stage, planned.digest);
    ended.note(example, 'apply', outcome, planned.asks === false ? 'not started' : applied.exit);
    expect(nicknames(stage)).toEqual(before);
    return applied;
  };
  /** What people read where the system tells them of a change that they review, always with its commit, time and run. */
  const isCommented = (stage: Stage, ...texts: readonly string[]) => {
    if (!pipeline.review) return;
    const { origin = ['no commit'] } = pipeline;
    for (const text of [...texts, ...origin, 'UTC']) expect(lastComment(stage)).toContain(text);
  };

  test('changes, then no changes, then changed elsewhere: told, asked and applied once, and drift told from failure', async (here) => {
    const stage = await stageWith(two, here);
    const { shop, there } = stage;
    const planned = await looks('changes', stage, 0);
    isCommented(stage, '阿博');
    expect(lastNotice(stage)).toContain('Plan: 2 to add');
    await drifts('changes', stage, 2, '阿博');
    expect(planned.asks ?? true).toBe(true);
    if (pipeline.takesDigest) {
      expect((await pipeline.apply(stage, `sha256:${'0'.repeat(64)}`)).exit).toBe(6);
      expect(nicknames(stage)).toEqual([]);
    }
    const applied = await run('apply', 'changes', stage, planned.digest);
    expect(applied.exit, applied.log).toBe(0);
    expect(nicknames(stage)).toEqual(['小美', '阿博']);
    for (const record of ['kefu.state.json', 'kefu.history.jsonl'])
      expect(shop.onServer(record)).toContain('bob@kftest');
    expect(lastNotice(stage)).toContain('Apply complete!');
    expect(applied.log).toContain('Apply complete!');
    expect(pipeline.kept(stage, 'apply.html')).toContain('阿博');

    const told = there.notices.length;
    const again = await looks('no changes', stage, 0);
    isCommented(stage, 'No changes');
    expect(there.notices).toHaveLength(told);
    const before = shop.emulator.world.requests.length;
    const nothing = await appliesNothing('no changes', stage, again);
    expect(nothing.exit, nothing.log).toBe(0);
    expect(nothing.log).toContain('No changes');
    const writes = shop.emulator.world.requests.slice(before).filter(({ path }) => /add|update/.test(path));
    expect(writes).toEqual([]);
    const notices = there.notices.length;
    await drifts('no changes', stage, 0);
    expect(there.notices).toHaveLength(notices);

    const [alice] = shop.emulator.world.accounts;
    if (alice) alice.nickname = '别人改的';
    const drifted = await pipeline.drift(stage);
    expect(drifted.exit, drifted.log).toBe(2);
    expect(drifted.log).toContain('1 field(s) were changed elsewhere');
    expect(lastNotice(stage)).toContain('别人改的');
  }, 120_000);

  test('a faulty config: exit 3, nothing sent, nobody asked, and the line told', async (here) => {
    const stage = await stageWith('{ alice: {}, bob: 7 }', here);
    const planned = await looks('faulty config', stage, 3);
    isCommented(stage, 'Could not plan', 'kefu.yaml:8');
    expect(lastNotice(stage)).toContain('Could not plan');
    expect(planned.log).toContain('kefu.yaml:8');
    expect((await appliesNothing('faulty config', stage, planned)).exit).not.toBe(0);
    await drifts('faulty config', stage, 3, 'Could not plan');
    expect(stage.shop.emulator.world.requests).toEqual([]);
  });

  test('a wrong secret: exit 4, nobody asked, and the answer of WeChat told', async (here) => {
    const right = await stageWith(two, here);
    const stage = { ...right, env: { ...right.env, ...wrong } };
    const planned = await looks('wrong secret', stage, 4);
    isCommented(stage, 'Could not plan', '40125');
    expect(lastNotice(stage)).toContain('40125');
    expect(planned.log).toContain('40125');
    expect((await appliesNothing('wrong secret', stage, planned)).exit).not.toBe(0);
    await drifts('wrong secret', stage, 4, 'Could not plan', '40125');
    expect(nicknames(stage)).toEqual([]);
  });

  test('a guard: exit 5, nobody asked, the way out told, and an apply of that plan deletes nothing', async (here) => {
    const stage = await stageWith('{ alice: { state: absent } }', here);
    stage.shop.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const planned = await looks('guard', stage, 5);
    isCommented(stage, 'Held by', '小美');
    expect(lastNotice(stage)).toContain('no-record');
    expect((await appliesNothing('guard', stage, planned)).exit).not.toBe(0);
    await drifts('guard', stage, 5, 'no-record');
    expect(nicknames(stage)).toEqual(['小美']);
  });

  test('a partial failure: exit 7, what failed told and kept, the state of what was done pushed, and an inverse that takes it back', async (here) => {
    const stage = await stageWith(two, here);
    const { shop } = stage;
    // Somebody who stays: kefu never deletes the last account.
    shop.emulator.addAccount({ account: 'carol@kftest', nickname: '卡罗' });
    const planned = await looks('partial failure', stage, 0);
    shop.emulator.inject({ kind: 'errcode', errcode: 65403, path: 'kfaccount/add', nth: 2 });
    const applied = await run('apply', 'partial failure', stage, planned.digest);
    expect(applied.exit, applied.log).toBe(7);
    expect(applied.log).toContain('65403');
    expect(lastNotice(stage)).toContain('65403');
    expect(pipeline.kept(stage, 'apply.html')).toContain('65403');
    expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
    expect(shop.onServer('kefu.state.json')).not.toContain('bob@kftest');
    expect(shop.onServer('kefu.history.jsonl')).toContain('alice@kftest');
    for (const record of ['kefu.state.json', 'kefu.history.jsonl'])
      expect(pipeline.kept(stage, `records/${record}`)).toBe(shop.onServer(record));
    await drifts('partial failure', stage, 2, '阿博');

    expect(nicknames(stage)).toEqual(['卡罗', '小美']);
    const machine = shop.checkOut();
    writeFileSync(
      join(machine, 'kefu.inverse.json'),
      pipeline.kept(stage, 'records/kefu.inverse.json') ?? '',
    );
    const back = await shop.run('kefu apply kefu.inverse.json --auto-approve', machine, stage.env);
    expect(back.exit, back.out).toBe(0);
    expect(nicknames(stage)).toEqual(['卡罗']);
  });
});

test('expect every file of the examples to be run, and each of its runs to meet each outcome', () => {
  const rows = Object.entries(pipelines).flatMap(([example, { files }]) =>
    Object.keys(files).map((start) => [example, start as Start] as const),
  );
  for (const [example, start] of rows) expect(pipelines[example]).toHaveProperty(start);
  expect(ended.missing(rows)).toEqual([]);
  const run = new Set(Object.values(pipelines).flatMap(({ files }) => Object.values(files)));
  expect([...run, 'kefu-ci.sh'].sort()).toEqual(filesIn(examples));
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
