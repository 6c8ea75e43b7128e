import { createHash } from 'node:crypto';
import { shortOpenId } from '../../messages/open-id.ts';
import type { Delivery, DeliveryEvent, Recipient } from '../../model/delivery.ts';
import type { Failure } from '../../model/failure.ts';
import { inJson } from '../../model/json-text.ts';
import type { Cause } from '../../model/outcome.ts';
import { inTerminal } from '../../render/escape.ts';
import { exitCodes, exitOfFailure } from '../exit.ts';

/** What became of one customer's message, for people. OpenIDs are shortened: logs are kept. */
export function deliveryText(template: string, delivery: Delivery): string {
  return `${linesOf(delivery, template).join('\n')}\n`;
}

/** Why nothing seems to happen for a while. */
export function waitingText({ seconds, cause }: Extract<DeliveryEvent, { kind: 'waiting' }>): string {
  return `${inTerminal(cause.message)} Nothing was sent by this call; going on in ${seconds} s.\n`;
}

function linesOf(delivery: Delivery, template: string): string[] {
  const to = nameOf(delivery.to);
  switch (delivery.status) {
    case 'sent':
      return [`${to}: ${template} sent`];
    case 'sent-earlier':
      return [`${to}: ${template} sent before, not again`];
    case 'unknown-earlier':
      return [`${to}: UNKNOWN whether it was sent before; not sent again`];
    case 'not-attempted':
      return [`${to}: not attempted`];
    case 'unknown':
      return [
        `${to}: UNKNOWN whether it was sent. ${inTerminal(delivery.cause.message)}`,
        ...hintOf(delivery.cause),
      ];
    case 'not-sent':
      return [`${to}: not sent. ${inTerminal(delivery.cause.message)}`, ...hintOf(delivery.cause)];
  }
}

function hintOf({ hint }: Cause): string[] {
  return hint === undefined ? [] : [`  → ${inTerminal(hint)}`];
}

/** The numbers at the end, after whom nobody knows about; people grep the last line. */
export function summaryText(deliveries: readonly Delivery[]): string {
  const count = countOf(deliveries);
  const earlier = count('sent-earlier');
  const unknown = count('unknown', 'unknown-earlier');
  return [
    ...unknownLines(deliveries),
    ...(earlier > 0 ? [`Sent before, by an earlier run: ${earlier}.`] : []),
    `Messages: ${count('sent')} sent, ${count('not-sent')} not sent, ${unknown} unknown, ${count('not-attempted')} not attempted.`,
    '',
  ].join('\n');
}

/** Only of a file: a single customer was named just above. */
function unknownLines(deliveries: readonly Delivery[]): string[] {
  const lines = deliveries
    .filter(({ status }) => status === 'unknown' || status === 'unknown-earlier')
    .flatMap(({ to }) => to.line ?? []);
  if (lines.length === 0) return [];
  return [
    `UNKNOWN whether they have it: ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}.`,
    '  → kefu never sends it to them again: ask them, or look at the chats in the console. Who has nothing gets it by --to.',
  ];
}

function countOf(deliveries: readonly Delivery[]) {
  return (...statuses: Delivery['status'][]) =>
    deliveries.filter(({ status }) => statuses.includes(status)).length;
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

/** The gravest decides: unknown, then credentials or quota, then a refusal or a journal that could not be kept. */
export function exitOfDeliveries(deliveries: readonly Delivery[], failure?: Failure): number {
  const count = countOf(deliveries);
  const causes = deliveries.flatMap((delivery): Cause[] => ('cause' in delivery ? [delivery.cause] : []));
  if (count('unknown', 'unknown-earlier') > 0) return exitCodes.unknown;
  if (causes.some(({ kind }) => kind === 'auth')) return exitCodes.auth;
  if (causes.some(({ kind }) => kind === 'quota')) return exitCodes.quota;
  if (failure !== undefined)
    return count('sent', 'not-sent') > 0 ? exitCodes.partial : exitOfFailure(failure);
  return count('sent', 'sent-earlier') === deliveries.length ? exitCodes.done : exitCodes.partial;
}
