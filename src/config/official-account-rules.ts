import { isEmulatorAppId } from '../model/emulator-app-id.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/accounts.ts';
import { told } from '../words/say.ts';
import type { Fault } from './source.ts';
import { type Tree, textOf, valueAt } from './tree.ts';

interface Rule {
  readonly key: string;
  readonly pattern: RegExp;
  readonly fault: (value: string) => Pick<Fault, 'code' | 'message' | 'hint' | 'said'>;
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether an official account may be named so. */
export function isOfficialAccountName(name: string): boolean {
  return namePattern.test(name);
}

/**
 * Faults of the official account's name and ids.
 * - `official-account-name`: ours; the name stands in addresses such as shop-cn/kf_account.alice@kftest.
 * - `wechat-id`: WeChat docs, addkfaccount: `kf_account` is "account name@WeChat ID", at most 30 characters behind "@".
 * - `app-id`: the form WeChat's console shows; the emulator's own AppIDs can't be mistaken for one.
 */
export function officialAccountFaults(tree: Tree): Fault[] {
  const officialAccount = valueAt(tree, 'officialAccount');
  return rules.flatMap(({ key, pattern, fault }) => {
    const value = valueAt(officialAccount, key);
    const text = textOf(value);
    if (value === undefined || text === undefined || pattern.test(text)) return [];
    return [{ severity: 'error' as const, ...fault(text), at: value.at, covers: [value.at] }];
  });
}

const rules: readonly Rule[] = [
  {
    key: 'name',
    pattern: namePattern,
    fault: () => ({
      code: 'official-account-name',
      ...told(say('official-account-name'), say('write-address-letters')),
    }),
  },
  {
    key: 'wechatId',
    pattern: /^[A-Za-z0-9_-]{1,30}$/,
    fault: (value) => ({
      code: 'wechat-id',
      ...told(say(value.includes('@') ? 'wechat-id-with-at' : 'wechat-id'), say('find-wechat-id')),
    }),
  },
  {
    key: 'appId',
    pattern: /^(?:wx[0-9a-f]{16}|wxemu[0-9]{13})$/,
    fault: (value) => ({
      code: 'app-id',
      ...told(whyNoAppId(value), say('copy-app-id')),
    }),
  },
];

function whyNoAppId(value: string): Saying {
  if (value.startsWith('gh_')) return say('app-id-is-original-id');
  if (!value.startsWith('wx')) return say('app-id-begin');
  if (isEmulatorAppId(value)) return say('app-id-of-emulator');
  if (/[^0-9a-f]/.test(value.slice(2))) return say('app-id-signs');
  return say('app-id-length', { count: value.length - 2 });
}
