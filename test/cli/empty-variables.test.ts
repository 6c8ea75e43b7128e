import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

// CI sets a variable to nothing where it has no secret for it: `KEFU_BACKEND: ${{ secrets.KEFU_BACKEND }}` in a fork.

beforeAll(freshBuild);

test.each(
  ['KEFU_ENDPOINT', 'KEFU_BACKEND', 'KEFU_STATE'].flatMap((name) => [
    [name, ''],
    [name, ' '],
  ]),
)('apply with %s="%s": refused by name, nothing is asked or sent', async (name, value) => {
  const stage = await setStage({
    story: '',
    expect: {},
    desired: { accounts: { alice: { nickname: '小美' } } },
  });
  onTestFinished(stage.end);
  const env = { ...stage.env, [name]: value };
  const run = await startKefu(['apply', '--auto-approve'], { cwd: stage.folder, env });
  expect([run.exit, run.out]).toEqual([3, '']);
  expect(run.err).toBe(
    `error: The environment variable ${name} is set, but empty. [empty-variable]\n  → Unset it, or look why the job was not given its value: a secret may be missing.\n`,
  );
  expect(stage.emulator.world.requests).toEqual([]);
});
