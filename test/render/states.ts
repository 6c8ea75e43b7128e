import type { RecordedAccount } from '../../src/kinds/account/states.ts';
import { type AccountId, accountId, type LiveAccount, type Worker } from '../../src/model/account.ts';
import { type Address, addressOf } from '../../src/model/address.ts';
import type { AbsentAccount, AvatarFile, Desired, DesiredAccount } from '../../src/model/desired.ts';
import type { SourceRange } from '../../src/model/diagnostic.ts';
import { Secret } from '../../src/model/secret.ts';

/** Builders of desired, live and recorded accounts with plain values, for plans made by the real planner. */

export const id = (name: string): AccountId => accountId(name, 'kftest');

export const at = (line: number, column: number, text: string): SourceRange => ({
  file: 'shop-cn.yaml',
  line,
  column,
  length: text.length,
  text,
});

/** The policy of a config that deletes nothing of its own accord. */
export const keepAll = {
  unmanaged: 'keep',
  maxDeletes: 1,
  maxDeletesPerDay: 1000,
  media: 'keep',
  unverifiable: 'keep',
  invite: 'once',
} as const;

type Wishes = Partial<Omit<DesiredAccount, 'id' | 'previously'>> & {
  readonly previously?: readonly string[];
};

export function wanted(name: string, line: number, nickname: string, wishes: Wishes = {}): DesiredAccount {
  const { previously = [], ...rest } = wishes;
  return {
    id: id(name),
    nickname,
    ...rest,
    previously: previously.map(id),
    source: {
      account: at(line, 3, `  ${name}:`),
      fields: {
        worker: at(line + 2, 13, '    worker: wxid'),
        previously: at(line + 1, 5, '    previously:'),
      },
    },
  };
}

export function absent(name: string, line: number): AbsentAccount {
  return { id: id(name), source: { account: at(line, 3, `  ${name}: { state: absent }`), fields: {} } };
}

/** A picture of the config: its content does not matter to the plan, only its hash. */
export function avatar(path: string, digit: string): AvatarFile {
  return {
    path,
    sha256: digit.repeat(64),
    format: 'png',
    width: 640,
    height: 640,
    bytes: new Uint8Array(),
  };
}

export function password(fingerprint: string) {
  return { value: new Secret('not for any eye'), fingerprint };
}

export function live(
  name: string,
  nickname: string,
  more: { url?: string; worker?: Worker } = {},
): LiveAccount {
  return {
    id: id(name),
    nickname,
    avatarUrl: more.url ?? '',
    kfId: `10${name.length}${name.charCodeAt(0)}`,
    worker: more.worker ?? { status: 'none' },
  };
}

export function recorded(
  account: LiveAccount,
  more: Partial<RecordedAccount> = {},
): [Address, RecordedAccount] {
  const address = addressOf({ kind: 'kf_account', name: account.id });
  return [address, { kfId: account.kfId, nickname: account.nickname, protect: false, ...more }];
}

export function desiredState(
  accounts: readonly DesiredAccount[],
  gone: readonly AbsentAccount[],
  policy: Desired['policy'],
  officialAccount: Partial<Desired['officialAccount']> = {},
): Desired {
  return {
    officialAccount: {
      name: 'shop-cn',
      wechatId: 'kftest',
      appId: 'wx0123456789abcdef',
      source: { appId: at(5, 10, '  appId: wx'), wechatId: at(4, 13, '  wechatId: kftest') },
      ...officialAccount,
    },
    accounts,
    absent: gone,
    policy,
    templates: [],
    sequences: [],
    configDigest: `sha256:${'c0'.repeat(32)}`,
  };
}
