import type { CatalogueField } from './error-entry.ts';
import { entryOf } from './error-of-call.ts';
import type { Operation } from './operation.ts';

/**
 * The YAML key of the value that WeChat refused with this code, as far as the call carried one: 65403 is about `nickname`
 * in an add or update, 40005 about `avatar` in an upload of one and about `file` in an upload of media. Undefined where no
 * single value is to blame, such as a full list of accounts.
 */
export function refusedField(operation: Operation, errcode: number): string | undefined {
  const field = entryOf(operation, errcode)?.field;
  return field === undefined ? undefined : carried[operation][field];
}

const nothing = {};
const official = { appId: 'appId', credentials: 'credentials' };

/** What of the YAML each call carries: the catalogue's field, and the key it was written under. */
const carried: Record<Operation, Partial<Record<CatalogueField, string>>> = {
  token: official,
  list: nothing,
  online: nothing,
  quota: nothing,
  'domain-ips': nothing,
  'list-media': nothing,
  add: { account: 'account', nickname: 'nickname', password: 'password', wechatId: 'wechatId' },
  update: { account: 'account', nickname: 'nickname', password: 'password' },
  delete: { account: 'account' },
  avatar: { account: 'account', avatar: 'avatar' },
  invite: { account: 'account', worker: 'worker' },
  'upload-media': { avatar: 'file', message: 'file' },
  'delete-media': nothing,
  // A message is found by the name of its template; which of its keys WeChat means, most codes don't tell.
  send: nothing,
  typing: nothing,
};
