/** Sending a customer-service message, and showing that someone types (WeChat docs, custom/send and typing). */

import { type ErrorCode, Refusal } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { requireAccount } from '../world/accounts.ts';
import type { Trouble } from '../world/official-account.ts';
import { deliver } from '../world/talking.ts';
import { requireUser, type User } from '../world/users.ts';
import { checkWindow } from '../world/windows.ts';
import { type Call, type JsonObject, ok, readJson, readJsonObject } from './call.ts';
import { readContent } from './message-rules.ts';

const exchangeMs = 30_000;
const typingMs = 15_000;

/** Checks what is sent first, then whether it may be sent now; which of the two WeChat does first is not known. */
export function sendMessage(call: Call): Answer {
  const { world } = call;
  const body = readJsonObject(call);
  const user = requireUser(world.users, body.touser);
  const { msgtype, content } = readContent(body, call);
  const as = readSender(call, body);
  checkAccountMaySend(call);
  checkUserTakes(user);
  checkWindow(user.grants, call.now);
  deliver(world, user, { msgtype, content, as, ai: isFromAi(body) }, call.now);
  return ok(call);
}

export function typing(call: Call): Answer {
  const { world, now } = call;
  const body = readTyping(call);
  // A bare string names nobody, so nobody sees anything.
  if (body.touser === undefined && world.settings.bareTypingCommand === 'accept') return ok(call);
  if (world.officialAccount.kind === 'miniprogram') throw new Refusal(40200);
  const user = requireUser(world.users, body.touser);
  if (body.command === 'CancelTyping') {
    user.typingUntil = null;
    return ok(call);
  }
  checkUserTakes(user);
  checkWindow(user.grants, now);
  if (user.lastExchangeAt === null || now - user.lastExchangeAt > exchangeMs) throw new Refusal(45080);
  if (user.typingUntil !== null && user.typingUntil > now) throw new Refusal(45081);
  user.typingUntil = now + typingMs;
  return ok(call);
}

function readTyping(call: Call): JsonObject {
  const read = readJson(call);
  const body = typeof read === 'string' ? { command: read } : readJsonObject(call);
  if (typeof read === 'string' && call.world.settings.bareTypingCommand === 'refuse')
    throw new Refusal(47001);
  if (body.command !== 'Typing' && body.command !== 'CancelTyping') throw new Refusal(45072);
  return body;
}

/** The kf account that the customer sees; any other key than `customservice.kf_account` is ignored. */
function readSender(call: Call, body: JsonObject): string | null {
  const { customservice } = body;
  if (typeof customservice !== 'object' || customservice === null || !('kf_account' in customservice))
    return null;
  const account = requireAccount(call.world.accounts, call.world.settings, customservice.kf_account);
  const isBound = account.worker.state === 'bound';
  if (!isBound && call.world.settings.sendAsUnbound === 'refuse') throw new Refusal(65402);
  return account.account;
}

const refusedBy: Partial<Record<Trouble, ErrorCode>> = {
  'account-limited': 50002,
  'messages-blocked': 45087,
  'punished-on-enter-session': 45094,
  'msgtype-not-permitted': 48008,
};

function checkAccountMaySend(call: Call): void {
  for (const trouble of call.world.officialAccount.troubles) {
    const code = refusedBy[trouble];
    if (code !== undefined) throw new Refusal(code);
  }
}

function checkUserTakes(user: User): void {
  if (user.blacklisted) throw new Refusal(43019);
  if (user.refusesMessages) throw new Refusal(48002);
  if (user.minor) throw new Refusal(70000);
  if (user.relation === 'never-followed') throw new Refusal(43004);
}

function isFromAi(body: JsonObject): boolean {
  const context = body.aimsgcontext;
  return typeof context === 'object' && context !== null && 'is_ai_msg' in context && context.is_ai_msg === 1;
}
