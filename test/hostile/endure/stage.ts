import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { fileBackend } from '../../../src/backend/file-backend.ts';
import { resolveConfig } from '../../../src/config/config.ts';
import { kinds } from '../../../src/kinds/kinds.ts';
import type { LiveAccounts } from '../../../src/model/account.ts';
import type { Desired } from '../../../src/model/desired.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { SavedPlan } from '../../../src/reconcile/plan.ts';
import { systemClock } from '../../../src/reconcile/system-clock.ts';
import { type OpenAccount, type Planned, planAccount } from '../../../src/reconcile.ts';
import type { RenderContext } from '../../../src/render/context.ts';
import { planFormats } from '../../../src/render/formats.ts';
import type { WechatClient } from '../../../src/wechat/client.ts';
import { english } from '../../../src/words/en/words.ts';
import { chinese } from '../../../src/words/zh-CN/words.ts';
import { wholeConfig } from '../cases/configs.ts';

export const env = { KEFU_APP_SECRET: 'f'.repeat(32), BOB: 'a-password-1' };
const pictures = resolve(process.cwd(), 'test/cases/pictures');

/** A folder with everything that the paths of the corpus lead to. */
export function hostileFolder(): string {
  const above = mkdtempSync(join(tmpdir(), 'kefu-endure-'));
  const folder = join(above, 'shop');
  mkdirSync(join(folder, 'inside'), { recursive: true });
  mkdirSync(join(folder, 'folder'));
  const day = readFileSync(join(pictures, 'day.png'));
  for (const file of ['shop/day.png', 'shop/inside/day.png', 'outside.png', 'day.png'])
    writeFileSync(join(above, file), day);
  symlinkSync('../outside.png', join(folder, 'link-outside.png'));
  symlinkSync('link-to-itself.png', join(folder, 'link-to-itself.png'));
  symlinkSync('..', join(folder, 'link-folder'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  writeFileSync(join(folder, 'hostile.bin'), day);
  writeFileSync(join(folder, 'kefu.yaml'), stringify(wholeConfig));
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(resolve(folder, '..'), { recursive: true, force: true });
}

const live: LiveAccounts = {
  accounts: [
    {
      id: 'alice@kftest',
      nickname: '\u202E小美\n::error::x',
      avatarUrl: 'http://mmbiz.qpic.cn/a/0',
      kfId: '1001',
      worker: { status: 'none' },
    },
    {
      id: 'carol@kftest',
      nickname: '卡罗',
      avatarUrl: '',
      kfId: '1003',
      worker: { status: 'bound', wechatId: 'wxid_carol' },
    },
    {
      id: 'eve@kftest',
      nickname: '<img src=x>',
      avatarUrl: 'javascript:alert(1)',
      kfId: '1005',
      worker: { status: 'none' },
    },
  ] as unknown as LiveAccounts['accounts'],
  consoleAccounts: [{ nickname: '控制台', kfId: '9' }],
};

/** WeChat as it is read, without a server: what is live is always the same. */
export const quietWechat = {
  accounts: { list: async () => live, online: async () => [] },
  media: { list: async () => [] },
  pictures: { fetch: async () => undefined },
} as unknown as WechatClient;

/** The official account of a desired state whose record lies in this state file. */
export function accountOf(
  desired: Desired,
  stateFile: string,
  wechat: WechatClient = quietWechat,
): OpenAccount {
  const backend = fileBackend({ env: {}, clock: systemClock, kinds: kinds.map(({ name }) => name) });
  const { name, appId } = desired.officialAccount;
  return {
    configFile: 'kefu.yaml',
    cwd: resolve(stateFile, '..'),
    desired,
    warnings: [],
    host: 'api.weixin.qq.com',
    kinds,
    wechat,
    memory: backend.memoryOf({ name, appId, stateFile }),
    author: { host: 'ci', pid: 1 } as OpenAccount['author'],
    clock: systemClock,
    planKey: undefined,
    close: async () => undefined,
  };
}

/** The desired state of the whole config of the corpus. */
export async function wholeDesired(folder: string): Promise<Desired> {
  const resolved = await resolveConfig('kefu.yaml', { cwd: folder, env });
  if (!resolved.ok) throw new Failure('config', 'config-invalid', JSON.stringify(resolved.diagnostics));
  return resolved.value.desired;
}

/** Plans, and tells the plan. */
export async function planAndTell(account: OpenAccount, saved?: SavedPlan): Promise<Planned> {
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: false };
  const planned = await planAccount(account, options, saved);
  tellPlan(planned.plan);
  return planned;
}

/** In every format, in one language and then in the other. */
export function tellPlan(plan: Planned['plan']): void {
  words = words === english ? chinese : english;
  for (const [format, render] of Object.entries(planFormats)) {
    const text = render(plan, { ...context, words });
    if (/[\u202A-\u202E\u2066-\u2069\u001B]/u.test(text)) throw new Error(`raw characters in ${format}`);
  }
}

let words = english;

export const context: RenderContext = {
  kinds,
  kefuVersion: '0.1.0',
  created: Date.UTC(2026, 10, 22, 8),
  expires: Date.UTC(2036, 10, 22, 8),
  origin: 'config',
  configFile: 'kefu.yaml',
  allow: [],
  writeUnverifiable: false,
  callsMade: [],
  words: english,
  pictures: new Map(),
};
