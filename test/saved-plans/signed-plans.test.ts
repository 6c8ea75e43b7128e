import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { digestOfPlan, type PlanDocument, planText } from '../../src/documents/plan.ts';
import { type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

// The digest of a plan protects against accidents: who can write the file can compute it anew. That what it does is held to
// the config protects against most of what people do, a key that both jobs have against the rest.

const key = '0123456789abcdef0123456789abcdef';

async function stageWith(env: Record<string, string>): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [
      { account: 'alice', nickname: '小美' },
      { account: 'bob', nickname: '阿博' },
    ],
    desired: { accounts: { alice: { nickname: '美美' } } },
  });
  onTestFinished(stage.end);
  return { ...stage, env: { ...stage.env, ...env } };
}

/** The plan as somebody would forge it who knows all of kefu but the key: another nickname, its digest computed anew. */
function forge({ folder }: Stage): void {
  const path = join(folder, 'plan.json');
  const document = JSON.parse(readFileSync(path, 'utf8').replaceAll('美美', '坏人')) as PlanDocument;
  const { plan_digest: _, plan_signature: signature, ...content } = document;
  const forged = { ...content, plan_digest: digestOfPlan(content) };
  writeFileSync(path, planText(signature === undefined ? forged : { ...forged, plan_signature: signature }));
}

describe('given a key', () => {
  test('a plan that was signed with it is applied, and what takes it back is signed, too', async () => {
    const stage = await stageWith({ KEFU_PLAN_KEY: key });
    await planOn(stage, { out: 'plan.json' });
    expect((await applyOn(stage, { plan: 'plan.json' })).exit).toBe(0);
    expect((await applyOn(stage, { plan: 'kefu.inverse.json' })).exit).toBe(0);
    expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美', '阿博']);
  });

  test.each([
    ['made without it', {}, 'plan-not-signed'],
    ['signed with another one', { KEFU_PLAN_KEY: `${key}0` }, 'plan-signed-otherwise'],
  ])('a plan that was %s is refused, and nothing is sent', async (_, made, code) => {
    const stage = await stageWith({});
    await planOn({ ...stage, env: { ...stage.env, ...made } }, { out: 'plan.json' });
    const before = stage.emulator.world.requests.length;
    const { failure } = await applyOn(
      { ...stage, env: { ...stage.env, KEFU_PLAN_KEY: key } },
      { plan: 'plan.json' },
    );
    expect(failure).toMatchObject({ kind: 'config', code });
    expect(stage.emulator.world.requests.length).toBe(before);
  });

  test('a forged plan whose digest fits is refused', async () => {
    const stage = await stageWith({ KEFU_PLAN_KEY: key });
    await planOn(stage, { out: 'plan.json' });
    forge(stage);
    const { failure } = await applyOn(stage, { plan: 'plan.json' });
    expect(failure).toMatchObject({ code: 'plan-signed-otherwise' });
    expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美', '阿博']);
  });

  test.each(['', 'short', 'a'.repeat(31)])(
    'that can be guessed (%j), expect it to be refused before anything is sent',
    async (short) => {
      const stage = await stageWith({ KEFU_PLAN_KEY: short });
      expect((await planOn(stage)).failure).toMatchObject({ code: 'plan-key-short' });
      expect(stage.emulator.world.requests).toEqual([]);
    },
  );

  test('neither the plan nor any output shows it', async () => {
    const stage = await stageWith({ KEFU_PLAN_KEY: key });
    const output = ['json', 'markdown', 'html'].map((format) => ({ format, file: `out.${format}` }));
    const { out, told } = await planOn(stage, { out: 'plan.json', output });
    const texts = ['plan.json', ...output.map(({ file }) => file)].map((file) =>
      readFileSync(join(stage.folder, file), 'utf8'),
    );
    expect([out, told, ...texts].join('\n')).not.toContain(key);
  });
});

test('without a key a forged plan whose digest fits does nothing that the config does not want', async () => {
  const stage = await stageWith({});
  await planOn(stage, { out: 'plan.json' });
  forge(stage);
  expect((await applyOn(stage, { plan: 'plan.json' })).exit).toBe(6);
  expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美', '阿博']);
});
