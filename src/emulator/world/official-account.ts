/** The official account (公众号) that the emulator plays, with what can be wrong about it. */

import { randomBytes } from 'node:crypto';

export interface OfficialAccount {
  appId: string;
  appSecret: string;
  /** What stands after "@" in a kf account: the WeChat ID, or an original id `gh_…`. */
  wechatId: string;
  /** Some calls and messages are for some kinds only; `test` is a test account (测试号). */
  kind: 'service' | 'subscription' | 'test' | 'miniprogram';
  /** Only verified (仅认证) accounts may call the customer-service endpoints. */
  verified: boolean;
  /** Whether 新版客服 is switched on in the web console. */
  kfEnabled: boolean;
  /** The addresses that may ask for a token; null: any. */
  ipAllowList: string[] | null;
  /** The developer's server: callback/check tests it, and what users write is pushed to it, on this machine only; null: none. */
  callbackUrl: string | null;
  /** Mini programs that messages may link to; null: any. */
  miniPrograms: string[] | null;
  /** What WeChat holds against the account at the moment. */
  troubles: Trouble[];
}

export const kinds = [
  'service',
  'subscription',
  'test',
  'miniprogram',
] as const satisfies OfficialAccount['kind'][];

export const troubles = [
  'secret-frozen',
  'account-frozen',
  'token-forbidden',
  'needs-admin-confirm',
  'refused-for-a-day',
  'refused-for-an-hour',
  'api-forbidden',
  'account-limited',
  'messages-blocked',
  'punished-on-enter-session',
  'no-mini-program-links',
  'msgtype-not-permitted',
] as const;

export type Trouble = (typeof troubles)[number];

/** AppIDs of the emulator: `wxemu` and 13 digits, as long as a real one and never a real one. */
export function isEmulatorAppId(appId: unknown): appId is string {
  return typeof appId === 'string' && /^wxemu\d{13}$/.test(appId);
}

export function createOfficialAccount(): OfficialAccount {
  return {
    appId: 'wxemu0000000000001',
    appSecret: randomBytes(16).toString('hex'),
    wechatId: 'kftest',
    kind: 'service',
    verified: true,
    kfEnabled: true,
    ipAllowList: null,
    callbackUrl: null,
    miniPrograms: null,
    troubles: [],
  };
}
