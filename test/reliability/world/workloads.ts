import { readFileSync } from 'node:fs?real';
import type { Seeds } from './world.ts';

/** What is live before, what is wanted, and how it may change later. */
export interface Workload extends Seeds {
  readonly name: string;
  /** Names of accounts that nobody asked kefu to touch. */
  readonly untouched: readonly string[];
  /** Accounts whose loss would be a loss of kf_id, person and picture. */
  readonly kept: readonly string[];
}

const pictures = process.env.KEFU_PICTURES ?? 'test/cases/pictures';
const day = readFileSync(`${pictures}/day.png`);
const moon = readFileSync(`${pictures}/moon.png`);
const glasses = readFileSync(`${pictures}/glasses.jpg`);

const head = `version: 1
officialAccount:
  name: shop-cn
  wechatId: kftest
  appId: wxemu0000000000001
  credentials: { appSecret: { env: KEFU_APP_SECRET } }
`;

const emptyState = JSON.stringify({ version: 2, appId: 'wxemu0000000000001', serial: 1, objects: {}, intents: [] });

function folder(config: string, more: Readonly<Record<string, string | Uint8Array>> = {}) {
  return {
    '/sim/kefu.yaml': head + config,
    '/sim/kefu.state.json': emptyState,
    '/sim/day.png': day,
    '/sim/moon.png': moon,
    '/sim/glasses.jpg': glasses,
    ...more,
  };
}

export const workloads: readonly Workload[] = [
  {
    name: 'accounts',
    accounts: [
      { account: 'bob@kftest', nickname: '阿博' },
      { account: 'dan@kftest', nickname: '阿丹' },
      { account: 'eve@kftest', nickname: '临时' },
      { account: 'zoe@kftest', nickname: '佐伊' },
    ],
    files: folder(`accounts:
  alice: { nickname: 小美 }
  bob: { nickname: 大博 }
  carol: { nickname: 卡罗 }
  dan: { nickname: 丹丹 }
  eve: { state: absent }
`),
    untouched: ['zoe'],
    kept: ['bob', 'dan', 'zoe'],
  },
  {
    name: 'avatars and workers',
    accounts: [
      { account: 'bob@kftest', nickname: '阿博', picture: glasses },
      { account: 'zoe@kftest', nickname: '佐伊', picture: glasses },
    ],
    files: folder(`accounts:
  alice: { nickname: 小美, avatar: ./day.png, worker: wxid_alice }
  bob: { nickname: 大博, avatar: ./moon.png, worker: wxid_bob }
`),
    untouched: ['zoe'],
    kept: ['bob', 'zoe'],
  },
  {
    name: 'media and templates',
    accounts: [{ account: 'alice@kftest', nickname: '小美' }],
    files: folder(`accounts:
  alice: { nickname: 小美 }
templates:
  hello: { as: alice, msgtype: text, text: { content: 您好 } }
  promo: { msgtype: image, image: { file: ./day.png } }
  sale: { msgtype: image, image: { file: ./moon.png } }
`),
    untouched: [],
    kept: ['alice'],
  },
  {
    name: 'sends',
    accounts: [{ account: 'alice@kftest', nickname: '小美' }],
    customers: ['oCUSTOMER_1', 'oCUSTOMER_2', 'oCUSTOMER_3'],
    files: folder(`accounts:
  alice: { nickname: 小美 }
templates:
  hello: { as: alice, msgtype: text, text: { content: 您好 } }
`),
    untouched: [],
    kept: ['alice'],
  },
];
