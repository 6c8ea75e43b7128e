import type { CatalogueEntry, ErrorClass } from './error-entry.ts';
import { entryOf } from './error-of-call.ts';
import { isMessage, isWrite, type Operation } from './operation.ts';

/**
 * What follows from an errcode.
 * - `success`
 * - `renew-token`: nothing happened; get the token anew and send once more, once
 * - `other-verb`: nothing happened; send with the other documented HTTP method, once
 * - `wait`: nothing happened; send again after so many milliseconds
 * - `ask-again`: a read that may simply be repeated
 * - `read-back`: nobody knows what happened; look
 * - `leave-unknown`: nobody knows, and nothing shows it: a message can't be read back
 * - `fail`: nothing happened, says WeChat; this call is over, others may work
 * - `stop`: nothing happened, and no other call would fare better
 */
export type Verdict =
  | {
      readonly rule:
        | 'success'
        | 'renew-token'
        | 'other-verb'
        | 'ask-again'
        | 'read-back'
        | 'leave-unknown'
        | 'fail'
        | 'stop';
    }
  | { readonly rule: 'wait'; readonly waitMs: number };

type Rule = Verdict['rule'];

/** The rule of every class for a read, for a write, and for getting a token, which can't be helped by another token. */
const rules = {
  success: { token: 'success', read: 'success', write: 'success' },
  fatal: { token: 'stop', read: 'stop', write: 'stop' },
  'retry-after-waiting': { token: 'wait', read: 'wait', write: 'wait' },
  'refresh-token': { token: 'stop', read: 'renew-token', write: 'renew-token' },
  'outcome-unknown': { token: 'ask-again', read: 'ask-again', write: 'read-back' },
  'done-already': { token: 'stop', read: 'stop', write: 'fail' },
  'config-fault': { token: 'stop', read: 'stop', write: 'fail' },
  refused: { token: 'stop', read: 'stop', write: 'fail' },
} as const satisfies Record<ErrorClass, Record<'token' | 'read' | 'write', Rule>>;

/**
 * Decides by operation and errcode alone, never by text. A code that the catalogue lacks counts as a refusal of this
 * one call: WeChat claims that nothing happened, and the read-back at the end verifies it. But below 100, where WeChat
 * documents no refusal, such a code says nothing about the effect.
 */
export function classify(operation: Operation, errcode: number): Verdict {
  if (errcode === 0) return { rule: 'success' };
  const entry = entryOf(operation, errcode);
  if (entry === undefined) return ruleOf(isOwnFault(errcode) ? 'outcome-unknown' : 'refused', operation);
  // Two official pages disagreed for years on whether an account is deleted by GET or by POST.
  if (operation === 'delete' && (errcode === 43001 || errcode === 43002)) return { rule: 'other-verb' };
  if (settles(entry, operation)) return { rule: 'read-back' };
  return ruleOf(entry.class, operation, entry.waitSeconds);
}

/** A fault of WeChat's own servers, such as the 4 without a text that callers of custom/send met in 2023 (report). */
export function isOwnFault(errcode: number): boolean {
  return errcode < 100 && errcode !== 0;
}

function ruleOf(errorClass: ErrorClass, operation: Operation, waitSeconds?: number): Verdict {
  const rule = rules[errorClass][operationKind(operation)];
  if (rule === 'read-back' && isMessage(operation)) return { rule: 'leave-unknown' };
  return rule === 'wait' ? waitOrStop(waitSeconds) : { rule };
}

/** A used-up daily quota comes back tomorrow: too late for this run. */
function waitOrStop(waitSeconds: number | undefined): Verdict {
  return waitSeconds === undefined ? { rule: 'stop' } : { rule: 'wait', waitMs: waitSeconds * 1000 };
}

function settles(entry: CatalogueEntry, operation: Operation): boolean {
  return entry.settles?.some((settled) => settled === operation) ?? false;
}

function operationKind(operation: Operation): 'token' | 'read' | 'write' {
  if (operation === 'token') return 'token';
  return isWrite(operation) ? 'write' : 'read';
}
