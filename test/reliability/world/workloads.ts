import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Seeds } from './world.ts';

/** What is live before, what is wanted, and what must never come to harm. */
export interface Workload extends Seeds {
  readonly name: string;
  /** Names of accounts that nobody asked kefu to touch. */
  readonly untouched: readonly string[];
  /** Accounts that go, and whose place another one takes first. */
  readonly heirs?: Readonly<Record<string, string>>;
  /** Ids of media and names of accounts that nothing in the config names, and that are to go. */
  readonly goes?: readonly string[];
  /** Accounts whose loss would be a loss of kf_id, person and picture. */
  readonly kept: readonly string[];
}

/** The folder that kefu is started in. */
export function folderOf(machine = ''): string {
  return `/sim${machine}`;
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

export const emptyState = JSON.stringify({
  version: 2,
  appId: 'wxemu0000000000001',
  serial: 1,
  objects: {},
  intents: [],
});

/** The files of a machine. */
export function folder(config: string, machine = '') {
  const at = folderOf(machine);
  return {
    [`${at}/kefu.yaml`]: head + config,
    [`${at}/kefu.state.json`]: emptyState,
    [`${at}/day.png`]: day,
    [`${at}/moon.png`]: moon,
    [`${at}/glasses.jpg`]: glasses,
  };
}

export const accountsConfig = `accounts:
  alice: { nickname: 小美 }
  bob: { nickname: 大博 }
  carol: { nickname: 卡罗 }
  dan: { nickname: 丹丹 }
  eve: { state: absent }
`;

export const accounts: Workload = {
  name: 'accounts',
  accounts: [
    { account: 'bob@kftest', nickname: '<img src=x>' },
    { account: 'dan@kftest', nickname: '阿丹' },
    { account: 'eve@kftest', nickname: '临时' },
    { account: 'zoe@kftest', nickname: '佐伊<img src=x>' },
  ],
  files: folder(accountsConfig),
  untouched: ['zoe'],
  kept: ['bob', 'dan', 'zoe'],
};

export const avatarsConfig = `accounts:
  alice: { nickname: 小美, avatar: ./day.png, worker: wxid_alice }
  bob: { nickname: 大博, avatar: ./moon.png, worker: wxid_bob }
`;

export const avatars: Workload = {
  name: 'avatars and workers',
  accounts: [
    { account: 'bob@kftest', nickname: '阿博', picture: glasses },
    { account: 'zoe@kftest', nickname: '佐伊', picture: glasses },
  ],
  files: folder(avatarsConfig),
  untouched: ['zoe'],
  kept: ['bob', 'zoe'],
};

export const heirs: Workload = {
  name: 'an account that takes the place of another',
  accounts: [
    { account: 'dan@kftest', nickname: '阿丹', picture: glasses },
    { account: 'zoe@kftest', nickname: '佐伊' },
  ],
  files: folder(`accounts:
  dora: { nickname: 朵拉, avatar: ./day.png, previously: [dan] }
`),
  heirs: { dan: 'dora' },
  untouched: ['zoe'],
  kept: ['zoe'],
};

export const media: Workload = {
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
};

const uploaded = [day, moon].map((bytes, nth) => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, id: `unused-${nth}`, name: `kefu-${sha256.slice(0, 16)}.png`, bytes };
});
const recordOf = ({ sha256, id: mediaId, name }: (typeof uploaded)[number]) => [
  `media.${sha256}:image:permanent`,
  { mediaId, name, uploadedAt: '2026-01-01T00:00:00.000Z' },
];

export const unused: Workload = {
  name: 'media that no template uses any more',
  accounts: [{ account: 'alice@kftest', nickname: '阿丽' }],
  media: uploaded,
  files: {
    ...folder(`accounts:
  alice: { nickname: 小美 }
templates:
  hello: { as: alice, msgtype: text, text: { content: 您好 } }
policy: { media: delete, maxDeletes: 2 }
`),
    '/sim/kefu.state.json': JSON.stringify({
      ...JSON.parse(emptyState),
      objects: Object.fromEntries(uploaded.map(recordOf)),
    }),
  },
  untouched: [],
  goes: uploaded.map(({ id }) => id),
  kept: ['alice'],
};

export const wholeTruth: Workload = {
  name: 'a file that is the whole truth',
  accounts: [
    { account: 'alice@kftest', nickname: '小美', picture: glasses },
    { account: 'yan@kftest', nickname: '燕子' },
    { account: 'zoe@kftest', nickname: '佐伊', picture: glasses },
  ],
  files: folder(`accounts:
  alice: { nickname: 美美, protect: true }
  bob: { nickname: 大博, avatar: ./moon.png, protect: true }
policy: { unmanaged: delete, maxDeletes: 2, maxDeletesPerDay: 50 }
`),
  untouched: [],
  goes: ['yan@kftest', 'zoe@kftest'],
  kept: ['alice'],
};

export const customers = ['oCUSTOMER_1', 'oCUSTOMER_2', 'oCUSTOMER_3'];

export const sends: Workload = {
  ...media,
  name: 'sends',
  customers,
};

/** What `kefu apply` is swept over. */
export const applied = [accounts, avatars, heirs, media, unused, wholeTruth];

/** A picture that someone else gives an account. */
export const foreignPicture = { format: 'jpeg', base64: glasses.toString('base64') } as const;
