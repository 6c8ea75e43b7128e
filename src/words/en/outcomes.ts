import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** A sentence as a part of another one. */
const within = (sentence: string) => sentence.replace(/\.$/u, '');

/** How the steps of an apply ended, and why one was not begun, in English. */
export const outcomeSentences = {
  'was-so-already': () => 'was so already',
  'was-gone-already': () => 'was gone already',
  'confirmed-by-read-back': ({ why }: { why: string }) => `confirmed by read-back (${within(why)})`,
  'picture-compared': ({ why }: { why: string }) =>
    `confirmed by read-back (${within(why)}), the picture was compared`,
  'changed-by-others': () => 'changed by someone else since the plan; nothing was written',
  'tried-unsettled': ({ times }: { times: number }) =>
    `tried ${counted(times, 'time')} without an answer that settles it`,
  'tried-unsettled-last': ({ times, why }: { times: number; why: string }) =>
    `tried ${counted(times, 'time')} without an answer that settles it: ${within(why)}`,
  'tried-times': ({ times, why }: { times: number; why: string }) =>
    `tried ${counted(times, 'time')}: ${within(why)}`,
  'no-answer': () => 'no answer',
  'own-object-not-made': ({ noun }: { noun: string }) => `the ${noun} was not created`,
  'need-incomplete': ({ name }: { name: string }) => `${name}, which it needs, is not complete`,
  'kept-in-state': () => 'kept in the state file',
  'taken-out-of-state': () => 'taken out of the state file',
  'ok-list-unread': () => 'WeChat said ok, but the list could not be read',
  'ok-unseen': () => 'WeChat said ok; this can not be read back',
  'ok-no-temporary-list': () => 'WeChat said ok; it lists no temporary media',
  'ok-no-cover-list': () => 'WeChat said ok; it lists no covers',
  'ok-not-shown': ({ seconds }: { seconds: number }) =>
    `WeChat said ok, but the list did not show it within ${seconds} s`,
  'ok-something-else': () =>
    'WeChat said ok, but what is there now is something else: someone may have written after it',
  'was-read-back': () => 'read back',
  'read-back-unseen': () => 'read back; the picture could not be looked at',
  'unknown-list-unread': ({ why }: { why: string }) => `${within(why)}; the list could not be read`,
  'unknown-then-changed': ({ why }: { why: string }) => `${within(why)}; then someone else changed it`,
  'unknown-not-listed': ({ why }: { why: string }) => `${within(why)}; WeChat lists none, so nobody can tell`,
  'unknown-other-picture': ({ why }: { why: string }) => `${within(why)}; the picture there is another one`,
  'unknown-uncompared': ({ why }: { why: string }) =>
    `${within(why)}; the picture there could not be compared`,
  'list-shows-it': ({ why }: { why: string }) => `the list shows it (${within(why)})`,
  'yet-changed': ({ why }: { why: string }) => `${within(why)}, and yet something changed`,
  'run-had-stopped': () => 'the run had stopped',
  'run-was-interrupted': () => 'the run was interrupted',
  'before-it-was-settled': ({ why }: { why: string }) => `${why} before it was settled`,
  'no-first-look': () => 'could not look first',
  'final-read-back-failed': ({ note, why }: { note: string; why: string }) =>
    `${within(note)}; the final read-back failed: ${within(why)}`,
  'final-shows-else': ({ note }: { note: string }) =>
    `${within(note)}, but the final reading shows something else`,
  'final-shows-it': ({ note }: { note: string }) => `the final reading shows it (${within(note)})`,
  'in-flight-at-end': () => 'in flight when the run ended; the next apply settles it',
  'ended-before-it': () => 'the run ended before it',
  'not-read-back-at-end': () => 'not read back at the end',
  'ended-before-read-back': () => 'the run ended before anything was read back',
  'held-by': ({ codes, message }: { codes: readonly string[]; message: string }) =>
    `Held by ${codes.join(', ')}: ${message} Nothing was written.`,
  'not-approved': () => 'It was not approved, so nothing was written.',
  'held-last-account': () => 'not deleted: it is the last account now',
  'held-serving': ({ name, count }: { name: string; count: number }) =>
    `not deleted: ${name} is serving ${count} now`,
  'held-serving-unknown': ({ why }: { why: string }) =>
    `not deleted: could not ask who is serving customers (${within(why)})`,
};

export const say = sayer(outcomeSentences);
