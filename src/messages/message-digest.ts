import { createHmac } from 'node:crypto';
import type { AccountId } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import { mediaKey } from '../model/media.ts';
import type { Template } from '../model/message.ts';
import { renderTemplate, sendBody } from '../templates/render.ts';
import { say } from '../words/en/messages.ts';
import { told } from '../words/say.ts';

/** What makes one message the same as another. */
export interface MessageToDigest {
  readonly appId: string;
  readonly template: Template;
  readonly values: Readonly<Record<string, unknown>>;
  /** Speaks instead of the template's account. */
  readonly as?: AccountId | undefined;
}

/**
 * Tells one rendered message from another, whoever it goes to. Media count by their content: an id changes when temporary
 * media are uploaded again. Salted with the AppID, since a short text could be guessed. Rejects with a `Failure`.
 */
export async function messageDigest({ appId, template, values, as }: MessageToDigest): Promise<string> {
  const rendering = await renderTemplate(template, { values, mediaId: mediaKey });
  if (!rendering.ok) {
    const { faults: diagnostics } = rendering;
    throw new Failure(
      'config',
      'template-not-rendered',
      told(say('template-not-filled-in', { name: template.name })),
      {
        diagnostics,
      },
    );
  }
  const body = JSON.stringify(sendBody(template, rendering.body, '', as));
  return `sha256:${createHmac('sha256', appId).update(body).digest('hex')}`;
}
