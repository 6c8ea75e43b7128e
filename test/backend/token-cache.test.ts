import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../src/model/secret.ts';
import { systemClock } from '../../src/reconcile/system-clock.ts';
import { AccessToken } from '../../src/wechat/token.ts';
import { type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

// Runs hand the access token on to each other only when the operator asks for it, and nobody without the AppSecret can read it.

async function stageWith(env: Record<string, string> = { KEFU_TOKEN_CACHE: 'on' }): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [{ account: 'alice', nickname: '小美' }],
    desired: { accounts: { alice: { nickname: '美美' } } },
  });
  onTestFinished(stage.end);
  return { ...stage, env: { ...stage.env, ...env } };
}

const cacheOf = ({ folder }: Stage) => join(folder, 'kefu.token');
const asked = ({ emulator }: Stage) =>
  emulator.world.requests.filter(({ path }) => path.includes('stable_token')).length;
const tokens = ({ emulator }: Stage) => emulator.world.tokens.issued.map(({ value }) => value);

test('unasked: expect each run to ask WeChat, and no file', async () => {
  const stage = await stageWith({});
  await planOn(stage);
  await planOn(stage);
  expect(asked(stage)).toBe(2);
  expect(existsSync(cacheOf(stage))).toBe(false);
});

test('asked for: expect one token for a plan and an apply, in a file for its owner alone that does not show it', async () => {
  const stage = await stageWith();
  await planOn(stage);
  expect((await applyOn(stage)).exit).toBe(0);
  expect(asked(stage)).toBe(1);
  expect(stage.emulator.world.accounts[0]?.nickname).toBe('美美');
  expect(statSync(cacheOf(stage)).mode & 0o777).toBe(0o600);
  const text = readFileSync(cacheOf(stage), 'latin1');
  const bytes = Buffer.from(text.slice(text.indexOf('.') + 1), 'base64url').toString('latin1');
  for (const value of tokens(stage)) expect(text + bytes).not.toContain(value);
});

test('the token was replaced meanwhile: expect the run to go on with a new one, which the next run finds', async () => {
  const stage = await stageWith();
  await planOn(stage);
  stage.emulator.world.tokens.issued.forEach((token) => {
    token.diesAt = 0;
  });
  expect((await applyOn(stage)).exit).toBe(0);
  expect(asked(stage)).toBe(2);
  expect((await planOn(stage)).exit).toBe(0);
  expect(asked(stage)).toBe(2);
});

test('the kept token is refused, and then the new one: expect a third, as if nothing had been kept, and no fourth', async () => {
  const given = ['first', 'second', 'third'];
  const kept: string[] = [];
  const token = new AccessToken(
    async () => ({ token: new Secret(given.shift() ?? 'last'), expiresIn: 7200 }),
    systemClock,
    {
      get: async () => ({ token: new Secret('kept'), goodUntil: Date.now() + 7200_000 }),
      keep: async (one) => void kept.push(one.token.reveal()),
    },
  );
  const refusal = { errcode: 40001, name: '40001' };
  const old = await token.current();
  const first = await token.renew(old, refusal);
  const second = await token.renew(first, refusal);
  expect([old, first, second].map((one) => one.reveal())).toEqual(['kept', 'first', 'second']);
  await expect(token.renew(second, refusal)).rejects.toMatchObject({ kind: 'auth', code: '40001' });
  expect(kept).toEqual(['first', 'second']);
});

test.each([
  ['damaged', (path: string) => writeFileSync(path, 'kefu-token-1.AAAA')],
  ['of another kefu', (path: string) => writeFileSync(path, 'kefu-token-9.AAAA')],
  ['a byte off', (path: string) => flipLastByte(path)],
  ['huge', (path: string) => writeFileSync(path, 'kefu-token-1.'.padEnd(1_000_000, 'A'))],
])('a file that is %s: expect WeChat to be asked', async (_, spoil) => {
  const stage = await stageWith();
  await planOn(stage);
  spoil(cacheOf(stage));
  expect((await planOn(stage)).exit).toBe(0);
  expect(asked(stage)).toBe(2);
});

test('a link somebody laid out: expect it to be left as it is, and the run to go on', async () => {
  const stage = await stageWith();
  const target = join(stage.folder, 'target');
  writeFileSync(target, 'mine');
  symlinkSync(target, cacheOf(stage));
  expect((await planOn(stage)).exit).toBe(0);
  expect(readFileSync(target, 'utf8')).toBe('mine');
});

test('the token of another server: expect it not to be sent to this one', async () => {
  const here = await stageWith();
  const there = await stageWith();
  await planOn(here);
  writeFileSync(cacheOf(there), readFileSync(cacheOf(here)));
  expect((await planOn(there)).exit).toBe(0);
  expect(asked(there)).toBe(1);
});

test('another AppSecret: expect WeChat to judge it, not what was kept with the right one', async () => {
  const stage = await stageWith();
  await planOn(stage);
  const names = Object.entries(stage.env).filter(([, value]) => value === stage.emulator.appSecret);
  expect(names).toHaveLength(1);
  const wrong = Object.fromEntries(names.map(([name]) => [name, 'f'.repeat(32)]));
  const { failure } = await planOn({ ...stage, env: { ...stage.env, ...wrong } });
  expect(failure).toMatchObject({ kind: 'auth' });
});

test('a word that is neither on nor off: expect to be told, before anything is sent', async () => {
  const stage = await stageWith({ KEFU_TOKEN_CACHE: 'yes' });
  const { failure } = await planOn(stage);
  expect(failure).toMatchObject({ kind: 'config', code: 'token-cache-setting' });
  expect(asked(stage)).toBe(0);
});

function flipLastByte(path: string): void {
  const text = readFileSync(path, 'utf8').trimEnd();
  writeFileSync(
    path,
    text.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
  );
}
