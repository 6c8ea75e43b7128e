import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveAccount } from '../../src/model/account.ts';
import type { GuardCode, Plan } from '../../src/model/plan.ts';
import type { Recorded } from '../../src/model/recorded.ts';
import { makePlan } from '../../src/planner/plan.ts';
import type { RenderContext, ShownPicture } from '../../src/render/context.ts';
import { listedMedia, recordedMedia, recordedTemplates, templates } from './message-states.ts';
import { absent, avatar, desiredState, id, live, password, recorded, wanted } from './states.ts';

/*
 * One plan with everything in it: every kind of change, every guard, drift, waiting invitations, what can't be verified,
 * warnings, unmanaged and console accounts, media and templates of every change, and nicknames that try to break out. Made by the real planner; the guards
 * that can't stand in one plan come from plans of their own.
 */

const url = (name: string) => `https://mmbiz.qpic.cn/mmbiz_jpg/${name}/0`;
const keep = { unmanaged: 'keep', maxDeletes: 1, media: 'keep', unverifiable: 'keep' } as const;
const whole = { unmanaged: 'delete', maxDeletes: 1, media: 'keep', unverifiable: 'keep' } as const;
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
  walk1: live('walk1', '👩‍💻 编外客服 ##[error]', { url: url('bob') }),
  walk2: live('walk2', '[click](https://evil.example) www.evil.example'),
} satisfies Record<string, LiveAccount>;

const record: Recorded = {
  appId: 'wx0123456789abcdef',
  serial: 7,
  media: recordedMedia,
  templates: recordedTemplates,
  intents: [],
  appliedPlans: [],
  accounts: new Map([
    recorded(accounts.alice, { avatar: { sha256: 'a'.repeat(64), url: url('alice') } }),
    recorded(accounts.bob, { protect: true }),
    recorded(accounts.erin, {
      nickname: '艾琳',
      avatar: { sha256: 'e'.repeat(64), url: url('erin-old') },
    }),
    recorded(accounts.gina, { passwordFingerprint: 'old', protect: true }),
    recorded(accounts.kim),
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
  wanted('mia', 42, '小夜', { protect: true }),
];

const liveNow = {
  accounts: Object.values(accounts).sort((one, other) => (one.id < other.id ? -1 : 1)),
  consoleAccounts: [{ nickname: '后台客服 `x`', kfId: '2001' }],
};

const input = {
  media: { listed: listedMedia, now: Date.UTC(2026, 10, 22, 8) },
  desired: {
    ...desiredState(wishes, [absent('bob', 44), absent('old1', 45), absent('old2', 46)], {
      ...keep,
      media: 'delete' as const,
    }),
    templates,
  },
  live: liveNow,
  recorded: record,
  online: [{ id: id('bob'), acceptedCases: 2 }],
  writeUnverifiable: false,
  allow: new Set<GuardCode>(),
};

/** Plans that are held by what the main plan can't be held by at once. */
const others: readonly Plan[] = [
  makePlan({ ...input, recorded: undefined, desired: desiredState([], [], whole) }),
  makePlan({
    ...input,
    desired: desiredState([wanted('alice', 10, '小美')], [], whole, { appId: 'wxfedcba9876543210' }),
  }),
  makePlan({ ...input, desired: desiredState(wishes, [], keep, { wechatId: 'gh_0123456789ab' }) }),
  makePlan({ ...input, live: { accounts: [accounts.kim], consoleAccounts: [] } }),
  makePlan({
    ...input,
    live: {
      ...liveNow,
      consoleAccounts: Array.from({ length: 90 }, () => ({ nickname: 'x', kfId: '1' })),
    },
  }),
];

const main = makePlan(input);
const unmanagedDelete = others
  .flatMap(({ accountChanges }) => accountChanges)
  .find(({ reason, account }) => reason === 'unmanaged_delete' && account === id('walk2'));
const held = [main, ...others].flatMap(({ guards }) => guards);

export const plan: Plan = {
  ...main,
  accountChanges: [...main.accountChanges, ...(unmanagedDelete ? [unmanagedDelete] : [])],
  unmanaged: main.unmanaged.filter((account) => account.id !== unmanagedDelete?.account),
  guards: held.filter(({ code }, index) => held.findIndex((guard) => guard.code === code) === index),
  summary: { ...main.summary, destroy: main.summary.destroy + 1 },
};

function picture(name: string): ShownPicture {
  const bytes = readFileSync(join(import.meta.dirname, 'pictures', `${name}.jpg`));
  return { contentType: 'image/jpeg', base64: bytes.toString('base64') };
}

export const context: RenderContext = {
  kefuVersion: '0.1.0',
  created: Date.UTC(2026, 10, 22, 8),
  expires: Date.UTC(2026, 10, 23, 8),
  origin: 'config',
  configFile: 'shop-cn.yaml',
  allow: [],
  writeUnverifiable: false,
  callsMade: ['stable_token', 'getkflist', 'getonlinekflist'],
  lang: 'en',
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
