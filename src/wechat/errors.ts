import type { AccountId } from '../model/account.ts';
import { Failure, type FailureKind } from '../model/failure.ts';
import type { Cause } from '../model/outcome.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';
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
    ...told(
      say('wechat-refused', { what: wordsOf(asked), answer: nameOf(errcode, errmsg) }),
      hintOf(asked, errcode, errmsg),
    ),
    ...(kind === 'auth' || kind === 'quota' ? { kind } : {}),
    ...fieldOf(asked, errcode),
  };
}

/** An errcode that leaves open whether the call had its effect. */
export function openCause(asked: Asked, errcode: number, errmsg: Errmsg): Cause {
  return {
    code: errcode,
    ...told(
      say('effect-not-known', { what: wordsOf(asked), answer: nameOf(errcode, errmsg) }),
      hintOf(asked, errcode, errmsg),
    ),
    ...fieldOf(asked, errcode),
  };
}

function fieldOf({ operation }: Asked, errcode: number): Pick<Cause, 'field'> {
  const field = refusedField(operation, errcode);
  return field === undefined ? {} : { field };
}

/** A call that got no usable answer. */
export function transportCause(asked: Asked, fault: TransportFault): Cause {
  const key = fault.sent ? 'asked-but' : 'could-not-ask';
  const what = say(key, { what: wordsOf(asked), why: fault.what });
  return { code: fault.code, ...(fault.hint === undefined ? told(what) : told(what, fault.hint)) };
}

/** The same for a read or a token, where it ends the run. */
export function refusalFailure(asked: Asked, errcode: number, errmsg: Errmsg): Failure {
  const cause = refusalCause(asked, errcode, errmsg);
  return new Failure(failureKind(entryOf(asked.operation, errcode)), String(errcode), cause);
}

export function transportFailure(asked: Asked, fault: TransportFault): Failure {
  return new Failure('unreachable', fault.code, transportCause(asked, fault));
}

function failureKind(entry: CatalogueEntry | undefined): FailureKind {
  if (entry?.class === 'fatal' || entry?.class === 'refresh-token') return 'auth';
  return entry?.class === 'retry-after-waiting' ? 'quota' : 'unreachable';
}

/** An errcode in one line, with the traces that WeChat's support asks for. */
export function nameOf(errcode: number, { text, hint, rid }: Errmsg): Saying {
  const name = text === '' ? (catalogueEntry(errcode)?.name ?? withoutText) : text;
  const traces = [
    ...(hint === undefined ? [] : [`hint ${hint}`]),
    ...(rid === undefined ? [] : [`rid ${rid}`]),
  ];
  return traces.length === 0
    ? say('errcode', { errcode, name })
    : say('errcode-traced', { errcode, name, traces });
}

const withoutText = say('without-text');

function hintOf({ operation }: Asked, errcode: number, { ip }: Errmsg): Saying {
  const entry = entryOf(operation, errcode);
  if (entry === undefined) {
    return say(isOwnFault(errcode) ? 'unknown-own-fault' : 'unknown-errcode');
  }
  const { meaning, whatToDo: advice } = entry;
  if (errcode === 40164 && ip !== undefined) return say('address-to-allow', { ip, advice });
  return isUnexpected(operation, entry)
    ? say('errcode-of-others', { endpoints: documentedCalls(errcode), meaning, advice })
    : say('errcode-advice', { meaning, advice });
}

/** A refusal that WeChat names for other calls alone, so that its words would mislead as they are. */
function isUnexpected(operation: Operation, { code, class: errorClass }: CatalogueEntry): boolean {
  const isOfOneCall =
    errorClass === 'refused' || errorClass === 'config-fault' || errorClass === 'done-already';
  return isOfOneCall && !hasOwnMeaning(operation, code) && !isNamedFor(operation, code);
}

/** What WeChat was asked to do, and for what, as a part of a sentence. */
function wordsOf({ operation, account, about = account }: Asked): Saying {
  return say(`asked-${operation}`, { about: about === undefined ? '' : visible(about) });
}
