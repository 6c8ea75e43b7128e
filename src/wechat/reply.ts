import { type JsonObject, parseAnswer } from './answer.ts';
import { type Errmsg, parseErrmsg } from './errmsg.ts';
import type { Exchange } from './transport.ts';
import { answerFault, type TransportFault } from './transport-faults.ts';

/** An exchange as WeChat meant it. */
export type Reply =
  | { readonly kind: 'done'; readonly object: JsonObject }
  | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg: Errmsg }
  | { readonly kind: 'fault'; readonly fault: TransportFault };

/** The answer to a read: WeChat leaves `errcode` out of lists and tokens when all is well. */
export function readReply(exchange: Exchange): Reply {
  const read = readObject(exchange);
  if ('fault' in read) return { kind: 'fault', fault: read.fault };
  const { errcode } = read.object;
  if (errcode === undefined) return { kind: 'done', object: read.object };
  const digits = typeof errcode === 'string' && /^-?\d{1,9}$/.test(errcode);
  return withErrcode(read.object, digits ? Number(errcode) : errcode);
}

/** The answer to a write: only an integer `errcode` says anything, so without one the outcome stays unknown. */
export function writeReply(exchange: Exchange): Reply {
  const read = readObject(exchange);
  if ('fault' in read) return { kind: 'fault', fault: read.fault };
  return withErrcode(read.object, read.object.errcode);
}

function withErrcode(object: JsonObject, errcode: unknown): Reply {
  if (typeof errcode !== 'number' || !Number.isSafeInteger(errcode)) {
    return {
      kind: 'fault',
      fault: answerFault('no-errcode', 'the answer holds no errcode that could be relied on'),
    };
  }
  if (errcode === 0) return { kind: 'done', object };
  return { kind: 'errcode', errcode, errmsg: parseErrmsg(object.errmsg) };
}

function readObject(exchange: Exchange): { object: JsonObject } | { fault: TransportFault } {
  if (exchange.kind === 'fault') return exchange;
  const answer = parseAnswer(exchange.text);
  return answer.kind === 'object' ? answer : { fault: unreadable[answer.why] };
}

const otherServer =
  'Check that the endpoint is really WeChat, and that no login page of a network stands in between.';

const unreadable = {
  html: answerFault('unreadable-answer', 'a web page came back in place of an answer', { hint: otherServer }),
  empty: answerFault('unreadable-answer', 'the answer was empty'),
  'not-json': answerFault('unreadable-answer', 'the answer was not readable JSON, or was cut off', {
    hint: otherServer,
  }),
  'not-an-object': answerFault('unreadable-answer', 'the answer was JSON of another shape', {
    hint: otherServer,
  }),
  'too-deep': answerFault('unreadable-answer', 'the answer was nested too deep', { hint: otherServer }),
};
