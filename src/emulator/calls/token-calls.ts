/** The two token endpoints, and the ticket that follows from a token (WeChat docs, getAccessToken, getStableAccessToken, getTicket). */

import { createHash } from 'node:crypto';
import { Refusal } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { isEmulatorAppId, type Trouble } from '../world/official-account.ts';
import { issueLegacyToken, issueStableToken, type Token } from '../world/tokens.ts';
import { answer, type Call, readJsonObject } from './call.ts';

export function token(call: Call): Answer {
  checkCredentials(call, {
    grantType: call.query.get('grant_type'),
    appId: call.query.get('appid'),
    secret: call.query.get('secret'),
  });
  const { tokens, settings } = call.world;
  return tokenAnswer(call, issueLegacyToken(tokens, settings, call.now));
}

export function stableToken(call: Call): Answer {
  const body = readJsonObject(call);
  checkCredentials(call, { grantType: body.grant_type, appId: body.appid, secret: body.secret });
  return tokenAnswer(call, issueStableToken(call.world.tokens, body.force_refresh === true, call.now));
}

/**
 * The ticket of web pages' JS-SDK (WeChat docs, getTicket), which many clients ask for beside the token. `expires_in` was
 * reported to be 7200 each time; that the ticket stays the same, and the code for another type, are modelled.
 */
export function ticket(call: Call): Answer {
  const type = call.query.get('type');
  if (type !== 'jsapi' && type !== 'wx_card') throw new Refusal(40097);
  const value = createHash('sha512').update(`${type} ${call.world.officialAccount.appSecret}`);
  return answer(call, {
    errcode: 0,
    errmsg: 'ok',
    ticket: value.digest('base64url').slice(0, 86),
    expires_in: 7200,
  });
}

function tokenAnswer(call: Call, issued: Token): Answer {
  const expires_in = Math.floor((issued.expiresAt - call.now) / 1000);
  return answer(call, { access_token: issued.value, expires_in });
}

const refusedBy: Partial<Record<Trouble, ConstructorParameters<typeof Refusal>[0]>> = {
  'secret-frozen': 40243,
  'account-frozen': 50007,
  'token-forbidden': 50004,
  'needs-admin-confirm': 89503,
  'refused-for-a-day': 89506,
  'refused-for-an-hour': 89507,
};

function checkCredentials(call: Call, given: { grantType: unknown; appId: unknown; secret: unknown }): void {
  const account = call.world.officialAccount;
  if (given.grantType !== 'client_credential') throw new Refusal(40002);
  if (given.appId === undefined || given.appId === null || given.appId === '') throw new Refusal(41002);
  if (!isEmulatorAppId(given.appId) || given.appId !== account.appId) throw new Refusal(40013);
  if (given.secret === undefined || given.secret === null || given.secret === '') throw new Refusal(41004);
  if (given.secret !== account.appSecret) {
    throw new Refusal(call.world.settings.wrongSecret === '40001' ? 40001 : 40125);
  }
  if (account.ipAllowList !== null && !account.ipAllowList.includes(call.ip)) {
    throw new Refusal(40164, `invalid ip ${call.ip} ipv6 ::ffff:${call.ip}, not in whitelist`);
  }
  for (const trouble of account.troubles) {
    const code = refusedBy[trouble];
    if (code !== undefined) throw new Refusal(code);
  }
}
