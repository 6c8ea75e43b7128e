import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of records that people take over, move and forget, in English. */
export const editedRecordSentences = {
  'state-there-already': ({ place, count }: { place: string; count: number }) =>
    `${place} is there already and knows ${counted(count, 'object')}.`,
  'move-this-away': () =>
    'Nothing was changed. If the other file is the right one, move this one away first.',
  'no-state-file': ({ file }: { file: string }) => `There is no state file ${file}.`,
  'no-record-of': ({ name }: { name: string }) => `There is no record of ${name}.`,
  'the-record-of': ({ name }: { name: string }) => `The record of ${name}`,
  'record-of-other-appid': ({ what, other, appId }: { what: string; other: string; appId: string }) =>
    `${what} belongs to AppID ${other}, the config says ${appId}.`,
  'same-account-only': () =>
    'Nothing was changed. Only a record of the same official account can be taken over.',
  'name-is-for-backends': () => '--name is for a backend; records in files go by their path.',
  'such-as': ({ command }: { command: string }) => command,
  'address-of-other-kind': ({ to, from }: { to: string; from: string }) =>
    `${to} is no address of the same kind as ${from}.`,
  'no-such-address': ({ to }: { to: string }) =>
    `${to} is the address of no object: kefu could not read it again.`,
  'record-there-already': ({ address }: { address: string }) => `There is a record of ${address} already.`,
  'nothing-was-changed': () => 'Nothing was changed.',
  'nothing-recorded': () => 'Nothing is recorded yet.',
  'apply-records': () => 'The first apply makes the record.',
  'write-not-settled': ({ address }: { address: string }) => `A write of ${address} is not settled yet.`,
  'apply-looks': () => 'Run kefu apply first: it looks at what became of it.',
  'show-records': ({ address }: { address: string }) =>
    `kefu state show tells what is recorded; an address is such as ${address}. Nothing was changed.`,
};

export const say = sayer(editedRecordSentences);
