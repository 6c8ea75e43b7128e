import { type AccountId, accountId } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';

/**
 * The id of a kf account from its name and what stands after the "@": the official account's WeChat ID, or its original
 * id (`gh_…`). Throws a `Failure` (`account-id`) for what WeChat takes for neither (WeChat docs, addkfaccount).
 */
export function madeAccountId(name: string, wechatId: string): AccountId {
  if (!/^[A-Za-z0-9_]{1,10}$/.test(name)) {
    throw notAnId(`"${visible(name)}" is not the name of a kf account`, '1 to 10 letters, digits or _');
  }
  if (!/^[A-Za-z0-9_-]{1,30}$/.test(wechatId)) {
    throw notAnId(
      `"${visible(wechatId)}" is not a WeChat ID`,
      '1 to 30 letters, digits, - or _, without "@"',
    );
  }
  return accountId(name, wechatId);
}

function notAnId(what: string, form: string): Failure {
  return new Failure('config', 'account-id', `${what}.`, { hint: `It has ${form}.` });
}
