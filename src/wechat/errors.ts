import type { AccountId } from '../model/account.ts';
import { Failure, type FailureKind } from '../model/failure.ts';
import type { Cause } from '../model/outcome.ts';
import { visible } from '../model/visible.ts';
import { isOwnFault } from './classify.ts';
import { documentedCalls, isNamedFor } from './documented-calls.ts';
import type { Errmsg } from './errmsg.ts';
import { catalogueEntry } from './error-catalogue.ts';
import type { CatalogueEntry } from './error-entry.ts';
import { entryOf, hasOwnMeaning } from './error-of-call.ts';
import type { Operation } from './operation.ts';
import { refusedField } from './refused-field.ts';
import type { TransportFault } from './transport-faults.ts';

/** A call in the words of a person: what WeChat was asked to do, and for which account. */
export interface Asked {
  readonly operation: Operation;
  readonly account?: AccountId;
  /** What else it is about, such as the path of a media file. */
  readonly about?: string;
}

/** WeChat's refusal as a cause; `code` is the errcode. */
export function refusalCause(asked: Asked, errcode: number, errmsg: Errmsg): Cause {
  const kind = failureKind(entryOf(asked.operation, errcode));
  return {
    code: errcode,
    message: `WeChat refused to ${wordsOf(asked)}: ${nameOf(errcode, errmsg)}.`,
    hint: hintOf(asked, errcode, errmsg),
    ...(kind === 'auth' || kind === 'quota' ? { kind } : {}),
    ...fieldOf(asked, errcode),
  };
}

/** An errcode that leaves open whether the call had its effect. */
export function openCause(asked: Asked, errcode: number, errmsg: Errmsg): Cause {
  return {
    code: errcode,
    message: `WeChat was asked to ${wordsOf(asked)} and answered ${nameOf(errcode, errmsg)}; the effect is not known.`,
    hint: hintOf(asked, errcode, errmsg),
    ...fieldOf(asked, errcode),
  };
}

function fieldOf({ operation }: Asked, errcode: number): Pick<Cause, 'field'> {
  const field = refusedField(operation, errcode);
  return field === undefined ? {} : { field };
}

/** A call that got no usable answer. */
export function transportCause(asked: Asked, fault: TransportFault): Cause {
  const message = fault.sent
    ? `WeChat was asked to ${wordsOf(asked)}, but ${fault.what}.`
    : `WeChat could not be asked to ${wordsOf(asked)}: ${fault.what}. Nothing was sent.`;
  return { code: fault.code, message, ...(fault.hint !== undefined && { hint: fault.hint }) };
}

/** The same for a read or a token, where it ends the run. */
export function refusalFailure(asked: Asked, errcode: number, errmsg: Errmsg): Failure {
  const { message, hint } = refusalCause(asked, errcode, errmsg);
  return new Failure(failureKind(entryOf(asked.operation, errcode)), String(errcode), message, { hint });
}

export function transportFailure(asked: Asked, fault: TransportFault): Failure {
  const { message, hint } = transportCause(asked, fault);
  return new Failure('unreachable', fault.code, message, { hint });
}

function failureKind(entry: CatalogueEntry | undefined): FailureKind {
  if (entry?.class === 'fatal' || entry?.class === 'refresh-token') return 'auth';
  return entry?.class === 'retry-after-waiting' ? 'quota' : 'unreachable';
}

/** An errcode in one line, with the traces that WeChat's support asks for. */
export function nameOf(errcode: number, { text, hint, rid }: Errmsg): string {
  const name = text === '' ? (catalogueEntry(errcode)?.name ?? 'without a text') : text;
  const traces = [hint !== undefined && `hint ${hint}`, rid !== undefined && `rid ${rid}`].filter(Boolean);
  return `${errcode} ${name}${traces.length === 0 ? '' : ` (${traces.join(', ')})`}`;
}

function hintOf({ operation }: Asked, errcode: number, { ip }: Errmsg): string {
  const entry = entryOf(operation, errcode);
  if (entry === undefined) {
    return isOwnFault(errcode)
      ? 'kefu does not know this code. Below 100 WeChat documents no refusals: it failed in itself. Try again later.'
      : 'kefu does not know this code. WeChat lists its codes under 全局返回码 in its documentation.';
  }
  const advice = `${entry.meaning.en} ${entry.whatToDo.en}`;
  if (errcode === 40164 && ip !== undefined) return `The address to allow is ${ip}. ${entry.whatToDo.en}`;
  return isUnexpected(operation, entry)
    ? `WeChat documents this code for ${documentedCalls(errcode).join(', ')}, not for this call. There it means: ${advice}`
    : advice;
}

/** A refusal that WeChat names for other calls alone, so that its words would mislead as they are. */
function isUnexpected(operation: Operation, { code, class: errorClass }: CatalogueEntry): boolean {
  const isOfOneCall =
    errorClass === 'refused' || errorClass === 'config-fault' || errorClass === 'done-already';
  return isOfOneCall && !hasOwnMeaning(operation, code) && !isNamedFor(operation, code);
}

function wordsOf({ operation, account, about = account }: Asked): string {
  return about === undefined ? words[operation] : `${words[operation]} ${visible(about)}`;
}

const words: Record<Operation, string> = {
  token: 'give an access token',
  list: 'list the accounts',
  online: 'list the accounts that are online',
  quota: 'tell the call quota',
  'domain-ips': 'list the addresses of its servers',
  add: 'add',
  update: 'update',
  delete: 'delete',
  avatar: 'take the avatar of',
  invite: 'invite the worker of',
  send: 'send the message',
  'list-media': 'list the media',
  'upload-media': 'take the media file',
  'delete-media': 'delete the media file',
  typing: 'show the customer that someone types',
};
