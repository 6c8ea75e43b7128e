import type { AccountId } from './account.ts';
import type { AvatarFile, Password } from './desired.ts';

/** One thing to do to one account. Each kind is one WeChat call, but for `set-protection`, which is kept in the state file. */
export type Change =
  | {
      readonly kind: 'create-account';
      readonly account: AccountId;
      readonly nickname: string;
      readonly password?: Password;
    }
  | {
      readonly kind: 'update-account';
      readonly account: AccountId;
      /** The nickname to have; unchanged when only the password is new (the call needs it). */
      readonly nickname: string;
      readonly password?: Password;
    }
  | { readonly kind: 'upload-avatar'; readonly account: AccountId; readonly avatar: AvatarFile }
  | { readonly kind: 'invite-worker'; readonly account: AccountId; readonly wechatId: string }
  | { readonly kind: 'set-protection'; readonly account: AccountId; readonly protect: boolean }
  | {
      readonly kind: 'delete-account';
      readonly account: AccountId;
      /** The account that replaces this one; the delete waits until it is there. */
      readonly replacedBy?: AccountId;
    };

export type ChangeKind = Change['kind'];
