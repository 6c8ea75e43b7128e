import { sayer } from '../say.ts';

/** What is said of records, histories, saved plans and reports, in English. */
export const recordSentences = {
  'state-file': ({ file }: { file: string }) => `The state file ${file}`,
  'state-unreadable': ({ place, why }: { place: string; why: string }) => `${place} ${why}.`,
  'state-unknown-kind': ({ place, kind }: { place: string; kind: string }) =>
    `${place} speaks of ${kind}, a kind of object that this version does not know.`,
  'state-conflict': ({ place, row }: { place: string; row: number }) =>
    `${place} holds a merge-conflict marker at line ${row}.`,
  'take-applied-side': () =>
    'Take the side of the branch that was applied last, whole; then kefu plan shows what differs from what is live.',
  'state-key-twice': ({ place, what }: { place: string; what: string }) =>
    `${place} says two things: ${what}.`,
  'state-not-json': ({ place }: { place: string }) =>
    `${place} is not JSON; it may have been cut off or edited.`,
  'state-not-utf8': ({ place }: { place: string }) =>
    `${place} is not UTF-8; it may have been damaged or saved in another encoding.`,
  'state-other-version': ({ place, what }: { place: string; what: string }) =>
    `${place} is not a state file of this version: ${what}.`,
  'restore-state': () =>
    'Restore it from version control. Without any state file kefu forgets protection and which pictures it uploaded.',
  'name-record-place': () => 'Name a folder, or a file in one, with --state or KEFU_STATE.',
  'state-moved': ({ place }: { place: string }) => `${place} was changed by another run meanwhile.`,
  'nothing-overwritten': () =>
    'Nothing of it was overwritten. Run kefu again: it looks at what became of everything.',
  'state-not-writable': ({ place, code }: { place: string; code: string }) =>
    `${place} can't be written (${code}).`,
  'right-to-record': () =>
    'Give kefu the right to write beside the config; it sends nothing that it could not record.',
  'token-unusable': ({ file, why }: { file: string; why: string }) => `The kept access token ${file} ${why}.`,
  'token-not-writable': ({ file }: { file: string }) => `The kept access token ${file} can't be written.`,
  'history-unreadable': ({ file, why }: { file: string; why: string }) => `The history ${file} ${why}.`,
  'history-other': ({ file, row }: { file: string; row: number }) =>
    `The history ${file} holds something else than an apply at line ${row}.`,
  'restore-history': () =>
    'Restore it from version control; after a merge, keep the lines of both sides. Without it nobody knows what was deleted before.',
  'history-not-writable': ({ file, code }: { file: string; code: string }) =>
    `The history ${file} can't be written (${code}).`,
  'right-to-count': () =>
    'Give kefu the right to write beside the config; it deletes nothing that it could not count.',
  'is-a-link': ({ file }: { file: string }) => `${file} is a symbolic link; kefu replaces only files.`,
  'name-target': () => 'Name the file it leads to, or put a file in its place.',
  'is-a-folder': ({ file }: { file: string }) => `${file} is a folder, not a file.`,
  'is-special': ({ file }: { file: string }) => `${file} is a device, pipe or socket, not a file.`,
  'name-a-file': () => 'Name a file.',
  'plan-unreadable': ({ file, why }: { file: string; why: string }) => `The plan ${file} ${why}.`,
  'make-plan': () => 'Make one with: kefu plan --out plan.json',
  'plan-not-json': ({ file }: { file: string }) => `The plan ${file} is not JSON; nothing was sent.`,
  'plan-not-a-plan': ({ file }: { file: string }) =>
    `The plan ${file} is not a plan of this version of kefu; nothing was sent.`,
  'plan-edited': ({ file }: { file: string }) =>
    `The plan ${file} was changed after kefu wrote it; nothing was sent.`,
  'plan-not-signed': ({ file }: { file: string }) =>
    `The plan ${file} is not signed, and KEFU_PLAN_KEY is set; nothing was sent.`,
  'plan-signed-otherwise': ({ file }: { file: string }) =>
    `The plan ${file} was signed with another key than KEFU_PLAN_KEY; nothing was sent.`,
  'make-new-plan': () => 'Make a new one with kefu plan --out, and pass it on unchanged.',
  'the-plan': ({ file }: { file: string }) => `The plan ${file}`,
  'the-fleet-plan': ({ file }: { file: string }) => `The fleet plan ${file}`,
  'plan-not-writable': ({ what, code }: { what: string; code: string }) =>
    `${what} can't be written (${code}).`,
  'report-unreadable': ({ file, why }: { file: string; why: string }) => `The report ${file} ${why}.`,
  'report-other': ({ file }: { file: string }) =>
    `The report ${file} is not the report of many official accounts.`,
  'report-not-ours': ({ names }: { names: readonly string[] }) =>
    `The report ${names.join(', ')} was not written by kefu.`,
  'write-report': () => 'Write one with: kefu apply FOLDER --output json=report.json',
  'folder-in-use': ({ folder, names }: { folder: string; names: readonly string[] }) =>
    `The folder ${folder} holds other things than a fleet plan: ${names.join(', ')}.`,
  'name-new-folder': () => 'Name a new or empty folder with --out.',
  'fleet-plan-unreadable': ({ file, why }: { file: string; why: string }) => `The fleet plan ${file} ${why}.`,
  'make-fleet-plan': () => 'Make one with: kefu plan FOLDER --out plans/',
  'fleet-plan-edited': ({ file }: { file: string }) =>
    `${file} is not a fleet plan of this version of kefu, was changed after kefu wrote it, or is not signed with KEFU_PLAN_KEY; nothing was sent.`,
  'make-new-fleet-plan': () => 'Make a new one with kefu plan --out, and pass the folder on unchanged.',
  'plan-not-of-fleet': ({ file, index }: { file: string; index: string }) =>
    `The plan ${file} is not the one that ${index} names; nothing was sent.`,
  'pass-whole-folder': () => 'Pass the whole folder on as kefu plan --out wrote it.',
  'the-folder': ({ folder }: { folder: string }) => `The folder ${folder}`,
};

export const say = sayer(recordSentences);
