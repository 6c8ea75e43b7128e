import { isEmulatorAppId } from '../model/emulator-app-id.ts';
import type { Fault } from './source.ts';
import { type Tree, textOf, valueAt } from './tree.ts';

interface Rule {
  readonly key: string;
  readonly pattern: RegExp;
  readonly fault: (value: string) => Pick<Fault, 'code' | 'message' | 'hint'>;
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
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    fault: () => ({
      code: 'official-account-name',
      message: 'The name has a character that does not fit into an address, or more than 64.',
      hint: 'Write letters, digits, dots, hyphens and underscores, such as shop-cn.',
    }),
  },
  {
    key: 'wechatId',
    pattern: /^[A-Za-z0-9_-]{1,30}$/,
    fault: (value) => ({
      code: 'wechat-id',
      message: value.includes('@')
        ? 'The WeChat ID is what stands after the "@", without it.'
        : 'A WeChat ID has 1 to 30 letters, digits, hyphens and underscores.',
      hint: "WeChat's console shows it as 微信号; when none is set, write the original id (gh_…).",
    }),
  },
  {
    key: 'appId',
    pattern: /^(?:wx[0-9a-f]{16}|wxemu[0-9]{13})$/,
    fault: (value) => ({
      code: 'app-id',
      message: `This is not an AppID: ${whyNoAppId(value)}.`,
      hint: 'Copy it from WeChat\'s console (设置与开发 → 基本配置): "wx" and 16 of the characters 0-9 and a-f.',
    }),
  },
];

function whyNoAppId(value: string): string {
  if (value.startsWith('gh_')) return 'gh_… is the original id, which belongs to `wechatId`';
  if (!value.startsWith('wx')) return 'it does not begin with "wx"';
  if (isEmulatorAppId(value)) return 'the emulator\'s have exactly 13 digits after "wxemu"';
  if (/[^0-9a-f]/.test(value.slice(2))) return 'after "wx" only 0-9 and a-f can stand';
  return `after "wx" stand 16 characters, here are ${value.length - 2}`;
}
