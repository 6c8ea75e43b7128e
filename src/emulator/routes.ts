/** Every API path the emulator knows. Lists are under /cgi-bin/customservice, account writes are not. */

import * as accounts from './calls/accountCalls.ts';
import { uploadAvatar } from './calls/avatarCalls.ts';
import type { Call } from './calls/call.ts';
import * as tokens from './calls/tokenCalls.ts';
import type { Answer } from './http/answer.ts';

export interface Route {
  path: string;
  method: 'GET' | 'POST' | 'either';
  handle: (call: Call) => Answer | Promise<Answer>;
  /** The rights a call needs: `kf` also wants customer service switched on, `open` not even a token. */
  needs: 'kf' | 'token' | 'open';
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
];

export const routes: ReadonlyMap<string, Route> = new Map(list.map((route) => [route.path, route]));
