// Canned messages for a team's own chat service: load, render, send, and understand clicks.
import { type ConfigWorld, resolveOffline } from './config/config.ts';
import { recordedMediaIds } from './kinds/media/states.ts';
import type { AccountId } from './model/account.ts';
import type { Connection } from './model/connection.ts';
import { Failure } from './model/failure.ts';
import type { MediaFile, SendBody, Sequence, Template } from './model/message.ts';
import type { Clock, MessageSender } from './model/ports.ts';
import { visible } from './model/visible.ts';
import { openState } from './reconcile/open.ts';
import { unbundled } from './templates/bundle.ts';
import { type MenuReply, readMenuReply } from './templates/menu-reply.ts';
import { renderTemplate, sendBody } from './templates/render.ts';
import { createWechat } from './wechat/client.ts';

/** The canned messages of one official account. */
export interface Messages {
  readonly templates: readonly Template[];
  readonly sequences: readonly Sequence[];
  /** The template of that name. Throws a `Failure` (`unknown-template`) when there is none. */
  template(name: string): Template;
  /**
   * The body to send, with the values filled in. Rejects with a `Failure` (`template-not-rendered`) whose diagnostics
   * name every value that is missing, unknown or not allowed.
   */
  render(name: string, message: MessageValues): Promise<SendBody>;
  /** Which answer of which template a customer clicked; undefined for any other push. Rejects with a `Failure`. */
  parseMenuReply(xml: string): Promise<MenuReply | undefined>;
}

export interface MessageValues {
  /** The customer's OpenID. */
  readonly to: string;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Speaks instead of the template's account. */
  readonly as?: AccountId;
}

/** The messages of a configuration, with the media ids its state file has recorded. Rejects with a `Failure`. */
export async function loadMessages(file: string, world: ConfigWorld): Promise<Messages> {
  const resolved = await resolveOffline(file, world);
  if (!resolved.ok) {
    const { diagnostics } = resolved;
    throw new Failure('config', 'config-invalid', 'The config has faults.', { diagnostics });
  }
  const { desired, stateFile: path } = resolved.value;
  return messagesOf(desired, recordedMediaIds(await openState(path).read()));
}

/** The messages of a bundle, as `kefu message bundle` wrote it and JSON.parse read it. Throws a `Failure`. */
export function messagesOfBundle(bundle: unknown): Messages {
  return messagesOf(unbundled(bundle), () => undefined);
}

/** The kf account that speaks a template; undefined when the official account itself does. */
export function accountFor({ as }: Template): AccountId | undefined {
  return as;
}

/** A connection that sends messages, each at most once; `close` it at the end. Throws a `Failure`. */
export function openSender(connection: Connection, clock: Clock): MessageSender & { close(): Promise<void> } {
  const client = createWechat({ connection, clock, mode: 'read-write' });
  return { ...client.messages, close: () => client.close() };
}

interface Loaded {
  readonly templates: readonly Template[];
  readonly sequences: readonly Sequence[];
}

function messagesOf(
  { templates, sequences }: Loaded,
  mediaId: (file: MediaFile) => string | undefined,
): Messages {
  const template = (name: string): Template => {
    const found = templates.find((one) => one.name === name);
    if (found !== undefined) return found;
    throw new Failure('config', 'unknown-template', `There is no template "${visible(name)}".`, {
      hint: `There are: ${templates.map((one) => one.name).join(', ')}.`,
    });
  };
  return {
    templates,
    sequences,
    template,
    async render(name, { to, values = {}, as }) {
      const rendering = await renderTemplate(template(name), { values, mediaId });
      if (rendering.ok) return sendBody(template(name), rendering.body, to, as);
      throw new Failure('config', 'template-not-rendered', `The template ${name} can't be filled in.`, {
        diagnostics: rendering.faults,
      });
    },
    parseMenuReply: (xml) => readMenuReply(xml, templates),
  };
}
