// GitHub and Azure read commands in a log: `::name::` where a line begins, `##[name]` and `##vso[name]` anywhere in one. No file
// name and no text of a config or an official account becomes one.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run as validate } from '../../src/cli/commands/validate.ts';
import { renderFailureJson } from '../../src/render/failure.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

const commands = ['::error::x', '##[error]x', '##vso[a.b]x'];

function commandsIn(log: string): string[] {
  return log.split('\n').filter((line) => /^\s*::|##(?:\[|vso\[)/.test(line));
}

async function staged(nickname: string, more: Partial<Case> = {}): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [{ account: 'alice', nickname }],
    desired: { accounts: { alice: { nickname: '美美' } } },
    ...more,
  });
  onTestFinished(stage.end);
  return stage;
}

describe.each(commands)('given %s', (command) => {
  test.each([
    ['valid', 'nickname'],
    ['faulty', 'nicknme'],
  ])('as the name of a %s config: expect validate to show it broken up', async (_, key) => {
    const { folder } = await staged('小美', { desired: { accounts: { alice: { [key]: '美美' } } } });
    const file = `${command}.yaml`;
    renameSync(join(folder, 'kefu.yaml'), join(folder, file));
    for (const json of [false, true]) {
      const { world, out, told } = capturedWorld(folder, {});
      await validate({ configs: [file], json, online: false, output: [] }, world);
      if (!json) expect(out() + told()).toContain('x.yaml');
      expect(commandsIn(out() + told())).toEqual([]);
    }
  });

  test('as a nickname: expect plan and apply to show it broken up, and JSON to be the same text', async () => {
    const stage = await staged(command);
    const asText = await planOn(stage, { json: false });
    const asJson = await planOn(stage);
    const done = await applyOn(stage, { json: false });
    for (const { out, told } of [asText, asJson, done]) expect(commandsIn(out + told)).toEqual([]);
    const [change] = JSON.parse(asJson.out).resource_changes;
    expect(JSON.stringify(change)).toContain(command);
  });

  test('as what somebody typed: expect a failure in JSON to hold it as the same text', () => {
    const failure = Object.assign(new Error(command), { code: 'odd', kind: 'config', diagnostics: [] });
    const written = renderFailureJson(failure as never);
    expect(commandsIn(written)).toEqual([]);
    expect(JSON.parse(written).error.message).toBe(command);
  });
});
