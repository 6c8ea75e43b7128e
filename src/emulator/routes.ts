/** Every API path the emulator knows. Lists are under /cgi-bin/customservice, account writes are not. */

import * as accounts from './calls/account-calls.ts';
import { uploadAvatar } from './calls/avatar-calls.ts';
import type { Call } from './calls/call.ts';
import * as diagnostics from './calls/diagnostic-calls.ts';
import * as material from './calls/material-calls.ts';
import * as media from './calls/media-calls.ts';
import * as messages from './calls/message-calls.ts';
import * as records from './calls/record-calls.ts';
import * as sessions from './calls/session-calls.ts';
import * as tokens from './calls/token-calls.ts';
import type { Answer } from './http/answer.ts';

export interface Route {
  path: string;
  method: 'GET' | 'POST' | 'either';
  handle: (call: Call) => Answer | Promise<Answer>;
  /**
   * The rights a call needs: `kf` wants a verified account with customer service switched on, `message` the same but for test
   * accounts, which may send, `session` an official account besides; `token` a token alone, `open` not even that.
   */
  needs: 'kf' | 'message' | 'session' | 'token' | 'open';
  /** Whether success changes something. */
  writes: boolean;
  /** How many calls a day; per-endpoint numbers are modelled, no source gives them. */
  perDay: number;
}

const read = { method: 'GET', writes: false, perDay: 500_000 } as const;
const write = { method: 'POST', writes: true, perDay: 500_000 } as const;
const ask = { method: 'POST', writes: false, perDay: 500_000 } as const;

const list: readonly Route[] = [
  { path: '/cgi-bin/token', ...read, needs: 'open', writes: true, perDay: 2000, handle: tokens.token },
  { path: '/cgi-bin/stable_token', ...ask, needs: 'open', handle: tokens.stableToken },
  { path: '/cgi-bin/ticket/getticket', ...read, needs: 'token', handle: tokens.ticket },

  { path: '/cgi-bin/customservice/getkflist', ...read, needs: 'kf', handle: accounts.listAccounts },
  {
    path: '/cgi-bin/customservice/getonlinekflist',
    ...read,
    needs: 'kf',
    handle: accounts.listOnlineAccounts,
  },
  { path: '/customservice/kfaccount/add', ...write, needs: 'kf', handle: accounts.addAccount },
  { path: '/customservice/kfaccount/update', ...write, needs: 'kf', handle: accounts.updateAccount },
  {
    path: '/customservice/kfaccount/del',
    ...write,
    method: 'either',
    needs: 'kf',
    handle: accounts.deleteAccount,
  },
  { path: '/customservice/kfaccount/uploadheadimg', ...write, needs: 'kf', handle: uploadAvatar },
  { path: '/customservice/kfaccount/inviteworker', ...write, needs: 'kf', handle: accounts.inviteWorker },

  { path: '/customservice/kfsession/create', ...write, needs: 'session', handle: sessions.createSession },
  { path: '/customservice/kfsession/close', ...write, needs: 'session', handle: sessions.endSession },
  { path: '/customservice/kfsession/getsession', ...read, needs: 'session', handle: sessions.getSession },
  {
    path: '/customservice/kfsession/getsessionlist',
    ...read,
    needs: 'session',
    handle: sessions.listSessions,
  },
  { path: '/customservice/kfsession/getwaitcase', ...read, needs: 'session', handle: sessions.listWaiting },
  { path: '/customservice/msgrecord/getmsglist', ...ask, needs: 'session', handle: records.listMessages },
  { path: '/customservice/msgrecord/getrecord', ...ask, needs: 'session', handle: records.listRecords },

  { path: '/cgi-bin/message/custom/send', ...write, needs: 'message', handle: messages.sendMessage },
  { path: '/cgi-bin/message/custom/typing', ...write, needs: 'message', handle: messages.typing },

  { path: '/cgi-bin/media/upload', ...write, needs: 'token', handle: media.uploadMedia },
  { path: '/cgi-bin/media/get', ...read, needs: 'token', handle: media.getMedia },
  { path: '/cgi-bin/material/add_material', ...write, needs: 'token', handle: material.addMaterial },
  { path: '/cgi-bin/material/get_material', ...ask, needs: 'token', handle: material.getMaterial },
  { path: '/cgi-bin/material/batchget_material', ...ask, needs: 'token', handle: material.listMaterial },
  { path: '/cgi-bin/material/get_materialcount', ...read, needs: 'token', handle: material.countMaterial },
  { path: '/cgi-bin/material/del_material', ...write, needs: 'token', handle: material.deleteMaterial },

  { path: '/cgi-bin/clear_quota', ...write, needs: 'token', handle: diagnostics.clearQuota },
  { path: '/cgi-bin/clear_quota/v2', ...write, needs: 'open', handle: diagnostics.clearQuotaBySecret },
  { path: '/cgi-bin/openapi/quota/clear', ...write, needs: 'token', handle: diagnostics.clearPathQuota },
  { path: '/cgi-bin/openapi/quota/get', ...ask, needs: 'token', handle: diagnostics.getQuota },
  { path: '/cgi-bin/openapi/rid/get', ...ask, needs: 'token', handle: diagnostics.explainRid },
  { path: '/cgi-bin/get_api_domain_ip', ...read, needs: 'token', handle: diagnostics.listServerAddresses },
  { path: '/cgi-bin/callback/check', ...ask, needs: 'token', handle: diagnostics.checkCallback },
];

export const routes: ReadonlyMap<string, Route> = new Map(list.map((route) => [route.path, route]));
