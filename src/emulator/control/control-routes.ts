/** The table of the control API: how people and tests in other processes look into the world and move it. */

import type { Answer } from '../http/answer.ts';
import * as accounts from './account-control.ts';
import type { ControlRequest } from './control-request.ts';
import * as faults from './fault-control.ts';
import * as media from './media-control.ts';
import * as users from './user-control.ts';
import * as world from './world-control.ts';

export interface ControlRoute {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** What stands in the place of `(…)` is the name the request is about. */
  path: RegExp;
  handle: (request: ControlRequest) => Answer;
  /** Whether it is asked of each official account when many are played and the request names none. */
  each?: true;
}

export const controlRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: under('world'), handle: world.getWorld },
  { method: 'PUT', path: under('world'), handle: world.putWorld },
  { method: 'POST', path: under('reset'), handle: world.reset, each: true },
  { method: 'GET', path: under('settings'), handle: world.getSettings, each: true },
  { method: 'PUT', path: under('settings'), handle: world.putSettings, each: true },
  { method: 'GET', path: under('official-account'), handle: world.getOfficialAccount, each: true },
  { method: 'PUT', path: under('official-account'), handle: world.putOfficialAccount },
  { method: 'GET', path: under('clock'), handle: world.getClock, each: true },
  { method: 'POST', path: under('clock'), handle: world.moveClock, each: true },
  { method: 'POST', path: under('tokens'), handle: world.endTokens, each: true },
  { method: 'GET', path: under('requests'), handle: world.getRequests, each: true },
  { method: 'DELETE', path: under('requests'), handle: world.clearRequests, each: true },

  { method: 'GET', path: under('accounts'), handle: accounts.getAccounts, each: true },
  { method: 'POST', path: under('accounts'), handle: accounts.addAccount },
  { method: 'PUT', path: under('accounts/([^/]+)'), handle: accounts.changeAccount },
  { method: 'DELETE', path: under('accounts/([^/]+)'), handle: accounts.removeAccount },
  { method: 'POST', path: under('accounts/([^/]+)/move-picture'), handle: accounts.movePicture },
  { method: 'POST', path: under('invitations/([^/]+)'), handle: accounts.answer },
  { method: 'PUT', path: under('online/([^/]+)'), handle: accounts.goOnline },
  { method: 'DELETE', path: under('online/([^/]+)'), handle: accounts.goOffline },
  { method: 'PUT', path: under('people/([^/]+)'), handle: accounts.putPerson },

  { method: 'GET', path: under('users'), handle: users.getUsers },
  { method: 'PUT', path: under('users/([^/]+)'), handle: users.putUser },
  { method: 'POST', path: under('users/([^/]+)/acts'), handle: users.act },
  { method: 'GET', path: under('messages'), handle: users.getMessages },
  { method: 'GET', path: under('media/([^/]+)'), handle: media.getMediaFile },
  { method: 'PUT', path: under('media/([^/]+)'), handle: media.putMedia },

  { method: 'GET', path: under('faults'), handle: faults.getFaults, each: true },
  { method: 'POST', path: under('faults'), handle: faults.setFault, each: true },
  { method: 'DELETE', path: under('faults'), handle: faults.clearFaults, each: true },
];

function under(path: string): RegExp {
  return new RegExp(`^/__emulator/${path}$`);
}
