import type { Delivery, DeliveryEvent, DeliveryJournal, Ending, Recipient } from '../model/delivery.ts';
import { Failure } from '../model/failure.ts';
import type { SendBody } from '../model/message.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Clock, MessageSender } from '../model/ports.ts';
import { adviseAfterWaits, adviseOnSend } from './advice.ts';

/** What sending to many takes of the world. */
export interface DeliveryWorld {
  readonly messages: Pick<MessageSender, 'send'>;
  readonly clock: Clock;
  readonly journal: DeliveryJournal;
  /** Hears of each delivery as it ends. */
  readonly tell?: (event: DeliveryEvent) => void;
  /** Aborted: the message in flight is waited for, no other one is sent; it is in flight once its first byte left. */
  readonly stop?: AbortSignal;
}

/** What became of everybody, in the order given; `failure` when the journal could not be written any more. */
export interface Deliveries {
  readonly deliveries: readonly Delivery[];
  readonly failure?: Failure;
}

/** For a single message that a person watches: nothing outlives the run. */
export const noJournal: DeliveryJournal = {
  earlier: () => undefined,
  intend: async () => {},
  conclude: async () => {},
};

/** WeChat's "too fast" and a connection that did not come about are waited for so often for one customer. */
const mostAttempts = 3;

/**
 * Sends to one customer after the other, to each at most once, also across runs that share a journal. What surely was not
 * sent for a passing reason is sent again after the wait that WeChat asks for. A refusal that concerns one customer is no
 * reason to stop; whatever would meet the next one too is: an outcome that is not known, a server that can't be reached,
 * used-up quota, refused credentials, a journal that can't be written, `stop`.
 */
export async function deliver(
  recipients: readonly Recipient[],
  bodyFor: (openid: string) => SendBody,
  world: DeliveryWorld,
): Promise<Deliveries> {
  const deliveries: Delivery[] = [];
  let failure: Failure | undefined;
  let isStopped = false;
  for (const to of recipients) {
    const ended: Ended =
      settledEarlier(to, world.journal) ?? (await sendUnless(isStopped, to, bodyFor, world));
    isStopped ||= ended.isLast;
    failure ??= ended.failure;
    deliveries.push(ended.delivery);
    world.tell?.({ kind: 'ended', delivery: ended.delivery });
  }
  return { deliveries, ...(failure && { failure }) };
}

interface Ended {
  readonly delivery: Delivery;
  /** Whatever happened would happen to the next customer, too. */
  readonly isLast: boolean;
  readonly failure?: Failure;
}

function settledEarlier(to: Recipient, journal: DeliveryJournal): Ended | undefined {
  const earlier = journal.earlier(to.openid);
  if (earlier === undefined) return undefined;
  return { delivery: { to, status: `${earlier}-earlier` }, isLast: false };
}

async function sendUnless(
  isStopped: boolean,
  to: Recipient,
  bodyFor: (openid: string) => SendBody,
  world: DeliveryWorld,
): Promise<Ended> {
  if (isStopped || world.stop?.aborted) {
    return { delivery: { to, status: 'not-attempted' }, isLast: true };
  }
  return sendPatiently(to, bodyFor(to.openid), world);
}

async function sendPatiently(to: Recipient, body: SendBody, world: DeliveryWorld): Promise<Ended> {
  for (let attempt = 1; ; attempt += 1) {
    const { outcome, failure } = await sendJournaled(to, body, world);
    if (outcome === undefined || wasStopped(outcome))
      return { delivery: { to, status: 'not-attempted' }, isLast: true, ...failure };
    const mayWait = attempt < mostAttempts && failure === undefined && !world.stop?.aborted;
    if (outcome.kind !== 'not-applied' || outcome.then !== 'retry' || !mayWait) {
      const isLast = failure !== undefined || meetsTheNextToo(outcome);
      return { delivery: deliveryOf(to, outcome, attempt), isLast, ...failure };
    }
    world.tell?.({ kind: 'waiting', seconds: Math.ceil(outcome.waitMs / 1000), cause: outcome.cause });
    await world.clock.sleep(outcome.waitMs, world.stop);
    if (world.stop?.aborted) return { delivery: deliveryOf(to, outcome, attempt), isLast: true };
  }
}

/** One sending between its two lines in the journal. No outcome: it was not sent, since the first could not be written. */
async function sendJournaled(
  to: Recipient,
  body: SendBody,
  { journal, messages, stop }: DeliveryWorld,
): Promise<{ readonly outcome?: Outcome; readonly failure?: { readonly failure: Failure } }> {
  const unwritable = await failureIn(journal.intend(to));
  if (unwritable !== undefined) return { failure: { failure: unwritable } };
  const outcome = await messages.send(body, stop);
  const code = outcome.kind === 'applied' ? undefined : outcome.cause.code;
  const failure = await failureIn(journal.conclude(to, endingOf(outcome), code));
  return { outcome, ...(failure && { failure: { failure } }) };
}

function wasStopped(outcome: Outcome): boolean {
  return outcome.kind === 'not-applied' && outcome.cause.code === 'stopped';
}

async function failureIn(writing: Promise<void>): Promise<Failure | undefined> {
  try {
    await writing;
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function endingOf({ kind }: Outcome): Ending {
  if (kind === 'applied') return 'sent';
  return kind === 'unknown' ? 'unknown' : 'not-sent';
}

function deliveryOf(to: Recipient, outcome: Outcome, attempts: number): Delivery {
  const advised = attempts > 1 ? adviseAfterWaits(outcome, attempts - 1) : adviseOnSend(outcome);
  if (advised.kind === 'applied') return { to, status: 'sent' };
  return { to, status: advised.kind === 'unknown' ? 'unknown' : 'not-sent', cause: advised.cause };
}

function meetsTheNextToo(outcome: Outcome): boolean {
  if (outcome.kind === 'applied') return false;
  return outcome.kind === 'unknown' || outcome.then !== 'fail';
}
