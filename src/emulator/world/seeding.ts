/** Puts accounts into the world as they would come to be there: by a call, or in the web console. */

import { randomBytes } from 'node:crypto';
import { defaultPicture, type KfAccount, type Online, type Worker } from './accounts.ts';

/** An account to begin with. `account` may carry any suffix, also `gh_…`, or be empty. */
export interface AccountSeed {
  account: string;
  nickname?: string;
  id?: number;
  worker?: Worker;
  online?: Online | null;
  /** The id of a picture of the world; absent: the default avatar. */
  picture?: string;
}

/** A new account with WeChat's own fields (id, openid, default avatar) filled in; not yet in the world. */
export function newAccount(world: { lastNumber: number }, seed: AccountSeed): KfAccount {
  world.lastNumber += 1;
  return {
    account: seed.account,
    nickname: seed.nickname ?? seed.account.split('@')[0] ?? '',
    id: seed.id ?? world.lastNumber,
    openid: `o${randomBytes(20).toString('base64url').slice(0, 27)}`,
    picture: seed.picture ?? defaultPicture,
    worker: seed.worker ?? { state: 'none' },
    online: seed.online ?? null,
  };
}
