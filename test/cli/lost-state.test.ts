import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run as plan } from '../../src/cli/commands/plan.ts';
import { run as state } from '../../src/cli/commands/state.ts';
import { runProgram } from '../../src/cli/program.ts';
import { Failure } from '../../src/model/failure.ts';
import { type Stage, setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { applyOn } from '../support/stage-run.ts';

/** A config that protects alice and wants the file to be the whole truth, applied once. */
async function applied(): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [{ account: 'eve', nickname: '临时' }],
    recorded: { accounts: {} },
    desired: { accounts: { alice: { nickname: '小美', protect: true }, bob: { nickname: '阿博' } } },
  });
  onTestFinished(stage.end);
  expect((await applyOn(stage)).exit).toBe(0);
  return stage;
}

const flags = {
  config: 'support.yaml',
  json: false,
  detailedExitcode: false,
  writeUnverifiable: false,
  fetchAvatars: true,
  allow: new Set<string>(),
  expiresIn: 1,
  output: [],
};

test('a renamed config loses its record, so nothing is deleted; the printed command takes the record over', async () => {
  const stage = await applied();
  const { folder, env } = stage;
  const text = readFileSync(join(folder, 'kefu.yaml'), 'utf8');
  renameSync(join(folder, 'kefu.yaml'), join(folder, 'support.yaml'));
  writeFileSync(
    join(folder, 'support.yaml'),
    text
      .replace(/ {2}alice:\n {4}nickname: 小美\n {4}protect: true\n/, '')
      .replace(/$/, 'policy: { unmanaged: delete, maxDeletes: 9 }\n'),
  );
  const first = capturedWorld(folder, env);
  expect(await plan(flags, first.world)).toBe(5);
  expect(first.out()).toContain('no-record');
  const [, command = ''] = /run: (kefu state adopt \S+ -c \S+)/.exec(first.out()) ?? [];
  expect(command).toBe('kefu state adopt kefu.state.json -c support.yaml');

  const cwd = process.cwd();
  process.chdir(folder);
  try {
    expect(await runProgram(command.split(' ').slice(1))).toBe(0);
  } finally {
    process.chdir(cwd);
  }
  const second = capturedWorld(folder, env);
  expect(await plan(flags, second.world)).toBe(5);
  expect(second.out()).not.toContain('no-record');
  expect(second.out()).toContain('alice@kftest is protected and would be deleted');
});

test('a record that is there is never replaced, nor one of another official account taken', async () => {
  const { folder, env } = await applied();
  writeFileSync(join(folder, 'old.state.json'), readFileSync(join(folder, 'kefu.state.json')));
  const adopt = async (file: string) => {
    const { world } = capturedWorld(folder, env);
    return state({ config: 'kefu.yaml', json: true, adopt: file }, world).catch((error: unknown) => error);
  };
  expect(await adopt('old.state.json')).toMatchObject({ code: 'state-exists' });
  renameSync(join(folder, 'kefu.state.json'), join(folder, 'away.json'));
  const foreign = readFileSync(join(folder, 'old.state.json'), 'utf8').replace(
    /wxemu\d+/,
    'wxemu0000000000009',
  );
  writeFileSync(join(folder, 'foreign.state.json'), foreign);
  expect(await adopt('foreign.state.json')).toMatchObject({ code: 'appid-mismatch' });
  expect(await adopt('nowhere.state.json')).toBeInstanceOf(Failure);
  expect(existsSync(join(folder, 'kefu.state.json'))).toBe(false);
  expect(await adopt('old.state.json')).toBe(0);
});

test('what is recorded can be looked at', async () => {
  const { folder, env } = await applied();
  const { world, out } = capturedWorld(folder, env);
  expect(await state({ config: 'kefu.yaml', json: false }, world)).toBe(0);
  expect(out()).toContain('kf_account alice@kftest');
  const json = capturedWorld(folder, env);
  await state({ config: 'kefu.yaml', json: true }, json.world);
  expect(JSON.parse(json.out()).objects['kf_account.alice@kftest']).toMatchObject({ protect: true });
});
