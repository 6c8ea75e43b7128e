/** Quotas, trace ids and the checks of the network (WeChat docs, openApi 管理). */

import { Refusal } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { clearAll, clearPath, countsOf } from '../world/quotas.ts';
import { requireTrace } from '../world/rids.ts';
import { answer, type Call, ok, readJsonObject } from './call.ts';

export function clearQuota(call: Call): Answer {
  if (readJsonObject(call).appid !== call.world.officialAccount.appId) throw new Refusal(40013);
  clearAll(call.world.quotas, call.now);
  return ok(call);
}

/** The same without a token, by AppSecret; it shares the ten clearings a month. */
export function clearQuotaBySecret(call: Call): Answer {
  const { appId, appSecret } = call.world.officialAccount;
  const body = call.body.length > 0 ? readJsonObject(call) : {};
  if ((call.query.get('appid') ?? body.appid) !== appId) throw new Refusal(40013);
  if ((call.query.get('appsecret') ?? body.appsecret) !== appSecret) throw new Refusal(40125);
  clearAll(call.world.quotas, call.now);
  return ok(call);
}

export function clearPathQuota(call: Call): Answer {
  clearPath(call.world.quotas, readPath(call).path, call.now);
  return ok(call);
}

export function getQuota(call: Call): Answer {
  const { path, perDay } = readPath(call);
  const counts = countsOf(call.world.quotas, path, perDay, call.now);
  const quota = {
    daily_limit: counts.perDay,
    used: counts.used,
    remain: Math.max(0, counts.perDay - counts.used),
  };
  const perMinute = counts.perMinute;
  const rate = perMinute === undefined ? {} : { rate_limit: { call_count: perMinute, refresh_second: 60 } };
  return answer(call, { errcode: 0, errmsg: 'ok', quota, ...rate });
}

export function explainRid(call: Call): Answer {
  const trace = requireTrace(call.world.traces, readJsonObject(call).rid, call.now);
  const request = {
    invoke_time: Math.floor(trace.at / 1000),
    cost_in_ms: 30,
    request_url: trace.request,
    request_body: trace.requestBody,
    response_body: trace.responseBody,
    client_ip: trace.ip,
  };
  return answer(call, { errcode: 0, errmsg: 'ok', request });
}

/** Addresses of documentation networks, so that nobody takes them for WeChat's. */
export function listServerAddresses(call: Call): Answer {
  return answer(call, { ip_list: ['203.0.113.10', '203.0.113.11'] });
}

const operators = ['CHINANET', 'UNICOM', 'CAP', 'DEFAULT'];

export function checkCallback(call: Call): Answer {
  const { action, check_operator } = readJsonObject(call);
  if (action !== 'dns' && action !== 'ping' && action !== 'all') throw new Refusal(40202);
  if (!operators.includes(String(check_operator ?? 'DEFAULT'))) throw new Refusal(40203);
  if (call.world.officialAccount.callbackUrl === null) throw new Refusal(40201);
  const ip = '203.0.113.20';
  const operator = String(check_operator ?? 'DEFAULT');
  const dns = action === 'ping' ? {} : { dns: [{ ip, real_operator: operator }] };
  const lossless = { ip, from_operator: operator, package_loss: '0%', time: '5.000ms' };
  return answer(call, { ...dns, ...(action === 'dns' ? {} : { ping: [lossless] }) });
}

/** The path of `cgi_path` with its usual limit: 76021 when unknown, 76022 when it is for mini programs only. */
function readPath(call: Call): { path: string; perDay: number } {
  const { cgi_path } = readJsonObject(call);
  if (typeof cgi_path !== 'string') throw new Refusal(76021);
  if (cgi_path.startsWith('/wxa/')) throw new Refusal(76022);
  const perDay = call.usualPerDay(cgi_path);
  if (perDay === undefined) throw new Refusal(76021);
  return { path: cgi_path, perDay };
}
