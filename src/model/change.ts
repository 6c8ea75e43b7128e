import type { AccountId } from './account.ts';
import type { AvatarRef } from './desired.ts';

/**
 * One thing to do to one account. Each kind is one WeChat call, but for
 * `set-protection`, which is kept in the state file. Plain data: secrets and picture bytes stay with the desired state.
 */
export type Change =
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

export type ChangeKind = Change['kind'];
