import { describe, expect, test } from 'vitest';
import { messageStage } from './stage.ts';

describe('given a customer who has just written', () => {
  test('the customer is shown that someone types, and no longer after --cancel', async () => {
    const stage = await messageStage();
    stage.says('在吗');
    expect(await stage.typing()).toMatchObject({ exit: 0 });
    const [user] = Object.values(stage.emulator.world.users);
    expect(user?.typingUntil).toBeGreaterThan(stage.emulator.now());
    expect(await stage.typing(true)).toMatchObject({ exit: 0 });
    expect(user?.typingUntil).toBeNull();
  });

  test('a message ends it', async () => {
    const stage = await messageStage();
    stage.says('在吗');
    await stage.typing();
    await stage.send('text');
    const [user] = Object.values(stage.emulator.world.users);
    expect(user?.typingUntil).toBeNull();
    expect(await stage.typing()).toMatchObject({ exit: 0 });
  });

  test('a second time within 15 seconds is no fault: the customer sees it already (45081)', async () => {
    const stage = await messageStage();
    stage.says('在吗');
    await stage.typing();
    const second = await stage.typing();
    expect(second.exit).toBe(0);
    expect(second.out).toMatch(/45081[\s\S]*it lasts 15 seconds/);
  });

  test('without an exchange in 30 seconds it is refused, and why is said (45080)', async () => {
    const stage = await messageStage();
    stage.says('在吗');
    stage.emulator.world.clockOffsetMs += 31_000;
    const { exit, out } = await stage.typing();
    expect(exit).toBe(7);
    expect(out).toMatch(/45080[\s\S]*within the last 30 seconds/);
  });
});

test('a command WeChat does not know is explained (45072)', async () => {
  const stage = await messageStage();
  stage.says('在吗');
  stage.emulator.inject({ kind: 'errcode', errcode: 45072, path: 'message/custom/typing' });
  const { exit, out } = await stage.typing();
  expect(exit).toBe(7);
  expect(out).toMatch(/45072[\s\S]*Typing or CancelTyping/);
});

test.each([
  [45011, 9],
  [-1, 8],
])('%d says what is true for a call that is neither waited for nor read back', async (errcode, exit) => {
  const stage = await messageStage();
  stage.says('在吗');
  stage.emulator.inject({ kind: 'errcode', errcode, path: 'message/custom/typing' });
  const ended = await stage.typing();
  expect(ended.exit).toBe(exit);
  expect(ended.out).not.toMatch(/reads back|goes on/);
});
