// Why a delivery journal is not begun or gone on with, in the same words wherever it is kept.

import type { Ending, JournaledMessage } from '../model/delivery.ts';
import { Failure } from '../model/failure.ts';
import type { HeldLock } from '../model/lock.ts';
import { visible } from '../model/visible.ts';
import { holderWords, ofSending } from './holder-words.ts';

/** What is known of a journal before it is opened. */
export interface JournalSoFar {
  readonly message: JournaledMessage;
  /** The last word on each customer, by hash. */
  readonly last: ReadonlyMap<string, Ending | 'intended'>;
}

/** Throws a `Failure` when there is a journal already, saying how far it came. */
export function mustBeNew(place: string, before: JournalSoFar | undefined, message: JournaledMessage): void {
  if (before === undefined) return;
  mustBeAbout(place, before.message, message);
  throw new Failure(
    'config',
    'journal-exists',
    `This message was sent before by this journal: ${visible(place)} says ${countsOf(before.last)}. Nothing was sent now.`,
    {
      hint: 'Go on with --resume: whoever has it, or may have it, is left out. To send it to everybody once more, name a new journal with --journal.',
    },
  );
}

/** Throws a `Failure` unless there is a journal of this very message. */
export function mustBeThere(
  place: string,
  before: JournalSoFar | undefined,
  message: JournaledMessage,
): asserts before is JournalSoFar {
  if (before === undefined) throw nothingToResume(place);
  mustBeAbout(place, before.message, message);
}

/** There is no such journal. */
export function nothingToResume(place: string): Failure {
  return new Failure('config', 'journal-missing', `There is no journal ${visible(place)} to go on with.`, {
    hint: 'Name it with --journal. Without --resume a new one is begun, and everybody in the file is written to.',
  });
}

function mustBeAbout(place: string, before: JournaledMessage, message: JournaledMessage): void {
  const { appId, template, digest } = message;
  if (before.appId === appId && before.template === template && before.digest === digest) return;
  const what =
    before.appId !== appId
      ? `of another official account (${visible(before.appId)})`
      : before.template !== template
        ? `of another template (${visible(before.template)})`
        : `of the template ${template} with another text, other values or another account that speaks`;
  throw new Failure('config', 'journal-other-message', `The journal ${visible(place)} is ${what}.`, {
    hint: 'Name a new journal with --journal, or give the same message as before. Nothing was sent.',
  });
}

/** Another run has the journal, or wrote in it. `file`: as `kefu unlock --journal` takes it. */
export function inUse(
  place: string,
  file: string,
  by: { readonly lock?: HeldLock | undefined; readonly nowMs: number; readonly cause?: unknown },
): Failure {
  const { lock, nowMs, cause } = by;
  const who = lock?.holder ? `: ${holderWords(lock.holder, nowMs)}` : '';
  return new Failure(
    'busy',
    'journal-in-use',
    `Another run is sending by the journal ${visible(place)}${who}.`,
    {
      hint: `Wait for it. If you are sure that it is gone: ${ofSending(file).unlock}`,
      ...(cause === undefined ? {} : { cause }),
    },
  );
}

/** What is there is no journal of kefu. */
export function unreadable(place: string, what: string): Failure {
  return new Failure('config', 'journal-unreadable', `The journal ${visible(place)} ${what}.`, {
    hint: 'Nothing was sent: only the journal tells who has the message. Restore it, or name a new one with --journal.',
  });
}

/** What earlier runs left of a customer, as a sender hears it. */
export function earlierWord(word: Ending | 'intended' | undefined): 'sent' | 'unknown' | undefined {
  if (word === undefined || word === 'not-sent') return undefined;
  return word === 'sent' ? 'sent' : 'unknown';
}

function countsOf(last: JournalSoFar['last']): string {
  const count = (...words: string[]) => [...last.values()].filter((word) => words.includes(word)).length;
  return `${count('sent')} sent, ${count('not-sent')} not sent, ${count('intended', 'unknown')} unknown`;
}
