import { say } from '../words/en/wechat.ts';
import { type Answer, type JsonObject, parseAnswer } from './answer.ts';
import { type Errmsg, parseErrmsg } from './errmsg.ts';
import { excerpt } from './excerpt.ts';
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
  return withErrcode(read, digits ? Number(errcode) : errcode);
}

/** The answer to a write: only an integer `errcode` says anything, so without one the outcome stays unknown. */
export function writeReply(exchange: Exchange): Reply {
  const read = readObject(exchange);
  if ('fault' in read) return { kind: 'fault', fault: read.fault };
  return withErrcode(read, read.object.errcode);
}

interface ReadAnswer {
  readonly object: JsonObject;
  /** How it came, to be shown when it can't be relied on. */
  readonly said: () => string;
}

function withErrcode({ object, said }: ReadAnswer, errcode: unknown): Reply {
  if (typeof errcode !== 'number' || !Number.isSafeInteger(errcode)) {
    return {
      kind: 'fault',
      fault: answerFault('no-errcode', say('answer-without-errcode', { text: said() })),
    };
  }
  if (errcode === 0) return { kind: 'done', object };
  return { kind: 'errcode', errcode, errmsg: parseErrmsg(object.errmsg) };
}

function readObject(exchange: Exchange): ReadAnswer | { fault: TransportFault } {
  if (exchange.kind === 'fault') return exchange;
  const answer = parseAnswer(exchange.text);
  const said = () => excerpt(onOneLine(exchange.text), exchange.sent);
  return answer.kind === 'object'
    ? { object: answer.object, said }
    : { fault: unreadable[answer.why](said()) };
}

/** Answers that people wrote by hand come in several lines. */
function onOneLine(text: string): string {
  return text.replace(/[\t\r\n ]+/g, ' ');
}

const otherServer = say('check-no-login-page');
const inBetween = say('check-in-between');

/** A page of a network is told apart and not shown; whatever else came may say what went wrong. */
const unreadable = {
  html: () => answerFault('unreadable-answer', say('answer-a-web-page'), { hint: otherServer }),
  empty: () => answerFault('unreadable-answer', say('answer-empty')),
  'not-json': (said) =>
    answerFault('unreadable-answer', say('answer-no-json', { text: said }), {
      hint: inBetween,
    }),
  'not-an-object': (said) =>
    answerFault('unreadable-answer', say('answer-other-shape', { text: said }), { hint: inBetween }),
  'too-deep': (said) =>
    answerFault('unreadable-answer', say('answer-too-deep', { text: said }), { hint: inBetween }),
} satisfies Record<Extract<Answer, { kind: 'unreadable' }>['why'], (said: string) => TransportFault>;
