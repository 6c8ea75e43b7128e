/** How the codes of kf accounts, avatars, invitations, sessions and records come about, in both families. */

import { addSession } from '../../src/emulator/world/sessions.ts';
import { drawnPicture } from './pictures.ts';
import { customer } from './scenes.ts';
import { account, get, official, post, type Step, settings, stage, upload, written } from './stage.ts';

const alice = { kf_account: 'alice@kftest' };
const add = (changes: object = {}) =>
  post('/customservice/kfaccount/add', { ...alice, nickname: '小美', ...changes });
const remove = post('/customservice/kfaccount/del', alice);
const avatar = (file: Buffer | (() => Promise<Buffer>)) =>
  upload('/customservice/kfaccount/uploadheadimg', file, alice);
const invite = (invite_wx: string) => post('/customservice/kfaccount/inviteworker', { ...alice, invite_wx });
const openSession = post('/customservice/kfsession/create', { ...alice, openid: customer });
const closeSession = post('/customservice/kfsession/close', { ...alice, openid: customer });
const records = (changes: object) => {
  const period = { starttime: 1_600_000_000, endtime: 1_600_000_060, msgid: 1, number: 1 };
  return post('/customservice/msgrecord/getmsglist', { ...period, ...changes });
};
const oldRecords = (body: object) => post('/customservice/msgrecord/getrecord', body);

const old = settings({ errorFamily: 'old' });
const bound = account({ worker: { state: 'bound', wechatId: 'wxid_alice' } });
const online = account({
  worker: { state: 'bound', wechatId: 'wxid_alice' },
  online: { status: 1, acceptedCase: null },
});

const accounts =
  (count: number): Step =>
  () => {
    for (let n = 0; n < count; n += 1) stage.emulator.addAccount({ account: `kf${n}@kftest` });
  };

const servedByBob: Step = () => {
  stage.emulator.addAccount({ account: 'bob@kftest' });
  addSession(stage.emulator.world.sessions, 'bob@kftest', customer, stage.emulator.now());
};

const busyPerson: Step = () => {
  stage.emulator.world.people.wxid_alice = { exists: true, boundElsewhere: 5 };
};

const largePicture = async () => Buffer.concat([await drawnPicture('#fff'), Buffer.alloc(6e6)]);

export const accountErrorScenes: Record<number, readonly Step[]> = {
  40005: [account(), avatar(Buffer.from('GIF89a'))],
  40009: [account(), avatar(largePicture)],
  40097: [official({ kind: 'miniprogram' }), add()],
  40132: [old, account(), invite('小美')],
  41005: [account(), post('/customservice/kfaccount/uploadheadimg', 'x', alice)],
  44001: [account(), avatar(Buffer.alloc(0))],
  50005: [online, written({ relation: 'left' }), openSession],
  61450: [old, official({ kfEnabled: false }), get('/cgi-bin/customservice/getkflist')],
  61451: [old, add({ nickname: '' })],
  61452: [old, remove],
  61453: [old, add(), add()],
  61454: [old, add({ kf_account: 'abcdefghijk@kftest' })],
  61455: [old, add({ kf_account: 'night-x@kftest' })],
  61456: [old, settings({ limits: 'old' }), accounts(10), add()],
  61457: [old, account(), avatar(Buffer.from('no picture'))],
  61458: [old, online, written(), servedByBob, openSession],
  61459: [old, bound, written(), openSession],
  61500: [oldRecords({ starttime: 'yesterday' })],
  61501: [oldRecords({ starttime: 2, endtime: 1 })],
  65400: [official({ kfEnabled: false }), get('/cgi-bin/customservice/getkflist')],
  65401: [remove],
  65402: [account(), written(), openSession],
  65403: [add({ nickname: '' })],
  65404: [add({ kf_account: 'alice' })],
  65405: [accounts(100), add()],
  65406: [add(), add()],
  65407: [bound, account({ account: 'bob@kftest' }), inviteFor('bob@kftest', 'wxid_alice')],
  65408: [account(), invite('wxid_alice'), invite('wxid_alice')],
  65409: [account(), invite('小美')],
  65410: [account(), busyPerson, invite('wxid_alice')],
  65411: [account(), invite('wxid_alice'), invite('wxid_other')],
  65412: [bound, invite('wxid_other')],
  65413: [online, written(), closeSession],
  65414: [online, written(), servedByBob, openSession],
  65415: [bound, written(), openSession],
  65416: [records({ number: 0 })],
  65417: [records({ endtime: 1_600_086_401 })],
};

function inviteFor(kf_account: string, invite_wx: string): Step {
  return post('/customservice/kfaccount/inviteworker', { kf_account, invite_wx });
}
