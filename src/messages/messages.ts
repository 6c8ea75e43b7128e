// Canned messages for a team's own chat service: load, render, and understand clicks.

import { type ConfigWorld, resolveOffline } from '../config/config.ts';
import { type AccountId, accountSuffix } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type { SendBody, Sequence, Template } from '../model/message.ts';
import type { Clock } from '../model/ports.ts';
import { visible } from '../model/visible.ts';
import { recordedOf } from '../reconcile/memory.ts';
import { unbundled } from '../templates/bundle.ts';
import { type MediaIds, mediaAsOf, recordedMediaIds } from '../templates/media-ids.ts';
import { type MenuReply, readMenuReply } from '../templates/menu-reply.ts';
import { renderTemplate, sendBody } from '../templates/render.ts';
import { say } from '../words/en/messages.ts';
import { configInvalid } from '../words/failures.ts';
import { told } from '../words/say.ts';
import { requireOpenId } from './open-id.ts';

/** The canned messages of one official account. */
export interface Messages {
  readonly templates: readonly Template[];
  readonly sequences: readonly Sequence[];
  /** The template of that name. Throws a `Failure` (`unknown-template`) when there is none. */
  template(name: string): Template;
  /**
   * The body to send, with the values filled in. Rejects with a `Failure`: `template-not-rendered`, whose diagnostics
   * name every value that is missing, unknown or not allowed, and media that were never uploaded or have ended; `openid`;
   * `unknown-account` for an account that can't speak here.
   */
  render(name: string, message: MessageValues): Promise<SendBody>;
  /**
   * Which answer of which template a customer clicked; undefined for any other push. Rejects with a `Failure`:
   * `push-encrypted`, `push-invalid`.
   */
  parseMenuReply(xml: string): Promise<MenuReply | undefined>;
}

export interface MessageValues {
  /** The customer's OpenID. */
  readonly to: string;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Speaks instead of the template's account. */
  readonly as?: AccountId;
}

/** Tells when temporary media have ended, however long a service runs. */
type Now = Pick<Clock, 'now'>;

const wallClock: Now = { now: () => Date.now() };

/** The messages of a configuration, with the media ids its state file has recorded. Rejects with a `Failure`. */
export async function loadMessages(
  file: string,
  world: ConfigWorld,
  clock: Now = wallClock,
): Promise<Messages> {
  const resolved = await resolveOffline(file, world);
  if (!resolved.ok) {
    const { diagnostics } = resolved;
    throw configInvalid(diagnostics);
  }
  const { desired } = resolved.value;
  const media = recordedMediaIds(await recordedOf(resolved.value, world));
  const maySpeak = (as: AccountId) => desired.accounts.some(({ id }) => id === as);
  return messagesOf({ ...desired, media, maySpeak }, clock);
}

/** The messages of a bundle, as `kefu message bundle` wrote it and JSON.parse read it. Throws a `Failure`. */
export function messagesOfBundle(bundle: unknown, clock: Now = wallClock): Messages {
  const unpacked = unbundled(bundle);
  const { wechat_id: wechatId } = unpacked.officialAccount;
  // A bundle doesn't list the accounts there are, but it says whose they have to be.
  return messagesOf({ ...unpacked, maySpeak: (as) => accountSuffix(as) === wechatId }, clock);
}

/** The kf account that speaks a template; undefined when the official account itself does. */
export function accountFor({ as }: Template): AccountId | undefined {
  return as;
}

interface Loaded {
  readonly templates: readonly Template[];
  readonly sequences: readonly Sequence[];
  readonly media: MediaIds;
  readonly maySpeak: (as: AccountId) => boolean;
}

function messagesOf({ templates, sequences, media, maySpeak }: Loaded, clock: Now): Messages {
  const template = (name: string): Template => {
    const found = templates.find((one) => one.name === name);
    if (found !== undefined) return found;
    throw new Failure(
      'config',
      'unknown-template',
      told(
        say('unknown-template', { name: visible(name) }),
        say('there-are', { names: templates.map((one) => one.name) }),
      ),
    );
  };
  return {
    templates,
    sequences,
    template,
    async render(name, { to, values = {}, as }) {
      requireOpenId(to);
      if (as !== undefined && !maySpeak(as)) throw unknownSpeaker(as);
      const rendering = await renderTemplate(template(name), { values, ...mediaAsOf(media, clock) });
      if (rendering.ok) return sendBody(template(name), rendering.body, to, as);
      throw new Failure('config', 'template-not-rendered', told(say('template-not-filled-in', { name })), {
        diagnostics: rendering.faults,
      });
    },
    parseMenuReply: (xml) => readMenuReply(xml, templates),
  };
}

function unknownSpeaker(as: AccountId): Failure {
  return new Failure(
    'config',
    'unknown-account',
    told(say('unknown-speaker', { name: visible(as) }), say('make-account-id')),
  );
}
