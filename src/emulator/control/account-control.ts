/** What happens to kf accounts outside the API: in the web console, and by the people behind them. */

import { type Answer, plainJson } from '../http/answer.ts';
import { findAccount, type KfAccount, type Worker } from '../world/accounts.ts';
import { answerInvitation } from '../world/invitations.ts';
import { storePicture } from '../world/pictures.ts';
import { newAccount } from '../world/seeding.ts';
import { addSession } from '../world/sessions.ts';
import { acquireUser } from '../world/users.ts';
import { ControlFault, type ControlRequest, readChanges, readText, readWord } from './control-request.ts';

export function getAccounts({ world }: ControlRequest): Answer {
  return plainJson(world.accounts);
}

/** Adds an account as the web console would: any suffix, also an empty name. `worker` binds that person. */
export function addAccount({ world, body }: ControlRequest): Answer {
  const account = readText(body, 'account');
  if (findAccount(world.accounts, account) !== undefined) throw new ControlFault(409, `${account} exists`);
  const worker: Worker =
    body.worker === undefined ? { state: 'none' } : { state: 'bound', wechatId: readText(body, 'worker') };
  const nickname = body.nickname === undefined ? {} : { nickname: readText(body, 'nickname') };
  const added = newAccount(world, { account, worker, ...nickname });
  world.accounts.push(added);
  return plainJson(added);
}

/** Someone changes the nickname, or puts another person in charge, elsewhere. */
export function changeAccount(request: ControlRequest): Answer {
  const account = requireNamed(request);
  const { nickname, worker } = readChanges(
    request.body,
    { nickname: '', worker: null as string | null },
    { worker: 'string' },
  );
  if (nickname !== undefined) account.nickname = nickname;
  if (worker !== undefined) {
    account.worker = worker === null ? { state: 'none' } : { state: 'bound', wechatId: worker };
  }
  return plainJson(account);
}

export function removeAccount(request: ControlRequest): Answer {
  const account = requireNamed(request);
  request.world.accounts = request.world.accounts.filter((other) => other !== account);
  return plainJson({ ok: true });
}

/** The CDN serves the same picture under another URL. */
export function movePicture(request: ControlRequest): Answer {
  const account = requireNamed(request);
  const { world } = request;
  const picture = world.pictures[account.picture];
  if (picture === undefined) throw new ControlFault(404, 'the account has no picture');
  account.picture = storePicture(world.pictures, picture, { ...world.settings, pictureIds: 'per-upload' });
  return plainJson(account);
}

/** The invited person accepts or rejects, or the invitation runs out. */
export function answer(request: ControlRequest): Answer {
  const account = requireNamed(request);
  const given = readWord(request.body, 'answer', ['accept', 'reject', 'expire']);
  if (!answerInvitation(account, given, request.now)) throw new ControlFault(409, 'no invitation is waiting');
  return plainJson(account);
}

/** The worker comes online, serving the customers in `sessions`. */
export function goOnline(request: ControlRequest): Answer {
  const account = requireNamed(request);
  const { world, now } = request;
  const fields = { status: 1, acceptedCase: null as number | null, sessions: [] as unknown[] };
  const {
    status = 1,
    acceptedCase = null,
    sessions,
  } = readChanges(request.body, fields, { acceptedCase: 'number' });
  if (status !== 1 && status !== 2 && status !== 3) throw new ControlFault(400, 'status must be 1, 2 or 3');
  account.online = { status, acceptedCase };
  for (const openid of (sessions ?? []).map(String)) {
    acquireUser(world.users, openid);
    addSession(world.sessions, account.account, openid, now);
  }
  return plainJson(account);
}

export function goOffline(request: ControlRequest): Answer {
  const account = requireNamed(request);
  account.online = null;
  return plainJson(account);
}

/** Says of a WeChat ID that nobody has it, or that the person works for many accounts already. */
export function putPerson({ world, name, body }: ControlRequest): Answer {
  const person = { exists: true, boundElsewhere: 0, ...world.people[name] };
  world.people[name] = { ...person, ...readChanges(body, person) };
  return plainJson(world.people[name]);
}

function requireNamed({ world, name }: ControlRequest): KfAccount {
  const account = findAccount(world.accounts, name);
  if (account === undefined) throw new ControlFault(404, `there is no account ${name}`);
  return account;
}
