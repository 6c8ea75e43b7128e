import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formsOf, note } from '../support/canaries.ts';
import { type Stage, setStage } from '../support/case.ts';
import { applyOn } from '../support/stage-run.ts';

/** A stage on which a token was given out. */
async function used(): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    desired: { accounts: { alice: { nickname: '小美' } } },
  });
  await applyOn(stage);
  return stage;
}

function tokenOf({ emulator }: Stage): string {
  return emulator.world.tokens.issued[0]?.value ?? 'none';
}

describe('given a secret in a stream or a file, expect the net under all tests to catch it', () => {
  const names = Object.keys(formsOf('90_abcdefghijklmnop'));

  test.each(names)('a token %s, printed', async (name) => {
    const stage = await used();
    note(`GET /x?access_token=${formsOf(tokenOf(stage))[name]?.at(-1)}&y`);
    await expect(stage.end()).rejects.toThrow(/^A secret leaked: secret 2 .* in what was printed/);
  });

  test.each(names)('the AppSecret %s, in a file', async (name) => {
    const stage = await used();
    writeFileSync(
      join(stage.folder, 'report.json'),
      `{"x":"${formsOf(stage.emulator.appSecret)[name]?.[0]}"}`,
    );
    await expect(stage.end()).rejects.toThrow(/^A secret leaked: secret 1 .* in .*report\.json/);
  });

  test('cut between two pieces of output', async () => {
    const stage = await used();
    for (const half of [tokenOf(stage).slice(0, 60), tokenOf(stage).slice(60)]) note(half);
    await expect(stage.end()).rejects.toThrow('as it is');
  });

  test('in base64, in the middle of other text, at any offset', async () => {
    for (const before of ['', 'x', 'xy']) {
      const stage = await used();
      note(Buffer.from(`${before}${tokenOf(stage)}--`).toString('base64'));
      await expect(stage.end()).rejects.toThrow('in base64');
    }
  });
});

test('given a secret in the file that a config refers to, expect no alarm', async () => {
  const stage = await used();
  writeFileSync(join(stage.folder, 'secret.txt'), `${stage.emulator.appSecret}\n`);
  await stage.end();
});
