import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of a run that can't be begun or gone on with, in English. */
export const runSentences = {
  'earlier-write-open': () => 'an earlier apply ended in the middle of a write',
  'pictures-unsendable': () => "Some pictures can't be sent.",
  'plan-other-appid': ({ planned, appId }: { planned: string; appId: string }) =>
    `The plan was made for AppID ${planned}, the config says ${appId}. Nothing was sent.`,
  'plan-moved': ({ names }: { names: readonly string[] }) =>
    `Changed since the plan was made: ${names.join(', ')}. Nothing was written (--strict).`,
  'plan-applied-already': () =>
    'This plan was applied to the end before; a plan is applied once. Nothing was sent.',
  'plan-config-changed': () =>
    'The config or one of its pictures changed since the plan was made. Nothing was sent.',
  'plan-expired': ({ expires }: { expires: string }) =>
    `The plan was to be applied before ${expires}. Nothing was sent.`,
  'plan-anew': () => 'Make a new plan with kefu plan --out and have it reviewed.',
  'node-debug-leaks': () => 'NODE_DEBUG is set: Node would print access tokens.',
  'unset-node-debug-for-kefu': () => 'Unset NODE_DEBUG for kefu.',
  'tls-not-verified': () =>
    'NODE_TLS_REJECT_UNAUTHORIZED=0 would send your AppSecret to anybody who answers.',
  'unset-and-add-ca': () => 'Unset it. For a company proxy add its certificate with NODE_EXTRA_CA_CERTS.',
  'plan-key-short': ({ count, least }: { count: number; least: number }) =>
    `KEFU_PLAN_KEY has ${counted(count, 'character')}; a key that can't be guessed has ${least} or more.`,
  'make-plan-key': () =>
    'Make one with: openssl rand -hex 32. Unset the variable to go on without signatures.',
  'token-cache-setting': () => 'KEFU_TOKEN_CACHE is neither "on" nor "off".',
  'set-token-cache': () =>
    'Set KEFU_TOKEN_CACHE=on to keep the access token, sealed, where the record is; unset it to ask WeChat in each run.',
  'inverse-picture-gone': ({ path }: { path: string }) =>
    `The inverse plan needs ${path}, which is gone or was changed.`,
  'put-picture-back': ({ folder }: { folder: string }) =>
    `Put it back into ${folder}; kefu kept it there when it applied.`,
  'keep-inverse-elsewhere': () =>
    'It takes this apply back; all else is as told above. Set KEFU_STATE to a place that can be written.',
  'list-unsettled': ({ times }: { times: number }) =>
    `WeChat's lists were different ${counted(times, 'time')} in a row, so nothing can be said for sure.`,
  'answers-too-slow': ({ times, seconds }: { times: number; seconds: number }) =>
    `${counted(times, 'time')} in a row WeChat or the state file took so long that the list was older than ${seconds} s before a write.`,
  'apply-when-faster': () => 'Nothing was sent on it. Apply again when they answer faster.',
  'plan-in-minutes': () => 'Someone else may be editing. Run kefu plan in a few minutes.',
};

export const say = sayer(runSentences);
