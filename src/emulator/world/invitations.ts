/** Inviting a person (worker) to a kf account, and what becomes of the invitation. */

import { Refusal, serviceRefusal } from '../errors.ts';
import type { KfAccount, Worker } from './accounts.ts';
import type { Settings } from './settings.ts';

/** What is known of a WeChat user who may be invited; anyone not listed exists and is bound nowhere. */
export interface Person {
  exists: boolean;
  /** How many kf accounts of other official accounts the person is bound to. */
  boundElsewhere: number;
}

/** How long an invitation waits: modelled, no source gives it. */
const invitationMs = 24 * 3600_000;
/** From how many accounts on 65410 is answered: modelled. */
const tooManyAccounts = 5;

/** The worker with the effect of time: a waiting invitation past its end is expired. */
export function workerAt(worker: Worker, now: number): Worker {
  if (worker.state !== 'invited' || worker.answer !== 'waiting' || now < worker.expiresAt) return worker;
  return { ...worker, answer: 'expired' };
}

/** Leaves a waiting invitation on the account, or refuses with 65407 to 65412 (WeChat docs, inviteworker). */
export function invite(
  accounts: KfAccount[],
  people: Record<string, Person>,
  settings: Settings,
  account: KfAccount,
  wechatId: unknown,
  now: number,
): void {
  if (account.worker.state === 'bound') throw new Refusal(65412);
  if (typeof wechatId !== 'string' || !/^[A-Za-z][\w-]{4,29}$/.test(wechatId)) {
    throw serviceRefusal(settings.errorFamily, 65409);
  }
  const person = people[wechatId] ?? { exists: true, boundElsewhere: 0 };
  if (!person.exists) throw serviceRefusal(settings.errorFamily, 65409);
  if (accounts.some(({ worker }) => worker.state === 'bound' && worker.wechatId === wechatId)) {
    throw new Refusal(65407);
  }
  if (person.boundElsewhere >= tooManyAccounts) throw new Refusal(65410);
  if (accounts.some(({ worker }) => isWaiting(worker, now) && worker.wechatId === wechatId)) {
    throw new Refusal(65408);
  }
  if (isWaiting(account.worker, now)) throw new Refusal(65411);
  account.worker = { state: 'invited', wechatId, answer: 'waiting', expiresAt: now + invitationMs };
}

function isWaiting(worker: Worker, now: number): worker is Extract<Worker, { state: 'invited' }> {
  const current = workerAt(worker, now);
  return current.state === 'invited' && current.answer === 'waiting';
}

/** The person answers: accepting binds them; a rejected or expired invitation stays visible in the list. */
export function answerInvitation(
  account: KfAccount,
  answer: 'accept' | 'reject' | 'expire',
  now: number,
): boolean {
  const { worker } = account;
  if (!isWaiting(worker, now)) return false;
  if (answer === 'accept') account.worker = { state: 'bound', wechatId: worker.wechatId };
  else account.worker = { ...worker, answer: answer === 'reject' ? 'rejected' : 'expired' };
  return true;
}
