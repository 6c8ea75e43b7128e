/** Situations that several tests of the emulator begin with. */

import type { RunningEmulator } from '../../src/emulator/server.ts';
import type { KfAccount } from '../../src/emulator/world/accounts.ts';
import { type Media, newMedia } from '../../src/emulator/world/media.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { newUser, type User } from '../../src/emulator/world/users.ts';

export const customer = 'oCUSTOMER_1';
export const sendPath = '/cgi-bin/message/custom/send';
export const typingPath = '/cgi-bin/message/custom/typing';
export const text = { touser: customer, msgtype: 'text', text: { content: '您好' } };

/** A customer who has just written, so that messages may be sent. */
export function customerWrites(emulator: RunningEmulator, said = '你好'): User {
  receive(emulator.world, customer, said, emulator.now());
  const user = emulator.world.users[customer];
  if (user === undefined) throw new Error('the customer is not there');
  return user;
}

/** A follower who has done nothing that opens a window. */
export function silentCustomer(emulator: RunningEmulator, openid = customer): User {
  const user = newUser(openid);
  emulator.world.users[openid] = user;
  return user;
}

export function shelve(emulator: RunningEmulator, known: Partial<Media> & { id: string }): Media {
  const media = newMedia({ kind: 'image', permanent: true, createdAt: emulator.now(), ...known });
  emulator.world.media[media.id] = media;
  return media;
}

/** A kf account with a worker who is online. */
export function workerOnline(emulator: RunningEmulator, account = 'alice@kftest'): KfAccount {
  return emulator.addAccount({
    account,
    nickname: '小美',
    worker: { state: 'bound', wechatId: `wx_${account.split('@')[0]}` },
    online: { status: 1, acceptedCase: null },
  });
}
