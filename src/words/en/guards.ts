import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What holds a plan that could do harm, and the ways out, in English: of any kind of object, then of accounts. */
export const guardSentences = {
  'counted-objects': ({ count, noun }: { count: number; noun: string }) => `${count} ${noun}`,
  'state-of-other-appid': ({ recorded, appId }: { recorded: string; appId: string }) =>
    `The state file belongs to AppID ${recorded}, the config says ${appId}.`,
  'correct-appid': () =>
    'Correct officialAccount.appId. If this config really describes another official account now, move the state file away.',
  'deletes-without-state': ({ count }: { count: number }) =>
    `The plan deletes ${counted(count, 'object')}, but there is no state file, so it is not known what is protected.`,
  'deletes-with-exported-state': ({ count }: { count: number }) =>
    `The plan deletes ${counted(count, 'object')}, but the record was begun by kefu export, so it is not known what is protected.`,
  'put-state-back': () =>
    'Put the state file back (it belongs into version control), or, if there never was one, pass --allow no-record.',
  'adopt-other-state': ({ path, command }: { path: string; command: string }) =>
    `${path} belongs to the same AppID. If this config was renamed, run: ${command} (or pass --allow no-record).`,
  'nothing-to-keep': ({ noun, count }: { noun: string; count: number }) =>
    `The config names no ${noun} to keep, and policy.unmanaged: delete would delete all ${count}.`,
  'write-what-to-keep': ({ noun }: { noun: string }) =>
    `Write the ${noun} to keep (an empty file is never taken as the whole truth).`,
  'most-left-config': ({ count, managed, noun }: { count: number; managed: number; noun: string }) =>
    `${count} of the ${managed} ${noun} kefu managed are no longer in the config and would be deleted.`,
  'put-blocks-back': () =>
    'Put the blocks back, declare state: absent for those to delete, or pass --allow desired-shrunk.',
  'lists-not-the-one': ({ noun }: { noun: string }) => `no longer lists the one ${noun}`,
  'lists-none': ({ recorded, noun }: { recorded: number; noun: string }) =>
    `lists none of the ${recorded} ${noun}`,
  'lists-only': ({ kept, recorded, noun }: { kept: number; recorded: number; noun: string }) =>
    `lists only ${kept} of the ${recorded} ${noun}`,
  'wechat-lists-less': ({ lists }: { lists: string }) => `WeChat ${lists} recorded by the last apply.`,
  'look-at-console': () =>
    'Look at the console. If they were really deleted there, pass --allow live-shrunk to make them again.',
  'emulator-lists-less': ({ lists }: { lists: string }) =>
    `The emulator ${lists} recorded by the last apply: it was started anew, or its world was reset.`,
  'keep-emulator-world': () =>
    'Pass --allow emulator-restarted to make them again. kefu emulator --world FILE keeps its world over a restart.',
  'protected-to-go': ({ name }: { name: string }) => `${name} is protected and would be deleted.`,
  'lift-protection': ({ block }: { block: string }) => `If it must go, write ${block}.`,
  'too-many-deletes': ({ parts, allowed }: { parts: readonly string[]; allowed: number }) =>
    `The plan deletes ${parts.join(' and ')}; policy.maxDeletes allows ${allowed}.`,
  'raise-max-deletes': ({ count }: { count: number }) =>
    `If all are meant, set policy.maxDeletes: ${count} and have it reviewed.`,
  'too-many-deletes-a-day': ({
    count,
    recent,
    allowed,
  }: {
    count: number;
    recent: number;
    allowed: number;
  }) =>
    `The plan deletes ${counted(count, 'object')}, after ${recent} within the last 24 hours; policy.maxDeletesPerDay allows ${allowed}.`,
  'wait-or-raise-a-day': ({ count }: { count: number }) =>
    `Wait (kefu history tells what was deleted when), or, if all are meant, set policy.maxDeletesPerDay: ${count} and have it reviewed.`,
  'raise-a-day': ({ count }: { count: number }) =>
    `If all are meant, set policy.maxDeletesPerDay: ${count} and have it reviewed.`,
  'let-pass-by': ({ flag }: { flag: string }) => `Let pass by ${flag}.`,
  'suffixes-differ': ({ suffixes, wechatId }: { suffixes: readonly string[]; wechatId: string }) =>
    `The live accounts end in ${suffixes.join(', ')}, but officialAccount.wechatId is "${wechatId}".`,
  'write-live-wechat-id': ({ wechatId }: { wechatId: string }) =>
    `If this is the right official account, write wechatId: ${wechatId}. If not, correct appId and its secret.`,
  'no-account-left': () => 'The plan would leave the official account without any customer-service account.',
  'keep-one-account': () =>
    'Keep or add at least one account. kefu never deletes the last one; the console can.',
  'serves-customers': ({ name, count }: { name: string; count: number }) =>
    `${name} is serving ${counted(count, 'customer')} right now and would be deleted.`,
  'wait-for-sessions': () => 'Wait until the sessions are closed, or pass --allow serving-customers.',
  'looks-like-rename': ({ gone, made }: { gone: string; made: string }) =>
    `${gone} would be deleted and ${made} created with the same nickname or person: this looks like a rename, which WeChat can't do.`,
  'write-previously': ({ from, to }: { from: string; to: string }) =>
    `If the loss of ${from}'s history and binding is meant, write previously: [${from}] under ${to}, or pass --allow rename-suspected.`,
  'twin-would-go': ({ made, twin }: { made: string; twin: string }) =>
    `${made} would be created, and ${twin}, whose name differs by letter case alone, would be deleted. WeChat can't rename an account.`,
  'twin-stays': ({ made, twin }: { made: string; twin: string }) =>
    `${made} would be created, and ${twin}, whose name differs by letter case alone, is live and stays. WeChat can't rename an account.`,
  'write-twins-name': ({ from, to, more }: { from: string; to: string; more: string }) =>
    `If ${from} is meant, write ${from} instead of ${to}. ${more}`,
  'let-twin-go': ({ from, to }: { from: string; to: string }) =>
    `If ${from} is to go, with its history and binding, and ${to} to be made new, pass --allow name-case-differs.`,
  'make-second-account': () => 'If a second account is meant, pass --allow name-case-differs.',
  'accounts-limit-met': ({ most, there, added }: { most: number; there: number; added: number }) =>
    `WeChat allows ${counted(most, 'account')}; there are ${there} and the plan adds ${added} before it deletes any.`,
  'delete-first': () => 'Delete accounts in a plan of its own first, then add the new ones.',
};

export const say = sayer(guardSentences);
