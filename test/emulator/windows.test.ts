import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { trigger } from '../../src/emulator/world/users.ts';
import type { Trigger } from '../../src/emulator/world/windows.ts';
import { connect, type Json } from './emulator-client.ts';
import { customer, customerWrites, sendPath, silentCustomer, text, typingPath } from './scenes.ts';
import { stage } from './stage.ts';

let time = Date.UTC(2026, 10, 22);

beforeEach(async () => {
  stage.emulator = await startEmulator({ now: () => time });
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

async function sendErrcode(): Promise<unknown> {
  return (await stage.client.post(sendPath, text)).errcode;
}

/** How many messages get through before one is refused, and why that one is. */
async function sendUntilRefused(): Promise<[number, unknown]> {
  for (let sent = 0; sent < 30; sent += 1) {
    const errcode = await sendErrcode();
    if (errcode !== 0) return [sent, errcode];
  }
  return [30, 0];
}

async function pass(seconds: number): Promise<void> {
  time += seconds * 1000;
  stage.client = await connect(stage.emulator);
}

function act(what: Trigger): void {
  const user = stage.emulator.world.users[customer] ?? silentCustomer(stage.emulator);
  trigger(user, what, stage.emulator.world.settings, time);
}

describe('how many messages an action allows, and for how long', () => {
  it('is three in a minute after a message too, where the setting follows the report of 2021', async () => {
    stage.emulator.world.settings.messageWindow = 'one-minute';
    act('message');
    expect(await sendUntilRefused()).toEqual([3, 45047]);
    await pass(120);
    expect(await sendErrcode()).toBe(45015);
  });

  it.each<[Trigger, '2023' | '2021' | '2017', number, number]>([
    ['message', '2023', 5, 48 * 3600],
    ['message', '2021', 20, 48 * 3600],
    ['message', '2017', 20, 48 * 3600],
    ['menu', '2023', 3, 60],
    ['follow', '2023', 3, 60],
    ['scan', '2021', 3, 60],
    ['pay', '2021', 20, 48 * 3600],
  ])('%s, rules of %s: %i messages in %i seconds', async (what, sendQuota, messages, seconds) => {
    stage.emulator.world.settings.sendQuota = sendQuota;
    act(what);
    expect(await sendUntilRefused()).toEqual([messages, 45047]);
    act(what);
    await pass(seconds - 1);
    expect(await sendErrcode()).toBe(0);
    await pass(1);
    expect(await sendErrcode()).toBe(45015);
  });

  it('paying allows any number, or nothing when the settings follow the API pages', async () => {
    act('pay');
    expect(await sendUntilRefused()).toEqual([30, 0]);
    stage.emulator.world.settings.payQuota = 'none';
    act('pay');
    expect(await sendErrcode()).toBe(45015);
  });

  it('quotas do not add up: writing and clicking allow five messages, not eight', async () => {
    act('message');
    act('menu');
    expect(await sendUntilRefused()).toEqual([5, 45047]);
  });

  it('a click gives a user whose quota is used up three more messages', async () => {
    act('message');
    await sendUntilRefused();
    act('menu');
    expect(await sendUntilRefused()).toEqual([3, 45047]);
    await pass(61);
    expect(await sendErrcode()).toBe(45047);
  });
});

it('a click in a menu message counts as a menu click, although it arrives as a text', async () => {
  customerWrites(stage.emulator);
  const msgmenu = { head_content: '满意吗?', list: [{ id: '101', content: '满意' }], tail_content: '' };
  expect(await stage.client.post(sendPath, { touser: customer, msgtype: 'msgmenu', msgmenu })).toMatchObject({
    errcode: 0,
  });
  await pass(48 * 3600);
  expect(await sendErrcode()).toBe(45015);
  await stage.client.control('POST', `users/${customer}/acts`, { act: 'click-msgmenu', id: '101' });
  expect(stage.emulator.world.messages.at(-1)).toMatchObject({
    from: 'user',
    content: { content: '满意' },
    menuId: '101',
  });
  expect(await sendUntilRefused()).toEqual([3, 45047]);
});

describe('typing', () => {
  const type = async (command = 'Typing'): Promise<Json> =>
    stage.client.post(typingPath, { touser: customer, command });

  it('lasts fifteen seconds, is not repeated meanwhile, and needs an exchange in the last thirty', async () => {
    customerWrites(stage.emulator);
    await pass(30);
    expect(await type()).toMatchObject({ errcode: 0 });
    expect(await type()).toMatchObject({ errcode: 45081 });
    await pass(15);
    expect(await type()).toMatchObject({ errcode: 45080 });
    expect(await sendErrcode()).toBe(0);
    expect(await type()).toMatchObject({ errcode: 0 });
  });

  it('is ended by CancelTyping, and by a message', async () => {
    const user = customerWrites(stage.emulator);
    await type();
    expect(await type('CancelTyping')).toMatchObject({ errcode: 0 });
    expect(user.typingUntil).toBeNull();
    await type();
    await sendErrcode();
    expect(user.typingUntil).toBeNull();
  });

  it('as a bare string is accepted without effect, or refused when the settings say so', async () => {
    const user = customerWrites(stage.emulator);
    expect(await stage.client.post(typingPath, '"Typing"')).toMatchObject({ errcode: 0 });
    expect(user.typingUntil).toBeNull();
    stage.emulator.world.settings.bareTypingCommand = 'refuse';
    expect(await stage.client.post(typingPath, '"Typing"')).toMatchObject({ errcode: 47001 });
  });
});
