import { expect, onTestFinished, test } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { deliver } from '../../src/messages/deliver.ts';
import type { DeliveryJournal } from '../../src/model/delivery.ts';
import type { SendBody } from '../../src/model/message.ts';
import { startRelay } from '../reliability/built/relay.ts';
import { connectionTo, openClient, patientClock } from '../wechat/opened.ts';
import { three } from './list-stage.ts';

const bodyFor = (touser: string): SendBody => ({ touser, msgtype: 'text', text: { content: '您好' } });

/** Sends to three customers, and stops at that moment of that request, or while the journal is written. */
async function stoppedAt(
  moment: { readonly phase: 'arrived' | 'done'; readonly nth: number } | 'intending',
  meanwhile: (emulator: RunningEmulator) => void = () => {},
) {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  for (const openid of three) receive(emulator.world, openid, '在吗', emulator.now());
  const relay = await startRelay(emulator.url);
  onTestFinished(() => relay.close());
  const stop = new AbortController();
  relay.hook = (phase, { nth }) => {
    if (moment === 'intending' || moment.phase !== phase || moment.nth !== nth) return;
    stop.abort();
    meanwhile(emulator);
  };
  const written: string[] = [];
  const journal: DeliveryJournal = {
    earlier: () => undefined,
    intend: async ({ openid }) => {
      written.push(`intend ${openid}`);
      if (moment === 'intending') stop.abort();
    },
    conclude: async ({ openid }, ending) => void written.push(`${ending} ${openid}`),
  };
  const { messages } = openClient(connectionTo(relay.url, emulator.appId, emulator.appSecret));
  const recipients = three.map((openid) => ({ openid }));
  const clock = patientClock();
  const { deliveries } = await deliver(recipients, bodyFor, { messages, clock, journal, stop: stop.signal });
  return {
    statuses: deliveries.map(({ status }) => status),
    sent: emulator.world.messages.filter(({ from }) => from === 'account').length,
    sends: relay.passed.filter(({ isWrite }) => isWrite).length,
    written,
  };
}

const nothing = ['not-attempted', 'not-attempted', 'not-attempted'];

test.each([
  ['when the token is asked for', { phase: 'arrived', nth: 1 }],
  ['when the token was given', { phase: 'done', nth: 1 }],
  ['while the journal is written', 'intending'],
] as const)('stopped %s, expect no message sent, and the journal to say so', async (_, moment) => {
  const { statuses, sent, sends, written } = await stoppedAt(moment);
  expect({ statuses, sent, sends }).toEqual({ statuses: nothing, sent: 0, sends: 0 });
  expect(written).toEqual([`intend ${three[0]}`, `not-sent ${three[0]}`]);
});

test('stopped when a message arrives whose token died, expect it not sent once more with a new one', async () => {
  const { statuses, sent, sends } = await stoppedAt({ phase: 'arrived', nth: 2 }, ({ world }) => {
    for (const token of world.tokens.issued) token.diesAt = 0;
  });
  expect({ statuses, sent, sends }).toEqual({ statuses: nothing, sent: 0, sends: 1 });
});

test('stopped while a message is under way, expect it told as sent, and no other one sent', async () => {
  const { statuses, sent } = await stoppedAt({ phase: 'arrived', nth: 2 });
  expect(statuses).toEqual(['sent', 'not-attempted', 'not-attempted']);
  expect(sent).toBe(1);
});
