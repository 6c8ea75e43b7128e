import type { AccountId } from '../../src/model/account.ts';
import type { SendBody } from '../../src/model/message.ts';
import { Secret } from '../../src/model/secret.ts';
import type { WechatClient } from '../../src/wechat/client.ts';
import { accountErrorScenes } from '../emulator/account-error-scenes.ts';
import type { EmulatorClient, Json } from '../emulator/emulator-client.ts';
import { generalErrorScenes } from '../emulator/general-error-scenes.ts';
import { messageErrorScenes } from '../emulator/message-error-scenes.ts';
import { sendPath, typingPath } from '../emulator/scenes.ts';
import { play, type Step, stage } from '../emulator/stage.ts';
import { connectionTo, openClient } from '../wechat/opened.ts';

const scenes: Readonly<Record<number, readonly Step[]>> = {
  ...generalErrorScenes,
  ...accountErrorScenes,
  ...messageErrorScenes,
};

/** A call that kefu never makes, or never in that form. */
export const notOfKefu = Symbol('not of kefu');

/**
 * Plays the emulator's own scene of a code up to its last call, which kefu's client makes in place of the plain one.
 * Resolves to what came of it: an outcome, the failure it rejects with, or {@link notOfKefu}.
 */
export async function askNaturally(code: number): Promise<unknown> {
  const steps = scenes[code] ?? [];
  await play(steps.slice(0, -1));
  const plain = stage.client;
  stage.client = throughKefu(plain);
  try {
    return await play(steps.slice(-1)).catch((error: unknown) => error);
  } finally {
    stage.client = plain;
  }
}

/** The plain client's calls in words of kefu's. */
function throughKefu(plain: EmulatorClient): EmulatorClient {
  return {
    ...plain,
    get: async (path, query = {}) => {
      if (path !== '/cgi-bin/customservice/getkflist' || query.access_token === '') return nothing;
      // kefu itself refuses a token with spaces; with dots it is as malformed for WeChat.
      const token = query.access_token?.replaceAll(' ', '.') ?? plain.token;
      return (await withToken(token).accounts.list()) as unknown as Json;
    },
    post: async (path, body) => {
      const asked =
        typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Json) : undefined;
      const ask = asked === undefined ? undefined : posts[path];
      return ask === undefined || asked === undefined ? nothing : ((await ask(asked)) as Json);
    },
    upload: async (path, bytes, query) => {
      if (path !== '/customservice/kfaccount/uploadheadimg') return nothing;
      const picture = { bytes, contentType: 'image/jpeg' } as const;
      return (await good().accounts.uploadAvatar(query?.kf_account as AccountId, picture)) as unknown as Json;
    },
  };
}

const nothing = notOfKefu as unknown as Json;

const posts: Readonly<Record<string, (body: Json) => Promise<unknown>>> = {
  '/cgi-bin/stable_token': async ({ appid, secret, grant_type }) =>
    grant_type === 'client_credential'
      ? openClient(connectionTo(stage.emulator.url, String(appid), String(secret))).accounts.list()
      : notOfKefu,
  '/cgi-bin/openapi/quota/get': ({ cgi_path }) => good().inquiries.quota(String(cgi_path)),
  '/customservice/kfaccount/add': ({ kf_account, nickname }) =>
    good().accounts.add(kf_account as AccountId, String(nickname)),
  '/customservice/kfaccount/del': ({ kf_account }) => good().accounts.delete(kf_account as AccountId),
  '/customservice/kfaccount/inviteworker': ({ kf_account, invite_wx }) =>
    good().accounts.invite(kf_account as AccountId, String(invite_wx)),
  [sendPath]: (body) => good().messages.send(body as unknown as SendBody),
  [typingPath]: ({ touser, command }) => good().messages.typing(String(touser), command as 'Typing'),
};

/** A client with the token that the scene itself uses. */
function good(): WechatClient {
  return withToken(stage.client.token);
}

function withToken(value: string): WechatClient {
  const connection = connectionTo(stage.emulator.url, stage.emulator.appId, '');
  const read = async () => new Secret(value);
  return openClient({ ...connection, credentials: { kind: 'access-token', read } });
}
