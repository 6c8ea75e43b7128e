import type { Check } from './check.ts';
import { checkAllowList } from './checks/allow-list.ts';
import { checkClock } from './checks/clock.ts';
import { checkConfig } from './checks/config.ts';
import { checkCustomerService } from './checks/customer-service.ts';
import { checkEnvironment } from './checks/environment.ts';
import { checkLock } from './checks/lock.ts';
import { checkNode } from './checks/node.ts';
import { checkPictures } from './checks/pictures.ts';
import { checkProxy } from './checks/proxy.ts';
import { checkQuota } from './checks/quota.ts';
import { checkServer } from './checks/server.ts';
import { checkState } from './checks/state.ts';
import { checkSuffix } from './checks/suffix.ts';
import { checkToken } from './checks/token.ts';

/** Every check, in the order they are made and shown: this machine, the files, the way to WeChat, the account. */
export const checks: readonly Check[] = [
  { name: 'node', needs: [], look: checkNode },
  { name: 'environment', needs: [], look: checkEnvironment },
  { name: 'pictures', needs: [], look: checkPictures },
  { name: 'config', needs: [], look: checkConfig },
  { name: 'state', needs: ['config'], look: checkState },
  { name: 'lock', needs: ['config'], look: checkLock },
  { name: 'proxy', needs: ['config'], look: checkProxy },
  { name: 'server', needs: ['config', 'environment', 'proxy'], look: checkServer },
  { name: 'allow-list', needs: ['server'], look: checkAllowList },
  { name: 'token', needs: ['allow-list'], look: checkToken },
  // After the first answer of the server, which shows its clock also when it is a refusal.
  { name: 'clock', needs: [], look: checkClock },
  { name: 'customer-service', needs: ['token'], look: checkCustomerService },
  { name: 'suffix', needs: ['customer-service'], look: checkSuffix },
  { name: 'quota', needs: ['token'], look: checkQuota },
];
