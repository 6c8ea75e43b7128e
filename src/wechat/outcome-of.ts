import type { Failure } from '../model/failure.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import { say } from '../words/en/wechat.ts';
import type { JsonObject } from './answer.ts';
import { classify } from './classify.ts';
import { type Asked, openCause, refusalCause, transportCause } from './errors.ts';
import type { Reply } from './reply.ts';
import { answerFault } from './transport-faults.ts';

/** An outcome with what WeChat answered, when it said that all is well. */
export interface Answered {
  readonly outcome: Outcome;
  readonly answer?: JsonObject;
}

/** An upload was answered without an error and without the id that would prove it. */
export function unprovedUpload(asked: Asked): Extract<Outcome, { kind: 'unknown' }> {
  const fault = answerFault('no-media-id', say('answer-without-media-id'));
  return { kind: 'unknown', cause: transportCause(asked, fault) };
}

type Retry = Extract<Outcome, { then: 'retry' }>;

/** Milliseconds before a write that never left is worth another try. */
const reconnectMs = 1000;

/** What the answer to a write proves about its effect; whatever it does not prove is `unknown`. */
export function outcomeOf(asked: Asked, reply: Reply): Outcome {
  if (reply.kind === 'done') return { kind: 'applied' };
  if (reply.kind === 'fault') {
    const cause = transportCause(asked, reply.fault);
    if (reply.fault.sent) return { kind: 'unknown', cause };
    return reply.fault.passing ? retryAfter(reconnectMs, cause) : notApplied(cause, 'stop');
  }
  const { errcode, errmsg } = reply;
  const verdict = classify(asked.operation, errcode);
  switch (verdict.rule) {
    case 'success':
      return { kind: 'applied' };
    case 'read-back':
    case 'leave-unknown':
    case 'ask-again': {
      // Any errcode but -1 (busy) claims that nothing was done this time.
      const refused = errcode !== -1;
      return { kind: 'unknown', cause: openCause(asked, errcode, errmsg), ...(refused && { refused }) };
    }
    case 'wait':
      // Only a quota of the minute is worth a wait within a run, and it means: too many at once.
      return { ...retryAfter(verdict.waitMs, refusalCause(asked, errcode, errmsg)), slower: true };
    case 'stop':
    case 'renew-token':
      return notApplied(refusalCause(asked, errcode, errmsg), 'stop');
    case 'fail':
    case 'other-verb':
      return notApplied(refusalCause(asked, errcode, errmsg), 'fail');
  }
}

/** A write that was not sent because the token it needs could not be had. */
export function stoppedBy({ kind, code, message, hint, said }: Failure): Outcome {
  const errcode = /^-?\d+$/.test(code) ? Number(code) : code;
  const cause = { code: errcode, message, ...(hint !== undefined && { hint }), ...(said && { said }) };
  return notApplied(kind === 'auth' || kind === 'quota' ? { ...cause, kind } : cause, 'stop');
}

function notApplied(cause: Cause, then: 'fail' | 'stop'): Outcome {
  return { kind: 'not-applied', cause, then };
}

function retryAfter(waitMs: number, cause: Cause): Retry {
  const then = 'retry';
  return { kind: 'not-applied', cause, then, waitMs };
}
