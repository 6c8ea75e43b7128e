import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { customer, messageStage } from './stage.ts';

const file = join(import.meta.dirname, '../../examples/messages/kefu.yaml');
const { templates } = parse(readFileSync(file, 'utf8')) as {
  templates: Record<string, { msgtype: string; as?: string }>;
};
const everyTemplate = Object.entries(templates).map(
  ([name, { msgtype, as }]) => [name, msgtype, as === undefined ? null : `${as}@kftest`] as const,
);

describe('given a customer who has just written', () => {
  test.each(everyTemplate)('%s arrives as %s, spoken by %s', async (name, msgtype, as) => {
    const stage = await messageStage();
    stage.says('在吗');
    const ended = await stage.send(name);
    expect(ended).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Messages: 1 sent, 0 not sent, 0 unknown, 0 not attempted.'),
    });
    const [said, ...more] = stage.emulator.world.messages.filter(({ from }) => from === 'account');
    expect(more).toEqual([]);
    expect(said).toMatchObject({ openid: customer, msgtype, as });
  });

  test('--as lets another account of the config speak', async () => {
    const stage = await messageStage();
    stage.says('在吗');
    await stage.send('text', { as: 'test1' });
    expect(stage.emulator.world.messages.at(-1)).toMatchObject({ as: 'test1@kftest' });
    await expect(stage.send('text', { as: 'nobody' })).rejects.toMatchObject({ code: 'unknown-account' });
  });

  test('the sixth message is refused, and what allows the next one is said', async () => {
    const stage = await messageStage();
    stage.says('在吗');
    for (let number = 1; number <= 5; number += 1) expect((await stage.send('text')).exit).toBe(0);
    const sixth = await stage.send('text');
    expect(sixth.exit).toBe(7);
    expect(sixth.out).toMatch(
      /not sent\. .*45047[\s\S]*The next message of the customer allows 5 in 48 hours/,
    );
  });

  test('an account that does not speak yet is told by 65402', async () => {
    const stage = await messageStage();
    stage.says('在吗');
    stage.emulator.world.settings.sendAsUnbound = 'refuse';
    const [account] = stage.emulator.world.accounts;
    if (account) account.worker = { state: 'none' };
    expect((await stage.send('text-as-an-account')).out).toContain('65402');
  });
});

describe('given a customer who has not written for 48 hours', () => {
  test.each(everyTemplate)('%s is refused, and what reopens the window is said', async (name) => {
    const stage = await messageStage();
    stage.says('在吗');
    stage.emulator.world.clockOffsetMs += 48 * 3600_000 + 1000;
    const { exit, out } = await stage.send(name);
    expect(exit).toBe(7);
    expect(out).toMatch(/not sent\. WeChat refused to send the message: 45015 /);
    expect(out).toContain('A message of the customer opens 48 hours for 5 messages');
    expect(stage.emulator.world.messages.filter(({ from }) => from === 'account')).toEqual([]);
  });
});

test('an OpenID is shortened in what is printed, also as JSON', async () => {
  const stage = await messageStage();
  stage.says('在吗');
  const text = await stage.send('text');
  const json = await stage.send('text', { json: true });
  for (const { out, told } of [text, json]) expect(out + told).not.toContain(customer);
  expect(text.out).toContain('oCUS…efgh: text sent');
  const [delivery] = (JSON.parse(json.out) as { deliveries: { to: { sha256: string } }[] }).deliveries;
  expect(delivery?.to.sha256).toMatch(/^[0-9a-f]{64}$/);
});
