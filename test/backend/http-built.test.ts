// The HTTP backend as people run it: in the built program, which has only some parts of undici.
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { startStateServer } from '../support/terraform-http-server.ts';

beforeAll(freshBuild);

test.each([
  ['plain', '{name}'],
  ['gitlab', 'api/v4/projects/1/terraform/state/{name}'],
] as const)(
  'over HTTP as %s servers speak it: apply records, plan finds nothing left',
  async (flavour, path) => {
    const stage = await setStage({
      story: '',
      expect: {},
      desired: { accounts: { alice: { nickname: '小美' } } },
    });
    onTestFinished(stage.end);
    const server = await startStateServer(flavour);
    onTestFinished(server.close);
    const env = { ...stage.env, KEFU_BACKEND: `${server.url}/${path}` };
    const kefu = (...args: string[]) => startKefu(args, { cwd: stage.folder, env });

    const applied = await kefu('apply', '--auto-approve', '--settle-time', '0.05');
    expect(applied.exit, applied.err).toBe(0);
    expect([...server.documents.values()].join('')).toContain('kf_account.alice@kftest');
    expect(server.locks.size).toBe(0);
    const again = await kefu('plan', '--detailed-exitcode');
    expect(again.exit, again.err).toBe(0);
    expect(again.out).toContain('No changes.');
  },
);

test('nothing listens there: one clear error, and nothing sent', async () => {
  const stage = await setStage({
    story: '',
    expect: {},
    desired: { accounts: { alice: { nickname: '小美' } } },
  });
  onTestFinished(stage.end);
  const env = { ...stage.env, KEFU_BACKEND: 'http://127.0.0.1:1/{name}' };
  const applied = await startKefu(['apply', '--auto-approve'], { cwd: stage.folder, env });
  expect([applied.exit, applied.err]).toEqual([1, expect.stringContaining('[backend-unreachable]')]);
  expect(stage.emulator.world.accounts).toEqual([]);
});
