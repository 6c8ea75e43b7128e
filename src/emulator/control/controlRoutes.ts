/** The table of the control API: how people and tests in other processes look into the world and move it. */

import { type Answer, plainJson } from '../http/answer.ts';
import type { Running } from '../running.ts';
import { setFault } from './faultControl.ts';

export interface ControlRequest {
  running: Running;
  /** The name in the path: an account, an OpenID. */
  name: string;
  query: URLSearchParams;
  body: unknown;
}

interface ControlRoute {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  path: RegExp;
  handle: (request: ControlRequest) => Answer | Promise<Answer>;
}

export const controlRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: /^\/__emulator\/world$/, handle: ({ running }) => plainJson(running.world) },
  { method: 'GET', path: /^\/__emulator\/faults$/, handle: ({ running }) => plainJson(running.world.faults) },
  { method: 'POST', path: /^\/__emulator\/faults$/, handle: setFault },
];
