import { describe, expect, test } from 'vitest';
import { listStage } from './list-stage.ts';

const path = 'message/custom/send';

describe('given WeChat that finds kefu too fast (45011)', () => {
  test('kefu waits a minute and goes on, and everybody has it once', async () => {
    const { emulator, clock, send, arrived } = await listStage();
    emulator.inject({ kind: 'errcode', errcode: 45011, path, nth: 2 });
    const { exit, out, told } = await send();
    expect(exit, out).toBe(0);
    expect(clock.slept).toEqual([60_000]);
    expect(told).toContain('going on in 60 s');
    expect(arrived()).toEqual([1, 1, 1]);
  });

  test('again and again: kefu stops (exit 9), says what is true, and --resume goes on', async () => {
    const { emulator, clock, send, arrived } = await listStage();
    emulator.inject({ kind: 'errcode', errcode: 45011, path, nth: 2, times: 3 });
    const { exit, out } = await send();
    expect(exit, out).toBe(9);
    expect(clock.slept).toEqual([60_000, 60_000]);
    expect(out).toContain('kefu waited a minute 2 times');
    expect(out).not.toContain('kefu waits a minute and goes on');
    expect(out).toContain('Messages: 1 sent, 1 not sent, 0 unknown, 1 not attempted.');
    expect((await send({ resume: true })).exit).toBe(0);
    expect(arrived()).toEqual([1, 1, 1]);
  });
});

test.each([false, true])('-1 says what is true for a message (as JSON: %s)', async (json) => {
  const { emulator, send } = await listStage();
  emulator.inject({ kind: 'errcode', errcode: -1, path });
  const { exit, out } = await send({ json });
  expect(exit).toBe(8);
  expect(out).toContain('kefu does not send it again: ask the customer');
  expect(out).not.toContain('reads back');
});

describe('given credentials or permissions that WeChat refuses, expect exit 4 and nobody written to', () => {
  test.each([
    ['a wrong AppSecret', 'stable_token', 40125],
    ['an address that is not allowed', 'stable_token', 40164],
    ['a call that needs the admin', 'stable_token', 89503],
    ['an account that may not send', path, 48001],
    ['a token that is refused again and again', path, 40001],
  ])('%s', async (_, at, errcode) => {
    const { emulator, send, arrived } = await listStage();
    emulator.inject({ kind: 'errcode', errcode, path: at, times: 99 });
    const { exit, out } = await send();
    expect(exit, out).toBe(4);
    expect(out).toContain('1 not sent, 0 unknown, 2 not attempted');
    expect(arrived()).toEqual([0, 0, 0]);
  });
});

test('a daily quota that is used up ends the run (exit 9)', async () => {
  const { emulator, clock, send } = await listStage();
  emulator.inject({ kind: 'errcode', errcode: 45009, path });
  expect((await send()).exit).toBe(9);
  expect(clock.slept).toEqual([]);
});
