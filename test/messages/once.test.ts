import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults/fault.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { type DeliveryWorld, deliver, noJournal } from '../../src/messages/deliver.ts';
import { openClientOf, openEmulator, patientClock } from '../wechat/opened.ts';

const path = 'message/custom/send';
const body = (touser: string) => ({ touser, msgtype: 'text', text: { content: '您好' } }) as const;
const customers = ['oCUSTOMER_1', 'oCUSTOMER_2'];

/** Every kind of fault the emulator knows, with and without the effect, and what the sender may claim. */
const faults: readonly (readonly [FaultInput, status: string, arrived: number])[] = [
  [{ kind: 'reset', effect: true }, 'unknown', 1],
  [{ kind: 'reset', effect: false }, 'unknown', 0],
  [{ kind: 'reset', effect: true, close: 'fin' }, 'unknown', 1],
  [{ kind: 'refuse' }, 'unknown', 0],
  [{ kind: 'hang', effect: true }, 'unknown', 1],
  [{ kind: 'hang', effect: false }, 'unknown', 0],
  [{ kind: 'delay', ms: 900, effect: true }, 'unknown', 1],
  [{ kind: 'late', ms: 50 }, 'unknown', 1],
  [{ kind: 'cut', atByte: 5 }, 'unknown', 1],
  [{ kind: 'cut', atByte: 5, framing: 'chunked' }, 'unknown', 1],
  [{ kind: 'truncate', atByte: 5 }, 'unknown', 1],
  [{ kind: 'html', effect: true }, 'unknown', 1],
  [{ kind: 'html', effect: false }, 'unknown', 0],
  [{ kind: 'redirect', location: 'http://127.0.0.1:9/' }, 'unknown', 0],
  [{ kind: 'errcode', errcode: -1, effect: true }, 'unknown', 1],
  [{ kind: 'errcode', errcode: -1, effect: false }, 'unknown', 0],
  [{ kind: 'body', body: '{}', effect: true }, 'unknown', 1],
  [{ kind: 'body', body: 'not json', effect: true }, 'unknown', 1],
  [{ kind: 'gzip-bomb' }, 'unknown', 1],
  [{ kind: 'drip', everyMs: 1 }, 'sent', 1],
  // Something on the way doubles the request: kefu still sent one.
  [{ kind: 'duplicate' }, 'sent', 2],
  [{ kind: 'errcode', errcode: 45015 }, 'not-sent', 0],
];

describe('given a fault on the first message, expect no message to be sent twice', () => {
  test.each(faults)('%j: %s, and %d arrived', async (fault, status, arrived) => {
    const emulator = await openEmulator();
    for (const openid of customers) receive(emulator.world, openid, '在吗', emulator.now());
    const deadlines = { connect: 500, headers: 400, body: 400, whole: 600 };
    const client = openClientOf(emulator, { deadlines });
    emulator.inject({ ...fault, path });
    const { deliveries } = await deliver(
      customers.map((openid) => ({ openid })),
      body,
      worldOf(client),
    );
    expect(deliveries[0]?.status).toBe(status);
    // An outcome that is not known stops the run; a refusal of one customer does not.
    expect(deliveries[1]?.status).toBe(status === 'unknown' ? 'not-attempted' : 'sent');
    await arrivalOf(1000, () => messagesTo(emulator, 'oCUSTOMER_1') >= arrived);
    expect(messagesTo(emulator, 'oCUSTOMER_1')).toBe(arrived);
    expect(callsFor(client.callsMade())).toBe(status === 'unknown' ? 1 : 2);
  });

  test('a token that died is renewed and the message sent once more, since the first was surely refused', async () => {
    const emulator = await openEmulator();
    receive(emulator.world, 'oCUSTOMER_1', '在吗', emulator.now());
    const client = openClientOf(emulator);
    await client.accounts.list();
    for (const token of emulator.world.tokens.issued) token.diesAt = 0;
    expect(await client.messages.send(body('oCUSTOMER_1'))).toEqual({ kind: 'applied' });
    expect(messagesTo(emulator, 'oCUSTOMER_1')).toBe(1);
  });

  test('a server that can not be reached is told as not sent', async () => {
    const emulator = await openEmulator();
    const client = openClientOf(emulator);
    await client.accounts.list();
    await emulator.close();
    const { deliveries } = await deliver(
      customers.map((openid) => ({ openid })),
      body,
      worldOf(client),
    );
    expect(deliveries.map(({ status }) => status)).toEqual(['not-sent', 'not-attempted']);
  });
});

function worldOf({ messages }: Pick<DeliveryWorld, 'messages'>): DeliveryWorld {
  return { messages, clock: patientClock(), journal: noJournal };
}

type Emulator = Awaited<ReturnType<typeof openEmulator>>;

function messagesTo(emulator: Emulator, openid: string): number {
  return emulator.world.messages.filter((said) => said.from === 'account' && said.openid === openid).length;
}

function callsFor(calls: readonly string[]): number {
  return calls.filter((call) => call === path).length;
}

/** Effects that come late get the time to come; a second message would come in it, too. */
async function arrivalOf(ms: number, there: () => boolean): Promise<void> {
  const end = Date.now() + ms;
  while (!there() && Date.now() < end) await new Promise((done) => setTimeout(done, 20));
}
