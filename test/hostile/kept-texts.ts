import { holderText } from '../../src/backend/holder.ts';
import { journalText, newJournal } from '../../src/backend/http/journal-document.ts';
import { lockInfo } from '../../src/backend/http/lock-info.ts';
import { entryLine, hashedOpenId, headLine } from '../../src/backend/journal-lines.ts';
import { stateText } from '../../src/backend/state-text.ts';
import { asWritten } from '../../src/backend/written-holder.ts';
import { historyLine } from '../../src/documents/history.ts';
import { addressOf } from '../../src/model/address.ts';

/** Texts as kefu and WeChat write them, one of each that kefu reads again. */

const at = Date.UTC(2026, 10, 22, 8);
const time = new Date(at).toISOString();
export const message = { appId: 'wxemu0000000000001', template: 'hi', digest: 'sha256:00' };
const to = { openid: 'oCUSTOMER_1', line: 1 };
const accountAddress = addressOf({ kind: 'kf_account', name: 'alice@kftest' });

const mediaKey = `${'4'.repeat(64)}:image:permanent`;
const mediaAddress = addressOf({ kind: 'media', name: mediaKey });

const journalDocument = {
  ...newJournal(message, at),
  customers: new Map([
    [
      hashedOpenId(message, to.openid),
      { status: 'sent', line: 1, code: 0, at: new Date(at).toISOString() } as const,
    ],
  ]),
};

export const kept = {
  state: stateText({
    appId: 'wx0123456789abcdef',
    serial: 3,
    objects: new Map([
      [
        accountAddress,
        {
          kfId: '1001',
          nickname: '小美',
          protect: true,
          avatar: { sha256: '1'.repeat(64), url: 'http://mmbiz.qpic.cn/a/0' },
          bornWithUrl: 'http://mmbiz.qpic.cn/b/0',
          worker: 'wxid_alice',
          passwordFingerprint: '00ff',
        },
      ],
      [
        mediaAddress,
        { mediaId: 'M1', name: 'kefu-1.png', uploadedAt: time, url: 'http://mmbiz.qpic.cn/m/0' },
      ],
      [
        addressOf({ kind: 'template', name: 'old' }),
        {
          digest: `sha256:${'2'.repeat(64)}`,
          body: {
            as: 'alice@kftest',
            variables: [{ name: 'name', type: 'string', maxLength: 20 }],
            msgtype: 'news',
            content: {
              articles: [
                { title: '{{ name }}', description: 'b', url: 'https://a.cn', picurl: 'https://a.cn/p' },
              ],
            },
          },
        },
      ],
      [
        addressOf({ kind: 'template', name: 'picture' }),
        {
          digest: `sha256:${'3'.repeat(64)}`,
          body: {
            variables: [],
            msgtype: 'image',
            content: {
              media_id: { file: './day.png', sha256: '4'.repeat(64), kind: 'image', lifetime: 'permanent' },
            },
          },
        },
      ],
    ]),
    intents: [
      {
        address: accountAddress,
        step: { kind: 'create-account', account: 'alice@kftest', nickname: '小美', withPassword: false },
        at: time,
      },
      {
        address: addressOf({ kind: 'kf_account', name: 'carol@kftest' }),
        step: { kind: 'delete-account', account: 'carol@kftest' },
        at: time,
      },
      {
        address: mediaAddress,
        step: {
          kind: 'delete-media',
          media: {
            key: mediaKey,
            path: './day.png',
            kind: 'image',
            lifetime: 'permanent',
            name: 'kefu-1.png',
          },
          mediaId: 'M1',
        },
        at: time,
      },
      {
        address: addressOf({ kind: 'template', name: 'old' }),
        step: { kind: 'forget-template', template: 'old' },
        at: time,
      },
    ],
    appliedPlans: [`sha256:${'0'.repeat(64)}`],
  } as unknown as Parameters<typeof stateText>[0]),
  journal:
    headLine(message, at) +
    entryLine(message, to, { status: 'intended', at }) +
    entryLine(message, to, { status: 'sent', at }),
  'journal on a server': journalText(journalDocument),
  lock: holderText({
    nonce: 'b7c1f2f0-5a40-4e41-8d53-0b6f6a3c0b11',
    pid: 12,
    host: 'ci-7',
    since: new Date(at).toISOString(),
    boot: 'boot',
    pidNamespace: 'pid:[4026531836]',
    start: 77,
    socket: { id: 'b7c1f2f0-5a40-4e41-8d53-0b6f6a3c0b11', device: 1, inode: 2 },
    job: 'https://ci.example/1',
  }),
  'lock in a database': JSON.stringify(asWritten(at, {})),
  'lock on a server': JSON.stringify(
    lockInfo('id', { pid: 1, host: 'ci', since: new Date(at).toISOString() }, 'shop-cn', '0.1.0'),
  ),
  history: historyLine({
    id: 'one',
    officialAccount: 'shop-cn',
    appId: message.appId,
    began: new Date(at).toISOString(),
    by: { host: 'ci-7', pid: 12 },
    configDigest: 'sha256:00',
    plannedDeletes: 1,
    ended: {
      at: new Date(at).toISOString(),
      verdict: 'as-configured',
      counts: [{ kind: 'kf_account', add: 0, change: 0, destroy: 1 }],
      changes: [{ address: accountAddress, action: 'delete', step: 'delete-account', status: 'done' }],
      deletes: 1,
    },
  } as unknown as Parameters<typeof historyLine>[0]),
  'report of a fleet': JSON.stringify({ kefu_version: '0.1.0', official_accounts: [{ name: 'shop-cn' }] }),
  'answer of WeChat': JSON.stringify({
    kf_list: [{ kf_account: 'alice@kftest', kf_nick: '小美', kf_id: 1001, kf_headimgurl: '' }],
  }),
} as const;

export type Kept = keyof typeof kept;
