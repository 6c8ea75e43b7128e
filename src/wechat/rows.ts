import {
  type AccountId,
  accountId,
  type ConsoleAccount,
  type LiveAccount,
  type LiveAccounts,
  type OnlineAccount,
  type Worker,
} from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';
import type { JsonObject } from './answer.ts';

/** WeChat docs, getkflist: at most 100 accounts. Ten times that is somebody else's answer. */
const rowLimit = 1000;

/**
 * The answer of `getkflist` (WeChat docs, getkflist). Throws a `Failure` when it holds no `kf_list`: an answer that
 * can't be understood must never pass for "no accounts".
 */
export function readAccountList(answer: JsonObject): LiveAccounts {
  const rows = rowsOf(answer, 'getkflist', 'kf_list');
  const accounts = rows.filter(hasAccount).map(readAccount);
  accounts.sort((left, right) => (left.id < right.id ? -1 : 1));
  const twice = accounts.find((account, index) => accounts[index + 1]?.id === account.id);
  if (twice !== undefined) throw unusable('getkflist', say('listed-twice', { account: visible(twice.id) }));
  return { accounts, consoleAccounts: rows.filter((row) => !hasAccount(row)).map(readConsoleAccount) };
}

/** The answer of `getonlinekflist`; rows of people without a `kf_account` are left out. */
export function readOnlineList(answer: JsonObject): readonly OnlineAccount[] {
  return rowsOf(answer, 'getonlinekflist', 'kf_online_list')
    .filter(hasAccount)
    .map((row) => ({ id: readId(row, 'getonlinekflist'), acceptedCases: readCases(row) }));
}

/** WeChat docs print rows without it. What is there and no number must never pass for "serves nobody". */
function readCases({ kf_account: account, accepted_case: cases }: JsonObject): number {
  if (cases === undefined) return 0;
  const text = textOf(cases) ?? '';
  const count = text === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw unusable('getonlinekflist', say('listed-no-cases', { account: visible(String(account)) }));
}

function rowsOf(answer: JsonObject, call: string, key: string): readonly JsonObject[] {
  const rows = Object.hasOwn(answer, key) ? answer[key] : undefined;
  if (!Array.isArray(rows)) throw withoutList(answer, call, key);
  if (rows.length > rowLimit) throw unusable(call, say('listed-too-many', { count: rows.length }));
  return rows.map((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw unusable(call, say('listed-no-accounts', { key }));
    }
    return row as JsonObject;
  });
}

function withoutList(answer: JsonObject, call: string, key: string): Failure {
  if (key === 'kf_list' && Object.hasOwn(answer, 'kf_online_list')) {
    return unusable(call, say('listed-online-ones'));
  }
  return unusable(call, say('listed-without', { key }));
}

/** Accounts added in WeChat's console by WeChat ID have an empty `kf_account` or none. */
function hasAccount(row: JsonObject): boolean {
  return row.kf_account !== undefined && row.kf_account !== null && row.kf_account !== '';
}

function readAccount(row: JsonObject): LiveAccount {
  return {
    id: readId(row, 'getkflist'),
    nickname: readText(row, 'kf_nick'),
    // Spaces at its ends would make an unchanged picture look moved, and are no part of an address.
    avatarUrl: readText(row, 'kf_headimgurl').trim(),
    kfId: readText(row, 'kf_id'),
    worker: readWorker(row),
  };
}

function readConsoleAccount(row: JsonObject): ConsoleAccount {
  return { nickname: readText(row, 'kf_nick'), kfId: readText(row, 'kf_id') };
}

function readId(row: JsonObject, call: string): AccountId {
  const name = row.kf_account;
  const at = typeof name === 'string' ? name.lastIndexOf('@') : -1;
  if (typeof name !== 'string' || at < 1 || at === name.length - 1) {
    throw unusable(call, say('listed-no-name', { account: visible(JSON.stringify(name) ?? '') }));
  }
  return accountId(name.slice(0, at), name.slice(at + 1));
}

/** `kf_wx` once the invitation is accepted, `invite_wx` with `invite_status` before. */
function readWorker(row: JsonObject): Worker {
  const bound = readText(row, 'kf_wx');
  if (bound !== '') return { status: 'bound', wechatId: bound };
  const wechatId = readText(row, 'invite_wx');
  if (wechatId === '') return { status: 'none' };
  const expiresAt = readMoment(row.invite_expire_time);
  const status = inviteStatuses.get(textOf(row.invite_status) ?? '');
  // A status of the future is taken for a waiting invitation: inviting once more could only do harm.
  if (status === undefined) return { status: 'invited', wechatId };
  return { status, wechatId, ...(expiresAt > 0 && { expiresAt }) };
}

const inviteStatuses = new Map<string, 'invited' | 'rejected' | 'expired'>([
  ['waiting', 'invited'],
  ['rejected', 'rejected'],
  ['expired', 'expired'],
]);

/** Empty where nothing is there. What is there and no text must never pass for nothing: a person would be invited anew. */
function readText(row: JsonObject, key: string): string {
  const value = row[key] ?? '';
  const text = textOf(value);
  if (text === undefined) throw unusable('getkflist', say('listed-no-text', { key }));
  return text;
}

/** WeChat writes the same id as a string in its docs and as a number in its answers. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** Unix seconds; 0 for what is no moment of a calendar, such as milliseconds: when it is over is not known then. */
function readMoment(value: unknown): number {
  const seconds = readCount(value);
  return seconds <= endOfCalendar ? seconds : 0;
}

/** The last second of the year 9999. */
const endOfCalendar = 253_402_300_799;

function readCount(value: unknown): number {
  const count = Number(textOf(value) ?? 0);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function unusable(call: string, why: Saying): Failure {
  return new Failure(
    'unreachable',
    'unusable-list',
    told(say('list-unusable', { endpoint: call, why }), say('nothing-planned')),
  );
}
