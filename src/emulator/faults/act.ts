/** Acts a fault out: whether and when the call is carried out, and what the caller gets to see. */

import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, gatewayPage } from '../http/answer.ts';
import { drop, sendCut, sendDripping, sendGzipBomb, sendWhole } from '../http/sending.ts';
import type { Fault } from './fault.ts';

export interface Stage {
  response: ServerResponse;
  /** Carries the call out (again) and gives its answer. */
  carryOut: () => Promise<Answer>;
  /** WeChat's answer with that errcode. */
  refusal: (errcode: number, text: string) => Answer;
  /** Does it after a while, unless the emulator is closed before. */
  later: (ms: number, action: () => Promise<unknown>) => void;
}

/** Returns what was sent, for the record; undefined when the caller got no complete answer. */
export async function actOut(fault: Fault, stage: Stage): Promise<Answer | undefined> {
  const { response, carryOut } = stage;
  switch (fault.kind) {
    case 'reset':
      if (fault.effect) await carryOut();
      drop(response, fault.close);
      return undefined;
    case 'hang':
      if (fault.effect) await carryOut();
      return undefined;
    case 'late':
      stage.later(fault.ms, carryOut);
      drop(response, 'rst');
      return undefined;
    case 'delay':
      return actDelay(fault, stage);
    case 'drip':
      await sendDripping(response, await carryOut(), fault);
      return undefined;
    case 'cut':
      await sendCut(response, await carryOut(), fault.atByte, fault.framing);
      return undefined;
    case 'gzip-bomb':
      if (fault.effect) await carryOut();
      await sendGzipBomb(response, fault.megabytes);
      return undefined;
    default:
      return send(response, await replacement(fault, stage));
  }
}

async function actDelay(fault: Fault & { kind: 'delay' }, stage: Stage): Promise<Answer> {
  const early = fault.effect ? await stage.carryOut() : undefined;
  await sleep(fault.ms, undefined, { ref: false });
  return send(stage.response, early ?? (await stage.carryOut()));
}

async function replacement(fault: Fault, stage: Stage): Promise<Answer> {
  const carriedOut = 'effect' in fault && !fault.effect ? undefined : await stage.carryOut();
  switch (fault.kind) {
    case 'html':
      return gatewayPage(fault.status, 'Bad Gateway');
    case 'errcode':
      return stage.refusal(fault.errcode, fault.errmsg);
    case 'redirect':
      return {
        status: fault.status,
        headers: { location: fault.location },
        body: Buffer.alloc(0),
        errcode: 0,
      };
    case 'body':
      return replaced(fault.status, fault.contentType, fault.body);
    default:
      return afterwards(fault, carriedOut ?? (await stage.carryOut()), stage);
  }
}

async function afterwards(fault: Fault, first: Answer, stage: Stage): Promise<Answer> {
  if (fault.kind === 'duplicate') {
    const second = await stage.carryOut();
    return fault.answer === 'first' ? first : second;
  }
  if (fault.kind === 'truncate') return { ...first, body: first.body.subarray(0, fault.atByte) };
  return first;
}

function replaced(status: number, contentType: string, body: string): Answer {
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(body), errcode: 0 };
}

function send(response: ServerResponse, answer: Answer): Answer {
  sendWhole(response, answer);
  return answer;
}
