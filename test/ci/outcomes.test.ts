// What can become of a run, for the shell of each file: Gitee Go, 云效 Flow, CNB and Jenkins.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';
import { type Forge, forge } from './forge.ts';
import { configWith, type Team, team } from './repository.ts';
import { examples, type System, systems } from './systems.ts';

beforeAll(freshBuild);

const jenkinsfile = readFileSync(join(examples, 'jenkins/Jenkinsfile'), 'utf8');

/** The shell of a stage of the Jenkinsfile; each sh step is a process, and the first that fails ends the build. */
function jenkinsScript(stage: string): string {
  const [, after = ''] = jenkinsfile.split(`stage('${stage}') {`);
  const [inside = ''] = after.split(/\n {4}stage\('/);
  return [...inside.matchAll(/sh '''\n([\s\S]*?)'''/g)]
    .map(([, script]) => `(set -e\n${script}\n) || exit "$?"`)
    .join('\n');
}

const pipelines: Readonly<Record<string, System>> = {
  ...systems,
  Jenkins: {
    plan: jenkinsScript('Plan'),
    apply: jenkinsScript('Apply'),
    env: () => ({ BRANCH_NAME: 'main' }),
  },
};

const two = '{ alice: { nickname: 小美 }, bob: { nickname: 阿博 } }';

describe.each(Object.entries(pipelines))(
  'given what can become of a run of the example for %s',
  (_, system) => {
    const runIn = (shop: Team, there: Forge, script: string, more: Record<string, string> = {}) =>
      shop.run(script, shop.checkOut(), {
        KEFU_APP_SECRET: shop.emulator.appSecret,
        KEFU_OUT: join(shop.folder, 'out'),
        KEFU_WECOM_URL: `${there.url}/cgi-bin/webhook/send?key=k`,
        ...system.env(there),
        ...more,
      });
    /** Plans for review where the system does, and on main; resolves to the first that failed. */
    const plan = async (shop: Team, there: Forge, more: Record<string, string> = {}) => {
      for (const script of [system.pullRequest, system.plan]) {
        const ended = script === undefined ? undefined : await runIn(shop, there, script, more);
        if (ended !== undefined && ended.exit !== 0) return ended;
      }
      return { exit: 0, out: '' };
    };
    const apply = (shop: Team, there: Forge) => {
      const [digest = ''] = /(?<=content `)sha256:[0-9a-f]{64}/.exec(there.comments.at(-1)?.body ?? '') ?? [];
      return runIn(shop, there, system.apply, { DIGEST: digest });
    };
    /** What people read where the system tells them: the comment on a pull request, else the log of the run. */
    const toldBy = (there: Forge, log: string) =>
      system.pullRequest === undefined ? log : (there.comments.at(-1)?.body ?? 'no comment');
    const nicknames = (shop: Team) => shop.emulator.world.accounts.map(({ nickname }) => nickname);

    test('changes, then no changes: applied once, and nothing written the second time', async () => {
      const [shop, there] = [await team({ 'kefu.yaml': configWith(two) }), await forge()];
      for (const times of [1, 2]) {
        const planned = await plan(shop, there);
        expect(planned.exit, `${times} ${planned.out}`).toBe(0);
        const applied = await apply(shop, there);
        expect(applied.exit, `${times} ${applied.out}`).toBe(0);
        if (times === 2) expect(applied.out).toContain('No changes');
        expect(nicknames(shop)).toEqual(['小美', '阿博']);
      }
      const added = shop.emulator.world.requests.filter(({ path }) => path.endsWith('kfaccount/add'));
      expect(added).toHaveLength(2);
    });

    test('a faulty config: exit 3, nothing sent, and the line told', async () => {
      const [shop, there] = [await team({ 'kefu.yaml': configWith('{ alice: {}, bob: 7 }') }), await forge()];
      const planned = await plan(shop, there);
      expect(planned.exit, planned.out).toBe(3);
      expect(toldBy(there, planned.out)).toContain('kefu.yaml:8');
      expect(shop.emulator.world.requests).toEqual([]);
    });

    test('a wrong secret: exit 4, and the answer of WeChat told', async () => {
      const [shop, there] = [await team({ 'kefu.yaml': configWith(two) }), await forge()];
      const planned = await plan(shop, there, { KEFU_APP_SECRET: 'f'.repeat(32) });
      expect(planned.exit, planned.out).toBe(4);
      expect(toldBy(there, planned.out)).toContain('40125');
      expect(nicknames(shop)).toEqual([]);
    });

    test('a guard: exit 5, and an apply of that plan deletes nothing', async () => {
      const [shop, there] = [
        await team({ 'kefu.yaml': configWith('{ alice: { state: absent } }') }),
        await forge(),
      ];
      shop.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
      const planned = await plan(shop, there);
      expect(planned.exit, planned.out).toBe(5);
      expect((await apply(shop, there)).exit).not.toBe(0);
      expect(nicknames(shop)).toEqual(['小美']);
    });

    test('a partial failure: exit 7, and the state of what was done pushed', async () => {
      const [shop, there] = [await team({ 'kefu.yaml': configWith(two) }), await forge()];
      expect((await plan(shop, there)).exit).toBe(0);
      shop.emulator.inject({ kind: 'errcode', errcode: 65403, path: 'kfaccount/add', nth: 2 });
      const applied = await apply(shop, there);
      expect(applied.exit, applied.out).toBe(7);
      expect(shop.onServer('kefu.state.json')).toContain('alice@kftest');
      expect(shop.onServer('kefu.state.json')).not.toContain('bob@kftest');
    });
  },
);
