import { createHash } from 'node:crypto';
import type { Deliveries } from '../../messages/deliver.ts';
import { shortOpenId } from '../../messages/open-id.ts';
import type { Delivery, DeliveryEvent, Recipient } from '../../model/delivery.ts';
import type { Failure } from '../../model/failure.ts';
import { jsonText } from '../../model/json-text.ts';
import type { Cause } from '../../model/outcome.ts';
import type { Saying } from '../../model/saying.ts';
import { inTerminal } from '../../render/escape.ts';
import { failureJson } from '../../render/failure.ts';
import { say } from '../../words/en/sending.ts';
import { inWords, type LanguageWords, lineForTools, sayIn } from '../../words/language-words.ts';
import { exitCodes, exitOfFailure } from '../exit.ts';

/** What became of one customer's message, for people. OpenIDs are shortened: logs are kept. */
export function deliveryText(template: string, delivery: Delivery, words: LanguageWords): string {
  const told = inWords(words, delivery);
  const hint = 'cause' in told ? hintOf(told.cause) : [];
  return `${[sayIn(words, outcomeOf(told, template)), ...hint].join('\n')}\n`;
}

/** Why nothing seems to happen for a while. */
export function waitingText(
  event: Extract<DeliveryEvent, { kind: 'waiting' }>,
  words: LanguageWords,
): string {
  const { seconds, cause } = inWords(words, event);
  return `${sayIn(words, say('call-waits', { why: inTerminal(cause.message), seconds }))}\n`;
}

function outcomeOf(delivery: Delivery, template: string): Saying {
  const to = nameOf(delivery.to);
  switch (delivery.status) {
    case 'sent':
    case 'sent-earlier':
      return say(`message-${delivery.status}`, { to, template });
    case 'unknown-earlier':
    case 'not-attempted':
      return say(`message-${delivery.status}`, { to });
    case 'unknown':
    case 'not-sent':
      return say(`message-${delivery.status}`, { to, why: inTerminal(delivery.cause.message) });
  }
}

function hintOf({ hint }: Cause): string[] {
  return hint === undefined ? [] : [`  → ${inTerminal(hint)}`];
}

/** The numbers at the end, after whom nobody knows about; people grep the last line. */
export function summaryText(deliveries: readonly Delivery[], words: LanguageWords): string {
  const count = countOf(deliveries);
  const earlier = count('sent-earlier');
  const counts = say('messages-counted', {
    sent: count('sent'),
    notSent: count('not-sent'),
    unknown: count('unknown', 'unknown-earlier'),
    notAttempted: count('not-attempted'),
  });
  return [
    ...unknownLines(deliveries, words),
    ...(earlier > 0 ? [sayIn(words, say('sent-by-earlier-run', { count: earlier }))] : []),
    lineForTools(words, counts),
    '',
  ].join('\n');
}

/** Only of a file: a single customer was named just above. */
function unknownLines(deliveries: readonly Delivery[], words: LanguageWords): string[] {
  const lines = deliveries
    .filter(({ status }) => status === 'unknown' || status === 'unknown-earlier')
    .flatMap(({ to }) => to.line ?? []);
  if (lines.length === 0) return [];
  return [
    sayIn(words, say('unknown-lines', { numbers: lines.map(String) })),
    `  → ${sayIn(words, say('unknown-lines-hint'))}`,
  ];
}

function countOf(deliveries: readonly Delivery[]) {
  return (...statuses: Delivery['status'][]) =>
    deliveries.filter(({ status }) => statuses.includes(status)).length;
}

function nameOf({ openid, line }: Recipient): string | Saying {
  const short = shortOpenId(openid);
  return line === undefined ? short : say('customer-in-line', { line, openid: short });
}

/**
 * The same as one JSON document; `to.sha256` recognises a customer without naming one. `failure`: why the journal could not be kept.
 */
export function deliveryJson(
  template: string,
  { deliveries, failure }: Deliveries,
  words: LanguageWords,
): string {
  const document = {
    template,
    deliveries: inWords(words, deliveries).map((delivery) => ({
      to: {
        openid: shortOpenId(delivery.to.openid),
        sha256: createHash('sha256').update(delivery.to.openid).digest('hex'),
        ...(delivery.to.line !== undefined && { line: delivery.to.line }),
      },
      status: delivery.status,
      ...('cause' in delivery && { cause: delivery.cause }),
    })),
    ...(failure && failureJson(failure, words)),
  };
  return jsonText(document);
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
