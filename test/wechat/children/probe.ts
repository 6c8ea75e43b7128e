/** A program that uses the client as kefu does, in a process of its own, and prints all it can about what it holds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { accountId } from '../../../src/model/account.ts';
import { Failure } from '../../../src/model/failure.ts';
import { Secret } from '../../../src/model/secret.ts';
import { createWechat } from '../../../src/wechat/client.ts';

const { endpoint, appSecret, local } = JSON.parse(process.env.PROBE ?? '{}') as {
  endpoint: string;
  appSecret: string;
  local: boolean;
};
const { HTTPS_PROXY, NO_PROXY } = process.env;
const alice = accountId('alice', 'kftest');
const jpeg = { bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), contentType: 'image/jpeg' } as const;
const connection = {
  appId: 'wxemu0000000000001',
  endpoint: new URL(endpoint),
  credentials: { kind: 'app-secret', appSecret: new Secret(appSecret) },
} as const;
const client = createWechat({
  connection,
  clock: { now: () => Date.now(), uptime: () => performance.now(), sleep: () => sleep(1) },
  mode: 'read-write',
  env: { HTTPS_PROXY, NO_PROXY },
  deadlines: { connect: 2000 },
  ...(local && {
    lookup: (_name, options, callback) =>
      options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
  }),
});

const { accounts, inquiries, messages, pictures } = client;
const everything = [
  await accounts.list().catch((error: unknown) => error),
  await accounts.online().catch((error: unknown) => error),
  await accounts.add(alice, '小美', new Secret('pass-word-canary')).catch((error: unknown) => error),
  await accounts.update(alice, '小丽').catch((error: unknown) => error),
  await accounts.uploadAvatar(alice, jpeg).catch((error: unknown) => error),
  await accounts.invite(alice, 'wxid_alice').catch((error: unknown) => error),
  await messages
    .send({ touser: 'oCUSTOMER_1', msgtype: 'text', text: { content: '您好' } })
    .catch((error: unknown) => error),
  await messages.typing('oCUSTOMER_1', 'Typing').catch((error: unknown) => error),
  await accounts.delete(alice).catch((error: unknown) => error),
  await inquiries.quota('/customservice/kfaccount/add').catch((error: unknown) => error),
  await pictures.fetch(new URL('/pictures/1/0', endpoint).href),
];

const options = { depth: 20, showHidden: true, maxStringLength: null, getters: true } as const;
for (const thing of [...everything, client, connection]) {
  console.log(inspect(thing, options), String(thing), JSON.stringify(thing));
  if (thing instanceof Error) console.error(thing, thing.stack, thing.cause);
}
console.log(`RESULT ${JSON.stringify(everything.map(inWords))}`);
await client.close();

function inWords(thing: unknown): string {
  if (thing instanceof Failure) return `${thing.kind} ${thing.code}`;
  if (typeof thing !== 'object' || thing === null || !('kind' in thing)) return 'read';
  const { kind, cause } = thing as { kind: string; cause?: { code: string | number } };
  return cause === undefined ? kind : `${kind} ${cause.code}`;
}
