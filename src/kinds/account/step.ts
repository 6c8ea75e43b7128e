import type { AccountId } from '../../model/account.ts';
import type { AvatarRef } from '../../model/desired.ts';

/** One thing to do to one account: one call of WeChat each, but for `set-protection`, which is kept in the state file. */
export type AccountStep =
  | {
      readonly kind: 'create-account';
      readonly account: AccountId;
      readonly nickname: string;
      /** Send the legacy password of the config along. */
      readonly withPassword: boolean;
    }
  | {
      readonly kind: 'update-account';
      readonly account: AccountId;
      /** The nickname to have; unchanged when only the password is new (the call needs it). */
      readonly nickname: string;
      /** Send the legacy password of the config along. */
      readonly withPassword: boolean;
    }
  | { readonly kind: 'upload-avatar'; readonly account: AccountId; readonly avatar: AvatarRef }
  | { readonly kind: 'invite-worker'; readonly account: AccountId; readonly wechatId: string }
  | { readonly kind: 'set-protection'; readonly account: AccountId; readonly protect: boolean }
  | {
      readonly kind: 'delete-account';
      readonly account: AccountId;
      /** The account that replaces this one; the delete waits until it is there. */
      readonly replacedBy?: AccountId;
    };
