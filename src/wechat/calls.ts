import { Failure } from '../model/failure.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Clock } from '../model/ports.ts';
import type { Secret } from '../model/secret.ts';
import { say } from '../words/en/wechat.ts';
import type { JsonObject } from './answer.ts';
import { classify } from './classify.ts';
import { type Asked, nameOf, refusalFailure, transportFailure } from './errors.ts';
import { type Answered, outcomeOf, stoppedBy } from './outcome-of.ts';
import { type Reply, readReply, writeReply } from './reply.ts';
import type { AccessToken, Refusal } from './token.ts';
import type { Call, Transport } from './transport.ts';

/** A call but for its token. */
export type Request = Omit<Call, 'token'>;

/** A read that failed in passing is sent this often in all, with one second more before each. */
const readAttempts = 3;

/** Asks for the token itself; rejects with a `Failure`. */
export function askForToken(transport: Transport, clock: Clock, request: Request): Promise<JsonObject> {
  return readPatiently({ operation: 'token' }, clock, async () => readReply(await transport.send(request)));
}

/** Sends a read until it is answered; rejects with a `Failure`. */
export async function read(
  transport: Transport,
  token: AccessToken,
  clock: Clock,
  asked: Asked,
  request: Request,
): Promise<JsonObject> {
  return readPatiently(asked, clock, () =>
    withGoodToken(asked, token, async (secret) =>
      readReply(await transport.send({ ...request, token: secret })),
    ),
  );
}

interface WriteOptions {
  /** Sends it by the other HTTP method, after WeChat asked for that. */
  readonly withOtherVerb?: () => Promise<Outcome>;
  /** Aborted: it is not sent any more, asked directly before it would leave. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Sends a write once, or once more where it is certain that nothing happened: with a new token or by `withOtherVerb`. Throws
 * only for a call that a read-only client must not make.
 */
export async function write(
  transport: Transport,
  token: AccessToken,
  asked: Asked,
  request: Request,
  { withOtherVerb, stop }: WriteOptions = {},
): Promise<Outcome> {
  transport.refuseForbidden(request.name);
  let reply: Reply;
  try {
    reply = await withGoodToken(asked, token, async (secret) =>
      stop?.aborted ? stoppedBefore : writeReply(await transport.send({ ...request, token: secret })),
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return stoppedBy(error);
  }
  return withOtherVerb !== undefined && asksForOtherVerb(asked, reply)
    ? withOtherVerb()
    : outcomeOf(asked, reply);
}

/**
 * Sends a write whose answer holds what was made. WeChat leaves `errcode` out of some of these answers when all is well, so
 * the caller must find the proof in the answer.
 */
export async function writeForAnswer(
  transport: Transport,
  token: AccessToken,
  asked: Asked,
  request: Request,
): Promise<Answered> {
  transport.refuseForbidden(request.name);
  try {
    const reply = await withGoodToken(asked, token, async (secret) =>
      readReply(await transport.send({ ...request, token: secret })),
    );
    return { outcome: outcomeOf(asked, reply), ...(reply.kind === 'done' ? { answer: reply.object } : {}) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { outcome: stoppedBy(error) };
  }
}

/** What a write comes to that was stopped while its token was asked for. */
const stoppedBefore: Reply = {
  kind: 'fault',
  fault: {
    code: 'stopped',
    what: say('stopped-before-sent'),
    sent: false,
    passing: false,
  },
};

async function withGoodToken(
  asked: Asked,
  token: AccessToken,
  send: (secret: Secret) => Promise<Reply>,
): Promise<Reply> {
  const secret = await token.current();
  const reply = await send(secret);
  const refusal = tokenRefusal(asked, reply);
  if (refusal === undefined) return reply;
  const second = await token.renew(secret, refusal);
  const replayed = await send(second);
  const again = tokenRefusal(asked, replayed);
  if (again !== undefined) await token.renew(second, again);
  return replayed;
}

function tokenRefusal({ operation }: Asked, reply: Reply): Refusal | undefined {
  if (reply.kind !== 'errcode' || classify(operation, reply.errcode).rule !== 'renew-token') return undefined;
  return { errcode: reply.errcode, name: nameOf(reply.errcode, reply.errmsg) };
}

function asksForOtherVerb({ operation }: Asked, reply: Reply): boolean {
  return reply.kind === 'errcode' && classify(operation, reply.errcode).rule === 'other-verb';
}

async function readPatiently(asked: Asked, clock: Clock, send: () => Promise<Reply>): Promise<JsonObject> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await send();
    if (reply.kind === 'done') return reply.object;
    const waitMs = attempt < readAttempts ? pauseAfter(asked, reply, attempt) : undefined;
    if (waitMs === undefined) throw failureOf(asked, reply);
    await clock.sleep(waitMs);
  }
}

/** Milliseconds until the same read makes sense again; undefined when it never will. */
function pauseAfter({ operation }: Asked, reply: Exclude<Reply, { kind: 'done' }>, attempt: number) {
  if (reply.kind === 'fault') return reply.fault.passing ? attempt * 1000 : undefined;
  const verdict = classify(operation, reply.errcode);
  if (verdict.rule === 'ask-again') return attempt * 1000;
  return verdict.rule === 'wait' && attempt === 1 ? verdict.waitMs : undefined;
}

function failureOf(asked: Asked, reply: Exclude<Reply, { kind: 'done' }>): Failure {
  return reply.kind === 'fault'
    ? transportFailure(asked, reply.fault)
    : refusalFailure(asked, reply.errcode, reply.errmsg);
}
