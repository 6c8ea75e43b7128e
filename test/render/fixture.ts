import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from '../../src/kinds/kinds.ts';
import { accountId, type LiveAccount } from '../../src/model/account.ts';
import type { Address } from '../../src/model/address.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Recorded } from '../../src/model/recorded.ts';
import type { ShownPicture } from '../../src/model/shown-picture.ts';
import type { RenderContext } from '../../src/render/context.ts';
import { english } from '../../src/words/en/words.ts';
import { appliedTemplates, listedMedia, recordedMessages, templates } from './message-states.ts';
import { planOf } from './plan-of.ts';
import { absent, avatar, desiredState, id, keepAll, live, password, recorded, wanted } from './states.ts';

/*
 * One plan with everything in it: every kind of change, every guard, drift, waiting invitations, what can't be verified,
 * warnings, unmanaged and console accounts, media and templates of every change, and nicknames that try to break out. Made by the real planner; the guards
 * that can't stand in one plan come from plans of their own.
 */

const url = (name: string) => `https://mmbiz.qpic.cn/mmbiz_jpg/${name}/0`;
const whole = {
  unmanaged: 'delete',
  maxDeletes: 1,
  maxDeletesPerDay: 1000,
  media: 'keep',
  unverifiable: 'keep',
  invite: 'once',
} as const;
const bound = (wechatId: string) => ({ status: 'bound', wechatId }) as const;

const accounts = {
  alice: live('alice', '小美', { url: url('alice'), worker: bound('wxid_alice') }),
  bob: live('bob', '小明', { url: url('bob'), worker: bound('wxid_bob') }),
  caro: live('caro', '卡罗', { url: url('caro'), worker: bound('wxid_carol') }),
  dora: live('dora', 'Dora\u200B (夜班) \u202E', { url: url('dora') }),
  erin: live('erin', '临时客服', { url: url('erin-new') }),
  fay: live('fay', '小菲', { url: url('fay'), worker: { status: 'expired', wechatId: 'wxid_fay_old' } }),
  gina: live('gina', '吉娜', { url: url('gina') }),
  hana: live('hana', '花花', {
    url: url('hana'),
    worker: { status: 'invited', wechatId: 'wxid_hana', expiresAt: 1_795_680_000 },
  }),
  ida: live('ida', '艾达', { url: url('ida'), worker: bound('wxid_other') }),
  kim: live('kim', '小金'),
  old1: live('old1', '<img src=x onerror=alert(1)> @everyone'),
  old2: live('old2', '```\n::error::`stolen` | ]]> \u001b[31m'),
  nina: live('nina', 'Cafe\u0301 客服'),
  walk1: live('walk1', '👩‍💻 编外客服 ##[error]', { url: url('bob') }),
  walk2: live('walk2', '[click](https://evil.example) www.evil.example'),
} satisfies Record<string, LiveAccount>;

const record: Recorded = {
  appId: 'wx0123456789abcdef',
  serial: 7,
  intents: [],
  appliedPlans: [],
  objects: new Map<Address, unknown>([
    recorded(accounts.alice, { avatar: { sha256: 'a'.repeat(64), url: url('alice') } }),
    recorded(accounts.bob, { protect: true }),
    recorded(accounts.erin, {
      nickname: '艾琳',
      avatar: { sha256: 'e'.repeat(64), url: url('erin-old') },
    }),
    recorded(accounts.gina, { passwordFingerprint: 'old', protect: true }),
    recorded(accounts.kim, { nickname: '老金' }),
    ...recordedMessages,
  ]),
};

const wishes = [
  wanted('alice', 10, '小美(夜班)', { avatar: avatar('./avatars/night.png', '2'), protect: true }),
  wanted('carol', 14, '卡罗', {
    avatar: avatar('./avatars/carol.png', '3'),
    worker: 'wxid_carol',
    protect: true,
    password: password('new'),
    previously: ['caro'],
  }),
  wanted('dora', 20, 'Dora(夜班)'),
  wanted('erin', 23, '艾琳'),
  wanted('fay', 26, '小菲', { worker: 'wxid_fay' }),
  wanted('gina', 29, '吉娜', { protect: false, password: password('new') }),
  wanted('hana', 32, '花花', { worker: 'wxid_hana', avatar: avatar('./avatars/hana.png', '4') }),
  wanted('ida', 35, '艾达', { worker: 'wxid_ida', password: password('new') }),
  wanted('june', 38, '小明'),
  wanted('kim', 40, '小金'),
  wanted('lea', 41, '小夜', { protect: true }),
  wanted('nina', 47, 'Caf\u00E9 客服'),
  wanted('mia', 42, '小夜', { protect: true }),
];

const states = {
  now: Date.UTC(2026, 10, 22, 8),
  accounts: Object.values(accounts).sort((one, other) => (one.id < other.id ? -1 : 1)),
  consoleAccounts: [{ nickname: '后台客服 `x`', kfId: '2001' }],
  online: [{ id: id('bob'), acceptedCases: 2 }],
  media: listedMedia,
  templates: appliedTemplates,
  recorded: record,
  desired: {
    ...desiredState(wishes, [absent('bob', 44), absent('old1', 45), absent('old2', 46)], {
      ...keepAll,
      media: 'delete' as const,
    }),
    templates,
  },
};

const stranger: LiveAccount = { ...live('ann', '旧公众号客服'), id: accountId('ann', 'kfbefore') };

/** Plans that are held by what the main plan can't be held by at once. */
const others: readonly Plan[] = [
  planOf({ ...states, recorded: undefined, desired: desiredState([], [], whole) }),
  planOf({ ...states, accounts: [accounts.kim, stranger], desired: desiredState([], [], whole) }),
  planOf({
    ...states,
    desired: desiredState([wanted('alice', 10, '小美')], [], whole, { appId: 'wxfedcba9876543210' }),
  }),
  planOf({ ...states, desired: desiredState(wishes, [], keepAll, { wechatId: 'gh_0123456789ab' }) }),
  planOf({ ...states, desired: desiredState([wanted('Kim', 10, '小金')], [], keepAll) }),
  planOf({ ...states, accounts: [accounts.kim], consoleAccounts: [] }),
  planOf({ ...states, consoleAccounts: Array.from({ length: 90 }, () => ({ nickname: 'x', kfId: '1' })) }),
];

const main = planOf(states);
const unmanagedDelete = others
  .flatMap(({ changes }) => changes)
  .find(({ reason, name }) => reason === 'unmanaged_delete' && name === id('walk2'));
const foreign = others.flatMap(({ unmanaged }) => unmanaged).find(({ why }) => why === 'foreign');
const held = [main, ...others].flatMap(({ guards }) => guards);

export const plan: Plan = {
  ...main,
  changes: [...main.changes, ...(unmanagedDelete ? [unmanagedDelete] : [])],
  unmanaged: [
    ...main.unmanaged.filter(({ name }) => name !== unmanagedDelete?.name),
    ...(foreign ? [foreign] : []),
  ],
  guards: held.filter(({ code }, index) => held.findIndex((guard) => guard.code === code) === index),
  summary: {
    ...main.summary,
    kinds: main.summary.kinds.map((counts, index) =>
      index === 0 ? { ...counts, destroy: counts.destroy + 1 } : counts,
    ),
  },
};

function picture(name: string): ShownPicture {
  const bytes = readFileSync(join(import.meta.dirname, 'pictures', `${name}.jpg`));
  return { contentType: 'image/jpeg', base64: bytes.toString('base64') };
}

export const context: RenderContext = {
  kinds,
  kefuVersion: '0.1.0',
  created: Date.UTC(2026, 10, 22, 8),
  expires: Date.UTC(2026, 10, 23, 8),
  origin: 'config',
  configFile: 'shop-cn.yaml',
  allow: [],
  writeUnverifiable: false,
  callsMade: ['stable_token', 'getkflist', 'getonlinekflist'],
  words: english,
  planDigest: `sha256:${'d1'.repeat(32)}`,
  pictures: new Map([
    [url('alice'), picture('day')],
    [`sha256:${'2'.repeat(64)}`, picture('night')],
    [`sha256:${'3'.repeat(64)}`, picture('carol')],
    [url('bob'), picture('bob')],
    [url('caro'), picture('carol')],
    [url('dora'), picture('headset')],
    [url('erin-new'), picture('headset')],
    [url('erin-old'), picture('day')],
  ]),
};
