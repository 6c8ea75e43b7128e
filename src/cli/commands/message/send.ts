import { type Deliveries, deliver } from '../../../messages/deliver.ts';
import { messageDigest } from '../../../messages/message-digest.ts';
import type { DeliveryEvent, DeliveryJournal, JournaledMessage, Recipient } from '../../../model/delivery.ts';
import { Failure } from '../../../model/failure.ts';
import type { SendBody } from '../../../model/message.ts';
import type { Clock } from '../../../model/ports.ts';
import { renderFailureText } from '../../../render/failure.ts';
import { mediaAsOf, recordedMediaIds } from '../../../templates/media-ids.ts';
import { renderTemplate, sendBody } from '../../../templates/render.ts';
import { say } from '../../../words/en/sending.ts';
import { sayIn } from '../../../words/language-words.ts';
import { told } from '../../../words/say.ts';
import type { CommandWorld } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { speakerNamed, templateNamed } from '../../message/canned.ts';
import {
  deliveryJson,
  deliveryText,
  exitOfDeliveries,
  summaryText,
  waitingText,
} from '../../message/delivery-report.ts';
import { faultsOf } from '../../message/faults.ts';
import { chosenJournal, type JournalFlags } from '../../message/journal.ts';
import { recipient, recipientsIn } from '../../message/recipients.ts';
import { stopOnInterrupt } from '../../message/stop.ts';
import { givenValues, type ValueFlags } from '../../message/values.ts';
import { type OpenAccount, openAccount, systemClock } from '../../wiring.ts';

export interface SendOptions extends ValueFlags, JournalFlags {
  readonly config: string;
  readonly name: string;
  /** This or `toFile`. */
  readonly to?: string;
  readonly as?: string;
  readonly max: number;
  readonly autoApprove: boolean;
  readonly json: boolean;
}

/**
 * Sends a template to one customer, or to those of a file after asking; to each at most once. A journal keeps that true
 * over the end of the process.
 */
export async function run(
  options: SendOptions,
  world: CommandWorld,
  clock: Clock = systemClock,
): Promise<number> {
  const journal = chosenJournal(options, world.cwd);
  const recipients = await recipientsOf(options, world);
  const account = await openAccount(options.config, 'read-write', world);
  try {
    const message = await renderedMessage(options, account, world, clock);
    await journal.check(message, account.memory.deliveries);
    if (options.toFile !== undefined && !options.autoApprove) {
      const refusal = await askFirst(options, recipients, world);
      if (refusal !== undefined) return refusal;
    }
    const opened = await journal.open(message, account.memory.deliveries);
    try {
      return await sendAll(options, { recipients, message, journal: opened, account, clock }, world);
    } finally {
      await opened.close();
    }
  } finally {
    await account.close();
  }
}

interface Sending {
  readonly recipients: readonly Recipient[];
  readonly message: RenderedMessage;
  readonly journal: DeliveryJournal;
  readonly account: OpenAccount;
  readonly clock: Clock;
}

async function sendAll(options: SendOptions, sending: Sending, world: CommandWorld): Promise<number> {
  const { terminal, words } = world;
  const { recipients, message, journal, account, clock } = sending;
  const stop = stopOnInterrupt(world);
  const shown = tellerOf(options, world);
  const sender = { messages: account.wechat.messages, clock, journal, stop: stop.signal, tell: shown.tell };
  const ended = await deliver(recipients, message.bodyFor, sender).finally(stop.release);
  const { deliveries, failure } = ended;
  shown.end(ended);
  if (failure !== undefined) terminal.tell(renderFailureText(failure, words));
  return stop.exitCode() ?? exitOfDeliveries(deliveries, failure);
}

async function recipientsOf(
  { to, toFile, max }: SendOptions,
  world: CommandWorld,
): Promise<readonly Recipient[]> {
  if (to !== undefined && toFile === undefined) return [recipient(to)];
  if (toFile !== undefined && to === undefined) return recipientsIn(toFile, max, world);
  const command = 'kefu message send welcome --to OPENID';
  throw new Failure('config', 'no-recipient', told(say('no-recipient'), say('send-example', { command })));
}

type RenderedMessage = JournaledMessage & { bodyFor(openid: string): SendBody };

async function renderedMessage(
  options: SendOptions,
  { desired, memory }: OpenAccount,
  world: CommandWorld,
  clock: Clock,
): Promise<RenderedMessage> {
  const { appId } = desired.officialAccount;
  const template = templateNamed(desired, options.name);
  const as = speakerNamed(desired, options.as);
  const values = await givenValues(options, world);
  const rendering = await renderTemplate(template, {
    values,
    ...mediaAsOf(recordedMediaIds(await memory.state.read()), clock),
  });
  if (!rendering.ok) throw faultsOf(template.name, rendering.faults);
  return {
    appId,
    template: template.name,
    digest: await messageDigest({ appId, template, values, as }),
    bodyFor: (openid) => sendBody(template, rendering.body, openid, as),
  };
}

/** The exit code when nothing is to be sent; undefined after a yes. */
async function askFirst(
  { name, resume }: SendOptions,
  recipients: readonly Recipient[],
  { terminal, words }: CommandWorld,
): Promise<number | undefined> {
  const all = say('customers-counted', { count: recipients.length });
  const whom = resume ? say('rest-of', { whom: all }) : all;
  if (!terminal.canAsk) {
    terminal.tell(`${sayIn(words, say('sending-needs-yes', { name, whom }))}\n`);
    return exitCodes.confirmation;
  }
  const answer = await terminal.ask(sayIn(words, say('send-question', { name, whom })));
  if (answer.trim() === 'yes') return undefined;
  terminal.tell(`${sayIn(words, say('nothing-sent'))}\n`);
  return exitCodes.done;
}

/** Text comes line by line, so that a run that is killed has told what it did; JSON is one document. */
function tellerOf({ json, name, toFile }: SendOptions, { terminal, words }: CommandWorld) {
  return {
    tell: (event: DeliveryEvent) => {
      if (event.kind === 'waiting') terminal.tell(waitingText(event, words));
      else if (!json) terminal.out(deliveryText(name, event.delivery, words));
    },
    end: (ended: Deliveries) => {
      const { deliveries } = ended;
      terminal.out(json ? deliveryJson(name, ended, words) : summaryText(deliveries, words));
      const isLeft = deliveries.some(({ status }) => status === 'not-sent' || status === 'not-attempted');
      if (toFile !== undefined && isLeft) terminal.tell(`${sayIn(words, say('resume-later'))}\n`);
    },
  };
}
