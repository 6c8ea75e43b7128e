import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type Stage, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

async function staged(): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [{ account: 'alice', nickname: '小美' }],
    desired: { accounts: { alice: { nickname: '美美', protect: true } } },
  });
  onTestFinished(stage.end);
  return stage;
}

test('a checkout that nothing is written to: state, lock and inverse lie where the operator says', async () => {
  const { folder, env } = await staged();
  mkdirSync(join(folder, 'kept'));
  const before = readdirSync(folder);
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
  const args = ['apply', '--auto-approve', '--settle-time', '0.1'];
  const run = await startKefu([...args, '--state', 'kept'], { cwd: folder, env });
  expect([run.exit, run.err]).toEqual([0, expect.stringContaining('kefu apply kept/kefu.inverse.json')]);
  expect(readdirSync(folder)).toEqual(before);
  expect(readdirSync(join(folder, 'kept')).sort()).toEqual([
    'kefu.history.jsonl',
    'kefu.inverse.json',
    'kefu.state.json',
  ]);
  // The environment says the same, and a name of a file stands for itself.
  const again = await startKefu(['plan'], {
    cwd: folder,
    env: { ...env, KEFU_STATE: 'kept/kefu.state.json' },
  });
  expect(again.out).toContain('No changes.');
  const shown = await startKefu(['state', 'show', '--state', 'kept', '--json'], { cwd: folder, env });
  expect(JSON.parse(shown.out).objects['kf_account.alice@kftest'].protect).toBe(true);
});

test('a saved plan with nothing to do changes no file', async () => {
  const { folder, env } = await staged();
  const run = (args: string[]) => startKefu(args, { cwd: folder, env });
  expect((await run(['apply', '--auto-approve', '--settle-time', '0.1'])).exit).toBe(0);
  expect((await run(['plan', '--out', 'plan.json'])).exit).toBe(0);
  const { readFileSync, statSync } = await import('node:fs');
  const files = () =>
    readdirSync(folder)
      .filter((name) => !statSync(join(folder, name)).isDirectory())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8'), statSync(join(folder, name)).mtimeMs]);
  const before = files();
  expect((await run(['apply', 'plan.json', '--auto-approve'])).exit).toBe(0);
  expect(files()).toEqual(before);
  expect(existsSync(join(folder, 'kefu.state.json.lock'))).toBe(false);
});
