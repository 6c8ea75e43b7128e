/** Chat records: what went between a kf account and a customer (WeChat docs, 获取聊天记录). */

import { type Message, recordText } from './messages.ts';

/** 2002: sent by the worker; 2003: received by the worker. */
type Opercode = 2002 | 2003;

export interface ChatRecord {
  number: number;
  at: number;
  openid: string;
  opercode: Opercode;
  text: string;
  worker: string;
}

export function addRecord(records: ChatRecord[], message: Message, worker: string): void {
  records.push({
    number: (records.at(-1)?.number ?? 0) + 1,
    at: message.at,
    openid: message.openid,
    opercode: message.from === 'account' ? 2002 : 2003,
    text: recordText(message),
    worker,
  });
}

/** The records of a period given in seconds, both ends included. */
export function recordsBetween(
  records: ChatRecord[],
  startSeconds: number,
  endSeconds: number,
): ChatRecord[] {
  return records.filter(({ at }) => at >= startSeconds * 1000 && at < (endSeconds + 1) * 1000);
}

export function recordRow(record: ChatRecord): object {
  return {
    openid: record.openid,
    opercode: record.opercode,
    text: record.text,
    time: Math.floor(record.at / 1000),
    worker: record.worker,
  };
}
