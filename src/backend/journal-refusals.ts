// Why a delivery journal is not begun or gone on with, in the same words wherever it is kept.

import type { Ending, JournaledMessage } from '../model/delivery.ts';
import { Failure } from '../model/failure.ts';
import type { HeldLock } from '../model/lock.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/locks.ts';
import { told } from '../words/say.ts';
import { holderWords, ofSending, waitOrUnlock } from './holder-words.ts';

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
    told(
      say('journal-exists', { journal: visible(place), ...countsOf(before.last) }),
      say('resume-or-new-journal'),
    ),
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
  return new Failure(
    'config',
    'journal-missing',
    told(say('journal-missing', { journal: visible(place) }), say('name-journal')),
  );
}

function mustBeAbout(place: string, before: JournaledMessage, message: JournaledMessage): void {
  const { appId, template, digest } = message;
  if (before.appId === appId && before.template === template && before.digest === digest) return;
  const journal = visible(place);
  const what =
    before.appId !== appId
      ? say('journal-of-account', { journal, appId: visible(before.appId) })
      : before.template !== template
        ? say('journal-of-template', { journal, template: visible(before.template) })
        : say('journal-of-text', { journal, template });
  throw new Failure('config', 'journal-other-message', told(what, say('new-journal-or-same')));
}

/** Another run has the journal, or wrote in it. `file`: as `kefu unlock --journal` takes it. */
export function inUse(
  place: string,
  file: string,
  by: { readonly lock?: HeldLock | undefined; readonly nowMs: number; readonly cause?: unknown },
): Failure {
  const { lock, nowMs, cause } = by;
  const journal = visible(place);
  const what = lock?.holder
    ? say('journal-in-use-by', { journal, who: holderWords(lock.holder, nowMs) })
    : say('journal-in-use', { journal });
  return new Failure('busy', 'journal-in-use', told(what, waitOrUnlock(ofSending(file))), { cause });
}

/** What is there is no journal of kefu. */
export function unreadable(what: Saying, hint: Saying = restoreJournal): Failure {
  return new Failure('config', 'journal-unreadable', told(what, hint));
}

/** What to do about a journal that is damaged. */
export const restoreJournal: Saying = say('restore-journal');

/** What earlier runs left of a customer, as a sender hears it. */
export function earlierWord(word: Ending | 'intended' | undefined): 'sent' | 'unknown' | undefined {
  if (word === undefined || word === 'not-sent') return undefined;
  return word === 'sent' ? 'sent' : 'unknown';
}

function countsOf(last: JournalSoFar['last']) {
  const count = (...words: string[]) => [...last.values()].filter((word) => words.includes(word)).length;
  return { sent: count('sent'), notSent: count('not-sent'), unknown: count('intended', 'unknown') };
}
