import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

// A lost record is not an empty one: where nothing can lie, kefu does not take it that nothing was ever recorded.

beforeAll(freshBuild);

const ways: Readonly<Record<string, (way: string) => void>> = {
  'a file': (way) => writeFileSync(way, 'not a folder'),
  'a link to a volume that is not there': (way) => symlinkSync('not-mounted', way),
};

const commands = [
  'plan',
  'plan --json',
  'apply --auto-approve',
  'state show',
  'history',
  'unlock',
  'export --out live.yaml',
];

describe.each(Object.entries(ways))('given a record below %s', (_what, lay) => {
  test.concurrent.for(commands)(
    'expect kefu %s to refuse, nothing sent',
    async (command, { expect, onTestFinished }) => {
      const stage = await setStage({
        story: '',
        desired: { accounts: { alice: { nickname: '小美' }, bob: { state: 'absent' } } },
        live: [
          { account: 'alice', nickname: '阿美' },
          { account: 'bob', nickname: '阿博' },
        ],
        expect: {},
      });
      onTestFinished(stage.end);
      // Outside of the folder that is looked through for secrets afterwards.
      const outside = `${stage.folder}-elsewhere`;
      mkdirSync(outside);
      onTestFinished(() => rmSync(outside, { recursive: true }));
      lay(join(outside, 'state'));
      const { exit, err, out } = await startKefu(command.split(' '), {
        cwd: stage.folder,
        env: { ...stage.env, KEFU_STATE: join(outside, 'state') },
        timeoutMs: 20_000,
      });
      expect(exit, out + err).toBe(3);
      expect(out + err).toMatch(/ENOTDIR|is no folder|ENOENT/);
      expect(stage.emulator.world.requests.filter(({ effect }) => effect)).toEqual([]);
    },
  );
});
