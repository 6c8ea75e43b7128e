// What can become of a run, for every example: judged by what people see of it.
import { beforeAll, describe, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { forge } from './forge.ts';
import { gitlabChild } from './gitlab.ts';
import type { Stage } from './pipeline.ts';
import { pipelines } from './pipelines.ts';
import { configWith, team } from './repository.ts';

beforeAll(freshBuild);

const two = '{ alice: { nickname: 小美 }, bob: { nickname: 阿博 } }';
const wrong = { KEFU_APP_SECRET: 'f'.repeat(32) };

async function stageWith(accounts: string): Promise<Stage> {
  const files = { 'kefu.yaml': configWith(accounts), 'ci/kefu/kefu-apply.yml': gitlabChild };
  const [shop, there] = await Promise.all([team(files), forge()]);
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

describe.each(Object.entries(pipelines))('of a run of the example for %s', (_, pipeline) => {
  /** Looks at a change and at main, as a team does; expects both to end so. */
  const looks = async (stage: Stage, exit: number) => {
    const reviewed = await pipeline.review?.(stage);
    if (reviewed) expect(reviewed.exit, reviewed.log).toBe(exit);
    const planned = await pipeline.plan(stage);
    expect(planned.exit, planned.log).toBe(exit);
    return { ...planned, digest: digestIn(lastComment(stage)) };
  };
  /** What people read where the system tells them of a change that they review. */
  const isCommented = (stage: Stage, ...texts: readonly string[]) => {
    if (pipeline.review) for (const text of texts) expect(lastComment(stage)).toContain(text);
  };

  test('changes, then no changes, then changed elsewhere: told, asked and applied once, and drift told from failure', async () => {
    const stage = await stageWith(two);
    const { shop, there } = stage;
    const planned = await looks(stage, 0);
    isCommented(stage, '阿博', 'UTC');
    expect(lastNotice(stage)).toContain('Plan: 2 to add');
    expect(planned.asks ?? true).toBe(true);
    if (pipeline.takesDigest) {
      expect((await pipeline.apply(stage, `sha256:${'0'.repeat(64)}`)).exit).toBe(6);
      expect(nicknames(stage)).toEqual([]);
    }
    const applied = await pipeline.apply(stage, planned.digest);
    expect(applied.exit, applied.log).toBe(0);
    expect(nicknames(stage)).toEqual(['小美', '阿博']);
    for (const record of ['kefu.state.json', 'kefu.history.jsonl'])
      expect(shop.onServer(record)).toContain('bob@kftest');
    expect(lastNotice(stage)).toContain('Apply complete!');
    expect(applied.log).toContain('Apply complete!');
    if (pipeline.kept) expect(pipeline.kept(stage, 'apply.html')).toContain('阿博');

    const told = there.notices.length;
    const again = await looks(stage, 0);
    isCommented(stage, 'No changes');
    expect(again.asks ?? false).toBe(false);
    expect(there.notices).toHaveLength(told);
    const written = shop.emulator.world.requests.length;
    // Where a person may start it all the same.
    if (again.asks === undefined) {
      const nothing = await pipeline.apply(stage, again.digest);
      expect(nothing.exit, nothing.log).toBe(0);
      expect(nothing.log).toContain('No changes');
    }
    const writes = shop.emulator.world.requests.slice(written).filter(({ path }) => /add|update/.test(path));
    expect(writes).toEqual([]);

    if (pipeline.drift === undefined) return;
    const before = there.notices.length;
    expect(await pipeline.drift(stage)).toMatchObject({ exit: 0 });
    expect(there.notices).toHaveLength(before);
    const [alice] = shop.emulator.world.accounts;
    if (alice) alice.nickname = '别人改的';
    const drifted = await pipeline.drift(stage);
    expect(drifted.exit, drifted.log).toBe(2);
    expect(lastNotice(stage)).toContain('别人改的');
    const lost = await pipeline.drift({ ...stage, env: { ...stage.env, ...wrong } });
    expect([1, 4]).toContain(lost.exit);
    expect(lastNotice(stage)).toContain('Could not plan');
  });

  test('a faulty config: exit 3, nothing sent, nobody asked, and the line told', async () => {
    const stage = await stageWith('{ alice: {}, bob: 7 }');
    const planned = await looks(stage, 3);
    isCommented(stage, 'Could not plan', 'kefu.yaml:8');
    expect(lastNotice(stage)).toContain('Could not plan');
    expect(planned.log).toContain('kefu.yaml:8');
    expect(planned.asks ?? false).toBe(false);
    expect(stage.shop.emulator.world.requests).toEqual([]);
  });

  test('a wrong secret: exit 4, nobody asked, and the answer of WeChat told', async () => {
    const stage = await stageWith(two);
    const planned = await looks({ ...stage, env: { ...stage.env, ...wrong } }, 4);
    isCommented(stage, 'Could not plan', '40125');
    expect(lastNotice(stage)).toContain('40125');
    expect(planned.log).toContain('40125');
    expect(planned.asks ?? false).toBe(false);
    expect(nicknames(stage)).toEqual([]);
  });

  test('a guard: exit 5, nobody asked, the way out told, and an apply of that plan deletes nothing', async () => {
    const stage = await stageWith('{ alice: { state: absent } }');
    stage.shop.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
    const planned = await looks(stage, 5);
    isCommented(stage, 'Held by', '小美');
    expect(lastNotice(stage)).toContain('no-record');
    expect(planned.asks ?? false).toBe(false);
    expect((await pipeline.apply(stage, planned.digest)).exit).not.toBe(0);
    expect(nicknames(stage)).toEqual(['小美']);
  });

  test('a partial failure: exit 7, what failed told and kept, and the state of what was done pushed', async () => {
    const stage = await stageWith(two);
    const planned = await looks(stage, 0);
    stage.shop.emulator.inject({ kind: 'errcode', errcode: 65403, path: 'kfaccount/add', nth: 2 });
    const applied = await pipeline.apply(stage, planned.digest);
    expect(applied.exit, applied.log).toBe(7);
    expect(applied.log).toContain('65403');
    expect(lastNotice(stage)).toContain('65403');
    if (pipeline.kept) expect(pipeline.kept(stage, 'apply.html')).toContain('65403');
    expect(stage.shop.onServer('kefu.state.json')).toContain('alice@kftest');
    expect(stage.shop.onServer('kefu.state.json')).not.toContain('bob@kftest');
    expect(stage.shop.onServer('kefu.history.jsonl')).toContain('alice@kftest');
  });
});
