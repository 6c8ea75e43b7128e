import { createHash } from 'node:crypto';
import { inJson } from '../../model/json-text.ts';
import type { Cause } from '../../model/outcome.ts';
import { inTerminal } from '../../render/escape.ts';
import { exitCodes } from '../exit.ts';
import type { Delivery } from './deliver.ts';
import { type Recipient, shortOpenId } from './recipients.ts';

/** What was sent, for people: one line for each customer, then the numbers. OpenIDs are shortened: logs are kept. */
export function deliveryText(template: string, deliveries: readonly Delivery[]): string {
  const lines = deliveries.flatMap((delivery) => linesOf(delivery, template));
  return `${[...lines, summaryLine(deliveries)].join('\n')}\n`;
}

function linesOf(delivery: Delivery, template: string): string[] {
  const to = nameOf(delivery.to);
  if (delivery.status === 'sent') return [`${to}: ${template} sent`];
  if (delivery.status === 'not-attempted') return [`${to}: not attempted`];
  const { message, hint } = delivery.cause;
  const what = delivery.status === 'unknown' ? 'UNKNOWN whether it was sent' : 'not sent';
  const more =
    delivery.status === 'unknown'
      ? ['kefu does not send it again: ask the customer, or look at the chat in the console.']
      : [];
  return [
    `${to}: ${what}. ${inTerminal(message)}`,
    ...[...(hint === undefined ? [] : [hint]), ...more].map((text) => `  → ${inTerminal(text)}`),
  ];
}

/** People grep this line. */
function summaryLine(deliveries: readonly Delivery[]): string {
  const count = (status: Delivery['status']) => deliveries.filter((one) => one.status === status).length;
  return `Messages: ${count('sent')} sent, ${count('not-sent')} not sent, ${count('unknown')} unknown, ${count('not-attempted')} not attempted.`;
}

function nameOf({ openid, line }: Recipient): string {
  return line === undefined ? shortOpenId(openid) : `line ${line} (${shortOpenId(openid)})`;
}

/** The same as one JSON document; `to.sha256` recognises a customer without naming one. */
export function deliveryJson(template: string, deliveries: readonly Delivery[]): string {
  const document = {
    template,
    deliveries: deliveries.map((delivery) => ({
      to: {
        openid: shortOpenId(delivery.to.openid),
        sha256: createHash('sha256').update(delivery.to.openid).digest('hex'),
        ...(delivery.to.line !== undefined && { line: delivery.to.line }),
      },
      status: delivery.status,
      ...('cause' in delivery && { cause: delivery.cause }),
    })),
  };
  return `${inJson(JSON.stringify(document, null, 2))}\n`;
}

/** The gravest decides: unknown, then credentials or quota, then a refusal. */
export function exitOfDeliveries(deliveries: readonly Delivery[]): number {
  const causes = deliveries.flatMap((delivery): Cause[] => ('cause' in delivery ? [delivery.cause] : []));
  if (deliveries.some(({ status }) => status === 'unknown')) return exitCodes.unknown;
  if (causes.some(({ kind }) => kind === 'auth')) return exitCodes.auth;
  if (causes.some(({ kind }) => kind === 'quota')) return exitCodes.quota;
  return deliveries.every(({ status }) => status === 'sent') ? exitCodes.done : exitCodes.partial;
}
