import type { Saying, Told } from '../model/saying.ts';
import { say } from './en/files.ts';
import { told } from './say.ts';

/** What to do about a fault of the system at a file, by its code; `usual` where the code says nothing more. */
export function systemHint<Usual extends Saying | undefined>(
  code: string | undefined,
  usual: Usual,
): Saying | Usual {
  const hint = hints[code ?? ''];
  return hint === undefined ? usual : say(hint);
}

/** That a file was not written, with what to do where the code of the system's error says it. */
export function notWritten(
  what: Saying,
  code: string,
): { message: string; hint?: string; said: Told['said'] } {
  const hint = systemHint(code, undefined);
  return hint === undefined ? told(what) : told(what, hint);
}

/** The same for a file that was not read: what can't be opened is not damaged, and needs no other in its place. */
export function unreadHint(unread: { readonly why: string; readonly code?: string }, usual: Saying): Saying {
  if (unread.why !== 'unreadable') return usual;
  const isForbidden = unread.code === 'EACCES' || unread.code === 'EPERM';
  return systemHint(unread.code, isForbidden ? say('check-config-permissions') : usual);
}

const hints: Readonly<Record<string, HintKey>> = {
  ENOSPC: 'make-room',
  EDQUOT: 'quota-used-up',
  EROFS: 'place-is-read-only',
  EMFILE: 'too-many-files-here',
  ENFILE: 'too-many-files-there',
  ENAMETOOLONG: 'name-too-long',
  ELOOP: 'links-in-a-circle',
  ENOTDIR: 'file-on-the-way',
};

type HintKey =
  | 'make-room'
  | 'quota-used-up'
  | 'place-is-read-only'
  | 'too-many-files-here'
  | 'too-many-files-there'
  | 'name-too-long'
  | 'links-in-a-circle'
  | 'file-on-the-way';
