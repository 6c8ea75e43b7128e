import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import type { KfAccount } from '../../src/emulator/world/accounts.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { connect, type EmulatorClient, type Json } from './emulator-client.ts';
import { drawnPicture } from './pictures.ts';
import { shapeOf } from './shape.ts';

const contract = new URL('../contract/', import.meta.url);

let emulator: RunningEmulator;
let client: EmulatorClient;

beforeEach(async () => {
  emulator = await startEmulator({ wechatId: 'test' });
  client = await connect(emulator);
});
afterEach(() => emulator.close());

function read(file: string): string {
  return readFileSync(new URL(file, contract), 'utf8').trim();
}

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(new URL(`${folder}/`, contract))
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`);
}

function openSession(account: KfAccount): void {
  const now = emulator.now();
  emulator.world.sessions.open.push({
    openid: 'OPENID',
    account: account.account,
    createdAt: now,
    lastMessageAt: now,
  });
}

const bound = { state: 'bound', wechatId: 'kfwx1' } as const;
const waiting = { state: 'invited', wechatId: 'kfwx3', answer: 'waiting', expiresAt: 4e12 } as const;
const sendPath = '/cgi-bin/message/custom/send';
const text = { touser: 'OPENID', msgtype: 'text', text: { content: 'Hello World' } };

/** How to get each documented or reported answer out of the emulator. */
const answers: Record<string, () => Promise<Json>> = {
  'official/get_api_domain_ip': () => client.get('/cgi-bin/get_api_domain_ip'),
  'official/getkflist.three_states': () => {
    emulator.world.settings.kfId = 'string';
    emulator.addAccount({ account: 'test1@test', worker: bound });
    emulator.addAccount({ account: 'test3@test', worker: waiting });
    return client.get('/cgi-bin/customservice/getkflist');
  },
  'official/getkflist.DOCBUG_kf_online_list_key': () => {
    Object.assign(emulator.world.settings, {
      kfId: 'string',
      listKey: 'kf_online_list',
      onlineFields: 'accepted-case',
    });
    emulator.addAccount({ account: 'test1@test' });
    return client.get('/cgi-bin/customservice/getkflist');
  },
  'reports/getkflist.live.gh_suffix_numeric_id': () => {
    emulator.world.settings.pictureUrls = 'mmbiz-http';
    emulator.addAccount({ account: 'kf2001@gh_0a1b2c3d4e5f', id: 2001, worker: bound });
    return client.get('/cgi-bin/customservice/getkflist');
  },
  'official/getonlinekflist.with_kf_openid': () => {
    Object.assign(emulator.world.settings, { kfId: 'string', onlineFields: 'openid' });
    emulator.addAccount({ account: 'test1@test', online: { status: 1, acceptedCase: null } });
    emulator.addAccount({ account: '', online: { status: 1, acceptedCase: null } });
    return client.get('/cgi-bin/customservice/getonlinekflist');
  },
  'reports/getonlinekflist.live.empty': () => client.get('/cgi-bin/customservice/getonlinekflist'),
  'official/kfaccount_any.ok': () =>
    client.post('/customservice/kfaccount/add', { kf_account: 'test1@test', nickname: '客服1' }),
  'official/kfsession_getsession': () => {
    receive(emulator.world, 'OPENID', '你好', emulator.now());
    openSession(emulator.addAccount({ account: 'test1@test', worker: bound }));
    return client.get('/customservice/kfsession/getsession', { openid: 'OPENID' });
  },
  'reports/kfsession_getsession.none': () => {
    receive(emulator.world, 'OPENID', '你好', emulator.now());
    return client.get('/customservice/kfsession/getsession', { openid: 'OPENID' });
  },
  'official/material_add_material.image': addImage,
  'reports/add_material.image': addImage,
  'official/material_add_material.video': () =>
    client.upload('/cgi-bin/material/add_material', tinyVideo, { type: 'video' }, 'a.mp4', {
      description: '{"title":"t","introduction":"i"}',
    }),
  'official/material_get_materialcount': () => client.get('/cgi-bin/material/get_materialcount'),
  'official/media_get.invalid': () => client.get('/cgi-bin/media/get', { media_id: 'NONE' }),
  'official/media_get.video': async () => {
    const { media_id } = await client.upload('/cgi-bin/media/upload', tinyVideo, { type: 'video' }, 'a.mp4');
    return client.get('/cgi-bin/media/get', { media_id: String(media_id) });
  },
  'official/media_upload.image.new_doc': () => uploadImage('new'),
  'official/media_upload.old_doc': () => uploadImage('old'),
  'reports/media_upload.created_at_string': () => uploadImage('old-string-time'),
  'official/media_upload.invalid_type': async () =>
    client.upload('/cgi-bin/media/upload', await drawnPicture('#fff'), { type: 'picture' }),
  'official/message_custom_send.ok': () => {
    receive(emulator.world, 'OPENID', '你好', emulator.now());
    return client.post(sendPath, text);
  },
  'official/message_custom_typing.already_typing': async () => {
    receive(emulator.world, 'OPENID', '你好', emulator.now());
    const typing = () =>
      client.post('/cgi-bin/message/custom/typing', { touser: 'OPENID', command: 'Typing' });
    await typing();
    return typing();
  },
  'official/openapi_quota_get': () => client.post('/cgi-bin/openapi/quota/get', { cgi_path: sendPath }),
  'official/openapi_rid_get': async () => {
    emulator.world.settings.errmsgTail = 'rid';
    const { errmsg } = await client.post(sendPath, text);
    return client.post('/cgi-bin/openapi/rid/get', { rid: String(errmsg).split('rid: ')[1] });
  },
  'official/stable_token.reused': stableToken,
  'official/token.ok': legacyToken,
  'official/token.invalid_appid': () => legacyToken({ appid: 'wx0123456789abcdef' }),
  'reports/err_40013_token': () => legacyToken({ appid: 'wx0123456789abcdef' }),
  'reports/err_40001_hint': () => staleList('hint'),
  'reports/err_40001_stable_token_hint': () => staleList('rid'),
  'reports/err_40003_rid': () => refusedSend('rid'),
  'reports/err_40164_hint': () => foreignAddress('hint'),
  'reports/err_40164_ipv6_rid_2': () => foreignAddress('rid'),
  'reports/err_45004_hint_and_rid': () => {
    receive(emulator.world, 'OPENID', '你好', emulator.now());
    emulator.world.settings.errmsgTail = 'hint+rid';
    const article = { title: 't', description: 'd'.repeat(500), url: 'u', picurl: 'p' };
    return client.post(sendPath, { touser: 'OPENID', msgtype: 'news', news: { articles: [article] } });
  },
  'reports/err_45009_plain': () => {
    emulator.world.quotas.perDay[sendPath] = 0;
    return refusedSend('none');
  },
  'reports/err_45009_token_rid': () => {
    emulator.world.quotas.perDay['/cgi-bin/token'] = 0;
    emulator.world.settings.errmsgTail = 'rid';
    return legacyToken();
  },
  'reports/err_45015_hint2': () => {
    emulator.world.settings.errmsgTail = 'hint';
    return outsideWindow();
  },
  'reports/err_45015_rid': () => {
    emulator.world.settings.errmsgTail = 'rid';
    return outsideWindow();
  },
  'reports/err_45047_rid': async () => {
    receive(emulator.world, 'OPENID', '你好', emulator.now());
    for (let sent = 0; sent < 5; sent += 1) await client.post(sendPath, text);
    return refusedSend('rid');
  },
  'reports/err_61457_uploadheadimg': () => {
    Object.assign(emulator.world.settings, { errorFamily: 'old', jsonStyle: 'pretty' });
    emulator.addAccount({ account: 'test1@test' });
    const query = { kf_account: 'test1@test' };
    return client.upload('/customservice/kfaccount/uploadheadimg', Buffer.from('no picture'), query);
  },
  'reports/err_65400_hint_add': () => {
    emulator.world.officialAccount.kfEnabled = false;
    emulator.world.settings.errmsgTail = 'hint';
    return client.post('/customservice/kfaccount/add', { kf_account: 'test1@test', nickname: '客服1' });
  },
  'reports/err_65401_hint_and_rid_inviteworker': () => {
    emulator.world.settings.errmsgTail = 'hint+rid';
    const body = { kf_account: 'test1@test', invite_wx: 'test_kfwx' };
    return client.post('/customservice/kfaccount/inviteworker', body);
  },
};

const tinyVideo = Buffer.from('000000186674797069736f6d0000020069736f6d', 'hex');

async function addImage(): Promise<Json> {
  return client.upload('/cgi-bin/material/add_material', await drawnPicture('#fff'), { type: 'image' });
}

async function uploadImage(mediaAnswer: 'new' | 'old' | 'old-string-time'): Promise<Json> {
  emulator.world.settings.mediaAnswer = mediaAnswer;
  return client.upload('/cgi-bin/media/upload', await drawnPicture('#fff'), { type: 'image' });
}

function credentials(): Record<string, string> {
  return { grant_type: 'client_credential', appid: emulator.appId, secret: emulator.appSecret };
}

function stableToken(): Promise<Json> {
  return client.post('/cgi-bin/stable_token', credentials());
}

function legacyToken(changed: Record<string, string> = {}): Promise<Json> {
  return client.get('/cgi-bin/token', { ...credentials(), ...changed });
}

function staleList(errmsgTail: 'hint' | 'rid'): Promise<Json> {
  emulator.world.settings.errmsgTail = errmsgTail;
  return client.get('/cgi-bin/customservice/getkflist', { access_token: 'STALE_TOKEN' });
}

function foreignAddress(errmsgTail: 'hint' | 'rid'): Promise<Json> {
  emulator.world.settings.errmsgTail = errmsgTail;
  emulator.world.officialAccount.ipAllowList = ['203.0.113.7'];
  return stableToken();
}

function refusedSend(errmsgTail: 'none' | 'rid'): Promise<Json> {
  emulator.world.settings.errmsgTail = errmsgTail;
  return client.post(sendPath, text);
}

function outsideWindow(): Promise<Json> {
  receive(emulator.world, 'OPENID', '你好', emulator.now());
  const user = emulator.world.users.OPENID;
  if (user !== undefined) user.grants = [];
  return client.post(sendPath, text);
}

/** Without what is new in every answer: trace ids and addresses. */
function lasting(errmsg: unknown): string {
  return String(errmsg)
    .replace(/rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}/, 'rid: RID')
    .replace(/hint: \[[\w.-]+\]/, 'hint: [HINT]')
    .replace(/\d{1,3}(\.\d{1,3}){3}/g, 'IP');
}

describe('an answer has the shape that was documented or seen', () => {
  beforeEach(() => {
    emulator.world.settings.errmsgTail = 'none';
  });

  it.each(Object.keys(answers))('%s', async (name) => {
    const expected = JSON.parse(read(`${name}.response.json`));
    const answer = (await answers[name]?.()) as Json;
    expect(shapeOf(answer)).toEqual(shapeOf(expected));
    if ('errcode' in expected) {
      expect(answer.errcode).toBe(expected.errcode);
      expect(lasting(answer.errmsg)).toBe(lasting(expected.errmsg));
    }
  });

  it('official/getonlinekflist.empty_account: the account name may be empty', async () => {
    emulator.addAccount({ account: '', online: { status: 1, acceptedCase: null } });
    const answer = await client.get('/cgi-bin/customservice/getonlinekflist');
    expect(answer).toMatchObject(JSON.parse(read('official/getonlinekflist.empty_account.response.json')));
  });

  it('reports/msgrecord_getmsglist.live_record: a record of what a worker sent', async () => {
    emulator.addAccount({ account: 'kf2001@test', worker: bound });
    receive(emulator.world, 'OPENID', '你好', emulator.now());
    await client.post(sendPath, { ...text, customservice: { kf_account: 'kf2001@test' } });
    const starttime = Math.floor(emulator.now() / 1000) - 60;
    const body = { starttime, endtime: starttime + 120, msgid: 1, number: 10 };
    const { recordlist } = await client.post('/customservice/msgrecord/getmsglist', body);
    const expected = JSON.parse(read('reports/msgrecord_getmsglist.live_record.fragment.json'));
    expect(shapeOf(recordlist)).toEqual(shapeOf([expected]));
  });

  it('covers every response there is', () => {
    const files = [...filesOf('official', '.response.json'), ...filesOf('reports', '.response.json')];
    const covered = files.map((file) => file.replace('.response.json', ''));
    expect(covered.filter((name) => answers[name] === undefined)).toEqual([
      'official/getonlinekflist.empty_account',
    ]);
  });
});
