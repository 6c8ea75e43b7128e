import { type AccountId, accountId } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/messages.ts';
import { told } from '../words/say.ts';

/**
 * The id of a kf account from its name and what stands after the "@": the official account's WeChat ID, or its original
 * id (`gh_…`). Throws a `Failure` (`account-id`) for what WeChat takes for neither (WeChat docs, addkfaccount).
 */
export function madeAccountId(name: string, wechatId: string): AccountId {
  if (!/^[A-Za-z0-9_]{1,10}$/.test(name)) {
    throw notAnId(say('no-account-name', { name: visible(name) }), say('account-name-form'));
  }
  if (!/^[A-Za-z0-9_-]{1,30}$/.test(wechatId)) {
    throw notAnId(say('no-wechat-id', { name: visible(wechatId) }), say('wechat-id-form'));
  }
  return accountId(name, wechatId);
}

function notAnId(what: Saying, form: Saying): Failure {
  return new Failure('config', 'account-id', told(what, form));
}
