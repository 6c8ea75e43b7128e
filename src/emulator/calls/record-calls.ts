/** Chat records: getmsglist, and the older getrecord (WeChat docs, 获取聊天记录). */

import { Refusal, serviceRefusal } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { recordRow, recordsBetween } from '../world/records.ts';
import { answer, type Call, readJsonObject } from './call.ts';

const longestPeriodSeconds = 24 * 3600;

/** Pages by `msgid`: the first page begins at 1, the next at the `msgid` of the answer before. */
export function listMessages(call: Call): Answer {
  const { starttime, endtime, msgid, number } = readJsonObject(call);
  const { errorFamily, equalTimes } = call.world.settings;
  if (![starttime, endtime, msgid, number].every(Number.isSafeInteger))
    throw serviceRefusal(errorFamily, 65416);
  const [start, end, first, count] = [Number(starttime), Number(endtime), Number(msgid), Number(number)];
  const isBackwards = equalTimes === 'accept' ? end < start : end <= start;
  if (isBackwards || first < 1 || count < 1 || count > 10_000) throw serviceRefusal(errorFamily, 65416);
  if (end - start > longestPeriodSeconds) throw serviceRefusal(errorFamily, 65417);
  const page = recordsBetween(call.world.records, start, end)
    .filter((record) => record.number >= first)
    .slice(0, count);
  const next = (page.at(-1)?.number ?? first - 1) + 1;
  return answer(call, { recordlist: page.map(recordRow), number: page.length, msgid: next });
}

export function listRecords(call: Call): Answer {
  const { starttime, endtime, openid, pagesize, pageindex } = readJsonObject(call);
  if (!Number.isSafeInteger(starttime) || !Number.isSafeInteger(endtime)) throw new Refusal(61500);
  const [start, end, size, page] = [Number(starttime), Number(endtime), Number(pagesize), Number(pageindex)];
  if (end <= start || end - start > longestPeriodSeconds) throw new Refusal(61501);
  if (!(size >= 1 && size <= 50 && page >= 1)) throw new Refusal(61451);
  const recordlist = recordsBetween(call.world.records, start, end)
    .filter((record) => openid === undefined || openid === '' || record.openid === openid)
    .slice((page - 1) * size, page * size)
    .map(recordRow);
  return answer(call, { recordlist });
}
