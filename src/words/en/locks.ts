import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What has the lock: an apply, or the sending of messages. */
export type LockedRun = 'apply' | 'sending';

/** What is said of locks and journals of deliveries, in English. */
export const lockSentences = {
  holder: ({ pid, host, since }: { pid: number; host: string; since: string }) =>
    `process ${pid} on ${host} since ${since}`,
  'holder-with-age': ({ pid, host, since, age }: { pid: number; host: string; since: string; age: string }) =>
    `process ${pid} on ${host} since ${since} (${age})`,
  'holder-with-job': ({ holder, job }: { holder: string; job: string }) => `${holder}, job ${job}`,
  'age-days': ({ count }: { count: number }) => `${counted(count, 'day')} ago`,
  'age-hours': ({ count }: { count: number }) => `${counted(count, 'hour')} ago`,
  'age-minutes': ({ count }: { count: number }) => `${counted(count, 'minute')} ago`,
  'age-seconds': ({ count }: { count: number }) => `${counted(count, 'second')} ago`,
  'lock-cut-off': ({ file }: { file: string }) =>
    `The lock ${file} does not say who holds it: it was cut off.`,
  'lock-new-or-cut-off': ({ file }: { file: string }) =>
    `The lock ${file} does not say who holds it: it was made just now, or was cut off.`,
  'lock-held': ({ run, who, file }: { run: LockedRun; who: string; file: string }) =>
    `Another ${run} is running: ${who} holds ${file}.`,
  'lock-left-behind': ({ who, file }: { who: string; file: string }) =>
    `${file} was left behind by ${who}, which is gone.`,
  'lock-in-container': ({ run, who, file }: { run: LockedRun; who: string; file: string }) =>
    `Another ${run} may be running in another container: ${who} holds ${file}. Whether it still runs can't be seen from here.`,
  'lock-on-machine': ({
    run,
    host,
    who,
    file,
  }: {
    run: LockedRun;
    host: string;
    who: string;
    file: string;
  }) =>
    `Another ${run} may be running on another machine (${host}): ${who} holds ${file}. Whether it still runs can't be seen from here.`,
  'next-takes-over': ({ run }: { run: LockedRun }) => `Nothing to do: the next ${run} takes it over.`,
  'again-in-seconds': () => 'Run kefu again in a few seconds: a lock that was cut off is then taken over.',
  'wait-or-end-apply': () => 'Wait for it (--lock-timeout SECONDS), or end that process.',
  'wait-or-end-sending': () => 'Wait for it, or end that process.',
  'wait-or-unlock-apply': ({ unlock }: { unlock: string }) =>
    `Wait for it (--lock-timeout SECONDS). If you are sure that it is gone: ${unlock}`,
  'wait-or-unlock-sending': ({ unlock }: { unlock: string }) =>
    `Wait for it. If you are sure that it is gone: ${unlock}`,
  'two-undo-each-other': ({ hint }: { hint: string }) =>
    `${hint} Two applies at once undo each other's work; --force removes the lock all the same.`,
  'lock-changed': ({ file }: { file: string }) => `${file} was taken by another process meanwhile.`,
  'unlock-again': () => 'It was left alone. Run kefu unlock again to see who has it.',
  'lock-lost': ({ how }: { how: string }) => `The lock was lost: ${how}`,
  'no-new-write': () => 'No new write was started. Run kefu again: it settles what is open, under the lock.',
  'lock-not-writable': ({ file, code }: { file: string; code: string }) =>
    `The lock file ${file} can't be written (${code}).`,
  'right-beside-config': () => 'Give kefu the right to write beside the config.',
  'lock-left': ({ place, why }: { place: string; why: string }) =>
    `The lock of ${place} could not be given back: ${why}`,
  'unlock-if-held': ({ unlock }: { unlock: string }) => `If the next run finds it held, remove it: ${unlock}`,
  'lock-unusable': ({ file, why }: { file: string; why: string }) => `The lock file ${file} ${why}.`,
  'lock-many-claims': ({ file }: { file: string }) => `The lock file ${file} has too many claims on it.`,
  'look-and-delete-lock': () =>
    'kefu did not make it so. Look at what it is, and delete it when no apply runs.',
  'journal-exists': ({
    journal,
    sent,
    notSent,
    unknown,
  }: {
    journal: string;
    sent: number;
    notSent: number;
    unknown: number;
  }) =>
    `This message was sent before by this journal: ${journal} says ${sent} sent, ${notSent} not sent, ${unknown} unknown. Nothing was sent now.`,
  'resume-or-new-journal': () =>
    'Go on with --resume: whoever has it, or may have it, is left out. To send it to everybody once more, name a new journal with --journal.',
  'journal-missing': ({ journal }: { journal: string }) => `There is no journal ${journal} to go on with.`,
  'name-journal': () =>
    'Name it with --journal. Without --resume a new one is begun, and everybody in the file is written to.',
  'journal-of-account': ({ journal, appId }: { journal: string; appId: string }) =>
    `The journal ${journal} is of another official account (${appId}).`,
  'journal-of-template': ({ journal, template }: { journal: string; template: string }) =>
    `The journal ${journal} is of another template (${template}).`,
  'journal-of-text': ({ journal, template }: { journal: string; template: string }) =>
    `The journal ${journal} is of the template ${template} with another text, other values or another account that speaks.`,
  'new-journal-or-same': () =>
    'Name a new journal with --journal, or give the same message as before. Nothing was sent.',
  'journal-in-use': ({ journal }: { journal: string }) => `Another run is sending by the journal ${journal}.`,
  'journal-in-use-by': ({ journal, who }: { journal: string; who: string }) =>
    `Another run is sending by the journal ${journal}: ${who}.`,
  'journal-unreadable': ({ journal, why }: { journal: string; why: string }) =>
    `The journal ${journal} ${why}.`,
  'journal-not-opened': ({ journal, code }: { journal: string; code: string }) =>
    `The journal ${journal} can't be opened (${code}).`,
  'journal-no-journal': ({ journal }: { journal: string }) =>
    `The journal ${journal} is not a delivery journal, or was changed.`,
  'restore-journal': () =>
    'Nothing was sent: only the journal tells who has the message. Restore it, or name a new one with --journal.',
  'journal-not-writable': ({ journal, code }: { journal: string; code: string }) =>
    `The journal ${journal} can't be written (${code}).`,
  'other-journal': () =>
    'kefu sends nothing that it could not write down. Name another place with --journal.',
  'lock-of-until-now': ({ run, place }: { run: LockedRun; place: string }) =>
    `Another ${run} held the lock of ${place} until just now.`,
  'lock-of-held': ({ run, place }: { run: LockedRun; place: string }) =>
    `Another ${run} may be running: the lock of ${place} is held; the server does not say by whom.`,
  'lock-of-held-by': ({ run, who, place }: { run: LockedRun; who: string; place: string }) =>
    `Another ${run} may be running: ${who} holds the lock of ${place}. Whether it still runs can't be seen from here.`,
  'lock-in-held': ({ run, who, name, place }: { run: LockedRun; who: string; name: string; place: string }) =>
    `Another ${run} is running: ${who} holds the lock of ${name} in ${place}.`,
  'lock-in-left-behind': ({ who, name, place }: { who: string; name: string; place: string }) =>
    `The lock of ${name} in ${place} was left behind by ${who}, which is gone.`,
  'backend-hides-holder': ({ place }: { place: string }) =>
    `The backend ${place} does not say who holds the lock.`,
  'remove-in-server': () => 'Remove the lock in the server itself.',
  'name-locked-config': () => 'Name the config whose lock is meant with --config.',
  'lost-by-unlock': () => 'somebody removed it with kefu unlock.',
  'lost-with-connection': ({ place, reason }: { place: string; reason: string }) =>
    `the connection to ${place} broke (${reason}).`,
  'lost-to-another-run': () => 'another run has taken it since.',
  'holder-unknown': () => 'a process that does not say who it is',
  'lost-official-account': () => 'another process has taken over its official account.',
  'lost-to-somebody': ({ place, status }: { place: string; status: number }) =>
    `${place} says that somebody else has it (${status}).`,
  'lost-lock-file': ({ file }: { file: string }) =>
    `${file} is no longer ours: somebody removed it or took it over.`,
};

export const say = sayer(lockSentences);
