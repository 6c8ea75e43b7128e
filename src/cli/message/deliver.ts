import type { SendBody } from '../../model/message.ts';
import type { Cause, Outcome } from '../../model/outcome.ts';
import type { MessageSender } from '../../model/ports.ts';
import type { Recipient } from './recipients.ts';

/** What became of the message to one customer. */
export type Delivery =
  | { readonly to: Recipient; readonly status: 'sent' }
  | { readonly to: Recipient; readonly status: 'not-sent' | 'unknown'; readonly cause: Cause }
  | { readonly to: Recipient; readonly status: 'not-attempted' };

/**
 * Sends to one customer after the other, to each at most once. A refusal that concerns one customer is no reason to stop;
 * whatever would meet the next one too is: an outcome that is not known, a server that can't be reached, used-up quota,
 * refused credentials, `stop`.
 */
export async function deliver(
  messages: MessageSender,
  recipients: readonly Recipient[],
  bodyFor: (openid: string) => SendBody,
  stop?: AbortSignal,
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  let isStopped = false;
  for (const to of recipients) {
    if (isStopped || stop?.aborted) {
      deliveries.push({ to, status: 'not-attempted' });
      continue;
    }
    const outcome = await messages.send(bodyFor(to.openid));
    deliveries.push(deliveryOf(to, outcome));
    isStopped = meetsTheNextToo(outcome);
  }
  return deliveries;
}

function deliveryOf(to: Recipient, outcome: Outcome): Delivery {
  if (outcome.kind === 'applied') return { to, status: 'sent' };
  const status = outcome.kind === 'unknown' ? 'unknown' : 'not-sent';
  return { to, status, cause: outcome.cause };
}

function meetsTheNextToo(outcome: Outcome): boolean {
  if (outcome.kind === 'applied') return false;
  return outcome.kind === 'unknown' || outcome.then !== 'fail';
}
