/** Kf accounts: add, update, delete, invite, and the two lists (WeChat docs, 客服管理). */

import { Refusal, serviceRefusal } from '../errors.ts';
import { accountsAsSeen } from '../faults/lag.ts';
import type { Answer } from '../http/answer.ts';
import {
  accountLimit,
  accountNameFault,
  findAccount,
  isAcceptedNickname,
  type KfAccount,
  requireAccount,
} from '../world/accounts.ts';
import { invite, workerAt } from '../world/invitations.ts';
import { pictureUrl } from '../world/pictures.ts';
import { newAccount } from '../world/seeding.ts';
import { sessionsOf } from '../world/sessions.ts';
import { answer, type Call, type JsonObject, ok, readJsonObject } from './call.ts';

export function addAccount(call: Call): Answer {
  const { world } = call;
  const { settings } = world;
  const body = readJsonObject(call);
  if (world.officialAccount.kind === 'miniprogram' && body.kf_wx === undefined) throw new Refusal(40097);
  const nameFault = accountNameFault(body.kf_account, world.officialAccount.wechatId, settings);
  if (nameFault !== undefined) throw serviceRefusal(settings.errorFamily, nameFault);
  const nickname = readNickname(call, body);
  const account = String(body.kf_account);
  if (findAccount(world.accounts, account) !== undefined) throw serviceRefusal(settings.errorFamily, 65406);
  if (world.accounts.length >= accountLimit(settings)) throw serviceRefusal(settings.errorFamily, 65405);
  world.accounts.push(newAccount(world, { account, nickname }));
  return ok(call);
}

export function updateAccount(call: Call): Answer {
  const { world } = call;
  const body = readJsonObject(call);
  const account = requireAccount(world.accounts, world.settings, body.kf_account);
  const isLeftOut = body.nickname === undefined && world.settings.updateWithoutNickname === 'keep';
  if (!isLeftOut) account.nickname = readNickname(call, body);
  return ok(call);
}

/** Takes the account from the query (GET, or POST with any body) or from the JSON body. */
export function deleteAccount(call: Call): Answer {
  const { world } = call;
  const name = call.query.get('kf_account') ?? readJsonObject(call).kf_account;
  const account = requireAccount(world.accounts, world.settings, name);
  world.accounts = world.accounts.filter((other) => other !== account);
  world.sessions.open = world.sessions.open.filter((session) => session.account !== account.account);
  return ok(call);
}

export function inviteWorker(call: Call): Answer {
  const { world } = call;
  const body = readJsonObject(call);
  const account = requireAccount(world.accounts, world.settings, body.kf_account);
  invite(world.accounts, world.people, world.settings, account, body.invite_wx, call.now);
  return ok(call);
}

export function listAccounts(call: Call): Answer {
  const accounts = accountsAsSeen(call.world, call.now);
  if (call.world.settings.listKey === 'kf_online_list') {
    return answer(call, { kf_online_list: accounts.map((account) => onlineRow(call, account)) });
  }
  return answer(call, { kf_list: accounts.map((account) => listRow(call, account)) });
}

export function listOnlineAccounts(call: Call): Answer {
  const rows = call.world.accounts
    .filter((account) => account.online !== null)
    .map((row) => onlineRow(call, row));
  return answer(call, { kf_online_list: rows });
}

function readNickname(call: Call, body: JsonObject): string {
  const { settings } = call.world;
  if (isAcceptedNickname(body.nickname, settings)) return body.nickname;
  throw serviceRefusal(settings.errorFamily, 65403);
}

function listRow(call: Call, account: KfAccount): object {
  const { pictures, settings } = call.world;
  return {
    kf_account: account.account,
    kf_headimgurl: pictureUrl(pictures, account.picture, settings, call.origin),
    kf_id: shownId(call, account),
    kf_nick: account.nickname,
    ...(settings.listOpenid === 'present' ? { kf_openid: account.openid } : {}),
    ...workerFields(account, call.now),
  };
}

function workerFields(account: KfAccount, now: number): object {
  const worker = workerAt(account.worker, now);
  if (worker.state === 'bound') return { kf_wx: worker.wechatId };
  if (worker.state === 'none') return {};
  return {
    invite_wx: worker.wechatId,
    invite_expire_time: Math.floor(worker.expiresAt / 1000),
    invite_status: worker.answer,
  };
}

function onlineRow(call: Call, account: KfAccount): object {
  const { sessions, settings } = call.world;
  const serving = sessionsOf(sessions, account.account, call.now).length;
  const accepted_case = account.online?.acceptedCase ?? serving;
  return {
    kf_account: account.account,
    status: account.online?.status ?? 0,
    kf_id: shownId(call, account),
    ...(settings.onlineFields === 'accepted-case' ? {} : { kf_openid: account.openid }),
    ...(settings.onlineFields === 'openid' ? {} : { accepted_case }),
  };
}

function shownId(call: Call, account: KfAccount): string | number {
  return call.world.settings.kfId === 'number' ? account.id : String(account.id);
}
