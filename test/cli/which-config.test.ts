// Which config a command means, and where a flag has no place.
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

describe('given a config by its bare name', () => {
  const applied = async () => {
    const stage = await setStage({
      story: '',
      expect: {},
      live: [{ account: 'alice', nickname: '小美' }],
      desired: { accounts: { alice: { nickname: '美美' } } },
    });
    onTestFinished(stage.end);
    const kefu = (...args: string[]) => startKefu(args, { cwd: stage.folder, env: stage.env });
    const run = await kefu('apply', '--auto-approve', '--settle-time', '0.1');
    expect(run.exit, run.err).toBe(0);
    return kefu;
  };

  test('expect history, state show and unlock to mean it, as plan and validate do', async () => {
    const kefu = await applied();
    for (const command of [['history'], ['state', 'show'], ['unlock', '--auto-approve']]) {
      const [bare, flagged] = [
        await kefu(...command, 'kefu.yaml'),
        await kefu(...command, '-c', 'kefu.yaml'),
      ];
      expect(bare.exit, `${command.join(' ')}: ${bare.err}`).toBe(0);
      expect([bare.out, bare.err]).toEqual([flagged.out, flagged.err]);
      // No other config was ever applied, so nothing of this one may be told.
      const other = await kefu(...command, 'other.yaml');
      expect([other.out, other.err]).not.toEqual([bare.out, bare.err]);
    }
  });

  test('expect one that is not there to be named, instead of the good news that nothing was applied', async () => {
    const kefu = await applied();
    for (const command of [['history'], ['state', 'show'], ['unlock', '--auto-approve']]) {
      const run = await kefu(...command, 'kfu.yaml');
      expect([run.exit, run.out]).toEqual([3, '']);
      expect(run.err).toContain('There is no file kfu.yaml. [config-not-found]');
    }
  });

  test('expect two of them to be refused, since only one can be meant', async () => {
    const kefu = await applied();
    const run = await kefu('history', 'kefu.yaml', '-c', 'other.yaml');
    expect([run.exit, run.err]).toEqual([3, expect.stringContaining('Name one config')]);
  });
});

test('given apply --changed-since, expect to be told that it is for looking, and help not to offer it', async () => {
  const run = (...args: string[]) => startKefu(args, { cwd: import.meta.dirname, env: {} });
  const refused = await run('apply', '-c', 'shops/', '--changed-since', 'origin/main');
  expect(refused.exit).toBe(3);
  expect(refused.err).toContain('kefu plan shows what changed since a commit; apply compares whole configs.');
  expect(refused.err).not.toContain('unknown option');
  expect((await run('apply', '--help')).out).not.toContain('--changed-since');
});
