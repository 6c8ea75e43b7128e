import { createHash } from 'node:crypto';
import type { AccountId } from '../model/account.ts';
import type { Outcome } from '../model/outcome.ts';
import type { AccountReader, AccountWriter, Clock } from '../model/ports.ts';
import type { Secret } from '../model/secret.ts';
import { type Request, read, write } from './calls.ts';
import { jsonBody, pictureForm } from './multipart.ts';
import type { WriteOperation } from './operation.ts';
import { readAccountList, readOnlineList } from './rows.ts';
import type { AccessToken } from './token.ts';
import type { Transport } from './transport.ts';

/** The kf accounts of one official account, by WeChat's calls (WeChat docs, 客服管理). */
export function accountsOf(
  transport: Transport,
  token: AccessToken,
  clock: Clock,
): AccountReader & AccountWriter {
  /** Starts with what today's docs say; what worked is kept for the run. */
  let deleteVerb: Verb = 'POST';
  const send = (operation: WriteOperation, account: AccountId, request: Request) =>
    write(transport, token, { operation, account }, request);

  return {
    async list() {
      const request = { name: 'getkflist', method: 'GET' } as const;
      return readAccountList(await read(transport, token, clock, { operation: 'list' }, request));
    },
    async online() {
      const request = { name: 'getonlinekflist', method: 'GET' } as const;
      return readOnlineList(await read(transport, token, clock, { operation: 'online' }, request));
    },
    add: (account, nickname, password) =>
      send('add', account, {
        name: 'kfaccount/add',
        method: 'POST',
        body: jsonBody({ kf_account: account, nickname, ...passwordField(password) }),
      }),
    update: (account, nickname, password) =>
      send('update', account, {
        name: 'kfaccount/update',
        method: 'POST',
        body: jsonBody({ kf_account: account, nickname, ...passwordField(password) }),
      }),
    delete: (account) => {
      const other = deleteVerb === 'POST' ? 'GET' : 'POST';
      const asked = { operation: 'delete', account } as const;
      const withOtherVerb = async () => {
        const outcome = await send('delete', account, deleteRequest(account, other));
        if (!isWrongVerb(outcome)) deleteVerb = other;
        return outcome;
      };
      return write(transport, token, asked, deleteRequest(account, deleteVerb), { withOtherVerb });
    },
    uploadAvatar: (account, picture) =>
      send('avatar', account, {
        name: 'kfaccount/uploadheadimg',
        method: 'POST',
        query: { kf_account: account },
        body: pictureForm(picture),
      }),
    invite: (account, wechatId) =>
      send('invite', account, {
        name: 'kfaccount/inviteworker',
        method: 'POST',
        body: jsonBody({ kf_account: account, invite_wx: wechatId }),
      }),
  };
}

type Verb = 'POST' | 'GET';

function deleteRequest(account: AccountId, verb: Verb): Request {
  return verb === 'POST'
    ? { name: 'kfaccount/del', method: 'POST', body: jsonBody({ kf_account: account }) }
    : { name: 'kfaccount/del', method: 'GET', query: { kf_account: account } };
}

function isWrongVerb(outcome: Outcome): boolean {
  return outcome.kind === 'not-applied' && (outcome.cause.code === 43001 || outcome.cause.code === 43002);
}

/** Older WeChat docs, 客服管理: the MD5 of the plain text in 32 hex digits. One that looks so already is sent as it is. */
function passwordField(password: Secret | undefined): { password?: string } {
  if (password === undefined) return {};
  const plain = password.reveal();
  const isHashed = /^[0-9a-f]{32}$/i.test(plain);
  return { password: isHashed ? plain : createHash('md5').update(plain).digest('hex') };
}
