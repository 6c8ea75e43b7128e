/** How the codes of tokens, transport, quotas and diagnostics come about. */

import { addTrace } from '../../src/emulator/world/rids.ts';
import { get, official, post, type Step, settings, stage, token, trouble } from './stage.ts';

const listPath = '/cgi-bin/customservice/getkflist';
const addPath = '/customservice/kfaccount/add';
const rid = '617682e0-09059ac5-34a8e2ea';
const list = get(listPath);
const explain = (asked: string) => post('/cgi-bin/openapi/rid/get', { rid: asked });
const checkCallback = (body: object) => post('/cgi-bin/callback/check', body);
const quotaOf = (cgi_path: string) => post('/cgi-bin/openapi/quota/get', { cgi_path });
const clearQuota: Step = () => stage.client.post('/cgi-bin/clear_quota', { appid: stage.emulator.appId });

const traced =
  (ageMs: number, foreign: boolean): Step =>
  () => {
    const at = stage.emulator.now() - ageMs;
    const nothing = { request: '', requestBody: '', responseBody: '', ip: '' };
    addTrace(stage.emulator.world.traces, rid, { at, foreign, ...nothing });
  };

const noneLeft =
  (per: 'perDay' | 'perMinute'): Step =>
  () => {
    stage.emulator.world.quotas[per][listPath] = 0;
  };

const hoursPass =
  (hours: number): Step =>
  () => {
    stage.emulator.world.clockOffsetMs += hours * 3600_000;
  };

export const generalErrorScenes: Record<number, readonly Step[]> = {
  40001: [get(listPath, { access_token: 'STALE_TOKEN' })],
  40002: [token({ grant_type: 'password' })],
  40013: [token({ appid: 'wx0123456789abcdef' })],
  40014: [get(listPath, { access_token: 'not a token' })],
  40033: [settings({ escapedText: '40033' }), post(addPath, '{"nickname":"\\u5c0f"}')],
  40035: [post('/cgi-bin/material/batchget_material', { type: 'image', offset: 0, count: 21 })],
  40038: [post(addPath, [])],
  40066: [get('/cgi-bin/no/such/path')],
  40125: [token({ secret: 'f'.repeat(32) })],
  40164: [official({ ipAllowList: [] }), token()],
  40201: [checkCallback({ action: 'all' })],
  40202: [checkCallback({ action: 'trace' })],
  40203: [checkCallback({ action: 'all', check_operator: 'NOBODY' })],
  40243: [trouble('secret-frozen'), token()],
  41001: [get(listPath, { access_token: '' })],
  41002: [token({ appid: '' })],
  41004: [token({ secret: '' })],
  42001: [hoursPass(2), list],
  43001: [post(listPath, {})],
  43002: [get(addPath)],
  43003: [settings({ requireHttps: 'yes' }), list],
  44002: [post(addPath, '')],
  45009: [noneLeft('perDay'), list],
  45011: [noneLeft('perMinute'), list],
  47001: [post(addPath, '{"kf_account":')],
  47002: [settings({ escapedText: '47002' }), post(addPath, '{"nickname":"\\u5c0f"}')],
  48001: [official({ verified: false }), list],
  48004: [trouble('api-forbidden'), list],
  48006: Array<Step>(11).fill(clearQuota),
  50004: [trouble('token-forbidden'), token()],
  50007: [trouble('account-frozen'), token()],
  76001: [explain(rid)],
  76002: [explain('')],
  76003: [traced(0, true), explain(rid)],
  76004: [traced(8 * 86_400_000, false), explain(rid)],
  76021: [quotaOf('/no/such/path')],
  76022: [quotaOf('/wxa/getwxacode')],
  89503: [trouble('needs-admin-confirm'), token()],
  89506: [trouble('refused-for-a-day'), token()],
  89507: [trouble('refused-for-an-hour'), token()],
};
