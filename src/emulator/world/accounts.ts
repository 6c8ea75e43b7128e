/** The kf accounts of the official account: rules for their names, and the list as it was a moment ago. */

import { type ErrorCode, serviceRefusal } from '../errors.ts';
import type { Settings } from './settings.ts';

export interface KfAccount {
  /** `alice@kftest`; empty for a person added in the web console without an account name. */
  account: string;
  nickname: string;
  id: number;
  openid: string;
  picture: string;
  worker: Worker;
  online: Online | null;
}

export type Worker =
  | { state: 'none' }
  /** `expiresAt` in milliseconds; a waiting invitation past it counts as expired. */
  | { state: 'invited'; wechatId: string; answer: 'waiting' | 'rejected' | 'expired'; expiresAt: number }
  | { state: 'bound'; wechatId: string };

export interface Online {
  /** 1: web client; the 多客服 era also had 2 (phone) and 3 (both). */
  status: 1 | 2 | 3;
  /** Shown instead of the number of sessions when set. */
  acceptedCase: number | null;
}

/** The accounts as they stood until `until`. */
export interface FormerList {
  number: number;
  until: number;
  accounts: KfAccount[];
}

export const defaultPicture = 'default';

export function findAccount(accounts: KfAccount[], account: unknown): KfAccount | undefined {
  if (typeof account !== 'string' || account === '') return undefined;
  return accounts.find((known) => known.account === account);
}

/** The account of that name, or the refusal 65401. */
export function requireAccount(accounts: KfAccount[], settings: Settings, account: unknown): KfAccount {
  const found = findAccount(accounts, account);
  if (found === undefined) throw serviceRefusal(settings.errorFamily, 65401);
  return found;
}

export function accountLimit(settings: Settings): number {
  return settings.limits === 'old' ? 10 : 100;
}

/** Why the name is refused, or undefined. At most 10 of `[A-Za-z0-9_]`, "@", the WeChat ID (docs, addkfaccount). */
export function accountNameFault(name: unknown, wechatId: string, settings: Settings): ErrorCode | undefined {
  if (typeof name !== 'string') return 65404;
  const at = name.indexOf('@');
  const prefix = name.slice(0, Math.max(at, 0));
  if (settings.errorFamily === 'old' && prefix.length > 10) return 61454;
  if (!/^[A-Za-z0-9_]{1,10}$/.test(prefix)) return 65404;
  const suffix = name.slice(at + 1);
  return suffix === wechatId && suffix.length <= 30 ? undefined : 65404;
}

/** Whether WeChat takes the nickname: 16 characters (docs, addkfaccount), or the older 6 Chinese or 12 Latin ones. */
export function isAcceptedNickname(nickname: unknown, settings: Settings): nickname is string {
  if (typeof nickname !== 'string' || nickname.trim() === '') return false;
  if (/\p{Cc}/u.test(nickname)) return false;
  if (settings.limits === 'old') return halfWidths(nickname) <= 12;
  return nicknameLength(nickname, settings) <= 16;
}

function nicknameLength(nickname: string, settings: Settings): number {
  if (settings.nicknameUnits === 'bytes') return Buffer.byteLength(nickname);
  if (settings.nicknameUnits === 'utf16') return nickname.length;
  return [...nickname].length;
}

function halfWidths(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u00ff' ? 2 : 1), 0);
}
