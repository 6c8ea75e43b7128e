import { mediaActions, mediaAddress } from '../model/messages-document.ts';
import type { ProgressEvent } from '../model/ports.ts';
import type { DescribedMessage } from './describe-messages.ts';
import { messageWordsIn } from './message-words.ts';
import type { Said } from './said.ts';
import { english } from './words-en.ts';

type MediaProgress = Extract<ProgressEvent, { kind: 'media-started' | 'media-ended' }>;

/** A planned change of a media file or a template. */
export function messageChangeSaid(officialAccount: string, message: DescribedMessage): Said {
  const { address, type, name, action, verb } = message;
  return {
    level: 'info',
    message: `${address} ${verb}`,
    type: 'planned_change',
    change: { resource: resourceOf(officialAccount, address, type, name), action },
  };
}

/** What happens to a media file during an apply. */
export function mediaProgressSaid(
  officialAccount: string,
  progress: MediaProgress,
  elapsedSeconds: number,
): Said {
  const { media, change, index, total } = progress;
  const address = mediaAddress({ path: media });
  const doing = `${address}: ${messageWordsIn.en.kind[change]}`;
  const hook = {
    resource: resourceOf(officialAccount, address, 'media', media),
    action: mediaActions[change],
    change,
  };
  if (progress.kind === 'media-started') {
    return { level: 'info', message: `${doing}… (${index}/${total})`, type: 'apply_start', hook };
  }
  const isDone = progress.status === 'done';
  return {
    level: isDone ? 'info' : 'error',
    message: `${doing} ${english.status[progress.status]} after ${elapsedSeconds}s`,
    type: isDone ? 'apply_complete' : 'apply_errored',
    status: progress.status,
    hook: { ...hook, elapsed_seconds: elapsedSeconds },
  };
}

function resourceOf(officialAccount: string, address: string, type: string, name: string) {
  return {
    addr: `${officialAccount}/${address}`,
    module: officialAccount,
    resource: address,
    resource_type: type,
    resource_name: name,
    resource_key: null,
    implied_provider: 'kefu',
  };
}
