import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { AccountId } from '../../../src/model/account.ts';
import type { Clock } from '../../../src/model/ports.ts';
import { Secret } from '../../../src/model/secret.ts';
import { createWechat, type WechatClient } from '../../../src/wechat/client.ts';
import type { AnswerCase, Call } from '../cases/answers.ts';
import { type Endurance, mustBeClean, refusedBy } from './endure.ts';
import { accountOf, hostileFolder, planAndTell, quietWechat, removeFolder, wholeDesired } from './stage.ts';

/** Answers over real HTTP: to each call of the client, and what is taken of a list planned with and told. */
export async function endureAnswers(): Promise<Endurance<AnswerCase>> {
  const folder = hostileFolder();
  const desired = await wholeDesired(folder);
  let now: AnswerCase | undefined;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const isToken = request.url?.startsWith('/cgi-bin/stable_token');
      if (!now || (isToken && now.call !== 'token')) {
        response.end('{"access_token":"TOKEN_TOKEN_TOKEN","expires_in":7200}');
        return;
      }
      response.writeHead(now.status, now.headers);
      response.end(now.status === 204 || now.status === 304 ? undefined : now.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const planOn = async (wechat: WechatClient) => {
    await planAndTell(accountOf(desired, join(folder, 'kefu.state.json'), wechat));
  };
  const meet = async (one: AnswerCase) => {
    now = one;
    const appSecret = new Secret('f'.repeat(32));
    const connection = {
      appId: 'wx0123456789abcdef',
      endpoint,
      credentials: { kind: 'app-secret', appSecret },
    } as const;
    const wechat = createWechat({ connection, clock: hurriedClock(), mode: 'read-write' });
    try {
      await calls[one.call](wechat, planOn);
      return 'taken';
    } catch (error) {
      return refusedBy(error);
    } finally {
      mustBeClean();
      await wechat.close();
    }
  };
  return {
    meet,
    end: async () => {
      removeFolder(folder);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

type Plan = (wechat: WechatClient) => Promise<void>;
const alice = 'alice@kftest' as AccountId;
const bytes = new Uint8Array([1]);
const file = {
  path: './day.png',
  sha256: '1'.repeat(64),
  kind: 'image',
  lifetime: 'permanent',
  bytes,
} as never;

const calls: Readonly<Record<Call, (wechat: WechatClient, plan: Plan) => Promise<unknown>>> = {
  token: (wechat) => wechat.accounts.list(),
  accounts: (wechat, plan) =>
    plan({ ...quietWechat, accounts: { ...quietWechat.accounts, list: () => wechat.accounts.list() } }),
  online: (wechat, plan) =>
    plan({ ...quietWechat, accounts: { ...quietWechat.accounts, online: () => wechat.accounts.online() } }),
  media: (wechat, plan) => plan({ ...quietWechat, media: wechat.media }),
  add: ({ accounts }) => accounts.add(alice, '小美'),
  delete: ({ accounts }) => accounts.delete(alice),
  invite: ({ accounts }) => accounts.invite(alice, 'wxid_a'),
  'upload an avatar': ({ accounts }) => accounts.uploadAvatar(alice, { bytes, contentType: 'image/png' }),
  'upload a file': ({ media }) => media.uploadPermanent(file, 'day.png'),
  send: ({ messages }) => messages.send({ touser: 'oA', msgtype: 'text', text: { content: 'a' } } as never),
};

/** Waits for nobody. */
function hurriedClock(): Clock {
  let now = Date.UTC(2026, 10, 22, 8);
  return {
    now: () => now,
    uptime: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
}
