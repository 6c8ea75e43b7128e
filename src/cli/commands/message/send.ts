import { recordedMediaIds } from '../../../kinds/media/states.ts';
import { Failure } from '../../../model/failure.ts';
import type { MessageBody, SendBody, Template } from '../../../model/message.ts';
import { renderTemplate, sendBody } from '../../../templates/render.ts';
import type { CommandWorld } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { speakerNamed, templateNamed } from '../../message/canned.ts';
import { deliver } from '../../message/deliver.ts';
import { deliveryJson, deliveryText, exitOfDeliveries } from '../../message/delivery-report.ts';
import { faultsOf } from '../../message/faults.ts';
import { type Recipient, recipient, recipientsIn } from '../../message/recipients.ts';
import { stopOnInterrupt } from '../../message/stop.ts';
import { givenValues, type ValueFlags } from '../../message/values.ts';
import { type OpenAccount, openAccount } from '../../wiring.ts';

export interface SendOptions extends ValueFlags {
  readonly config: string;
  readonly name: string;
  /** One of the two. */
  readonly to?: string;
  readonly toFile?: string;
  readonly as?: string;
  readonly max: number;
  readonly autoApprove: boolean;
  readonly json: boolean;
}

/** Sends a template to one customer, or to those of a file after asking; to each at most once. */
export async function run(options: SendOptions, world: CommandWorld): Promise<number> {
  const recipients = await recipientsOf(options, world);
  const account = await openAccount(options.config, 'read-write', world);
  try {
    const { template, body } = await rendered(options, account, world);
    const speaker = speakerNamed(account.desired, options.as);
    const bodyFor = (openid: string): SendBody => sendBody(template, body, openid, speaker);
    if (options.toFile !== undefined && !options.autoApprove) {
      const refusal = await askFirst(options.name, recipients, world);
      if (refusal !== undefined) return refusal;
    }
    const stop = stopOnInterrupt(world.terminal);
    const deliveries = await deliver(account.wechat.messages, recipients, bodyFor, stop.signal);
    stop.release();
    const report = options.json ? deliveryJson : deliveryText;
    world.terminal.out(report(template.name, deliveries));
    return stop.exitCode() ?? exitOfDeliveries(deliveries);
  } finally {
    await account.close();
  }
}

async function recipientsOf({ to, toFile, max }: SendOptions, { cwd }: CommandWorld): Promise<Recipient[]> {
  if (to !== undefined && toFile === undefined) return [recipient(to)];
  if (toFile !== undefined && to === undefined) return recipientsIn(toFile, cwd, max);
  throw new Failure('config', 'no-recipient', 'Say to whom: with --to or with --to-file, and not both.', {
    hint: 'kefu message send welcome --to OPENID',
  });
}

async function rendered(
  options: SendOptions,
  { desired, store }: OpenAccount,
  world: CommandWorld,
): Promise<{ template: Template; body: MessageBody }> {
  const template = templateNamed(desired, options.name);
  const values = await givenValues(options, world);
  const mediaId = recordedMediaIds(await store.read());
  const rendering = await renderTemplate(template, { values, mediaId });
  if (!rendering.ok) throw faultsOf(template.name, rendering.faults);
  return { template, body: rendering.body };
}

/** The exit code when nothing is to be sent; undefined after a yes. */
async function askFirst(
  name: string,
  recipients: readonly Recipient[],
  { terminal }: CommandWorld,
): Promise<number | undefined> {
  const count = recipients.length === 1 ? '1 customer' : `${recipients.length} customers`;
  if (!terminal.canAsk) {
    terminal.tell(`Sending ${name} to ${count} needs a yes: no terminal, and no --auto-approve.\n`);
    return exitCodes.confirmation;
  }
  const answer = await terminal.ask(
    `Send ${name} to ${count}? Nothing can take it back. Only "yes" does it: `,
  );
  if (answer.trim() === 'yes') return undefined;
  terminal.tell('Nothing was sent.\n');
  return exitCodes.done;
}
