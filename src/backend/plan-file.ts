import { type PlanDocument, planText } from '../documents/plan.ts';
import { type PlanFault, readPlanDocument } from '../documents/read-plan.ts';
import { readNamed } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Saying } from '../model/saying.ts';
import type { Secret } from '../model/secret.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';
import { systemHint, unreadHint } from '../words/system-hints.ts';
import { unreadWords } from '../words/unread.ts';
import { writeDurably } from './write-durably.ts';

/** No plan of kefu comes near this size. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Reads a saved plan. Rejects with a `Failure` for anything but the very bytes that kefu wrote and, with a key, for what was
 * not signed with it.
 */
export async function readPlanFile(
  path: string,
  kinds: readonly AnyKind[],
  key: Secret | undefined,
): Promise<PlanDocument> {
  const read = await readNamed(path, mostBytes);
  if (!read.ok) {
    if (read.why === 'too-large') throw refused(path, 'not-a-plan');
    const what = say('plan-unreadable', { file: visible(path), why: unreadWords(read) });
    throw new Failure('config', 'plan-unreadable', told(what, unreadHint(read, say('make-plan'))), {
      cause: read.why === 'unreadable' ? read.cause : undefined,
    });
  }
  const bytes = Buffer.from(read.bytes);
  const text = bytes.toString('utf8');
  // Bytes that are no UTF-8 would be replaced on reading and could hide an edit.
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw refused(path, 'edited');
  const { validatePlan } = await import('./generated/validate-plan.js');
  const parsed = readPlanDocument(text, validatePlan, kinds, key);
  if (!parsed.ok) throw refused(path, parsed.fault);
  return parsed.document;
}

function refused(path: string, fault: PlanFault): Failure {
  return new Failure(
    'config',
    `plan-${fault}`,
    told(say(`plan-${fault}`, { file: visible(path) }), say('make-new-plan')),
  );
}

/**
 * Saves a plan; only its owner may read it, since nicknames and WeChat IDs are personal. Rejects with a `Failure`, which
 * gives the hint.
 */
export async function writePlanFile(path: string, document: PlanDocument, hint?: Saying): Promise<void> {
  try {
    await writeDurably(path, planText(document), 0o600);
  } catch (error) {
    throw planNotWritable(say('the-plan', { file: visible(path) }), error, hint);
  }
}

/** Why a plan was not saved; `what` is what can't be written. A `Failure` stays what it is. */
export function planNotWritable(what: string | Saying, error: unknown, hint?: Saying): Failure {
  if (error instanceof Failure) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const message = say('plan-not-writable', { what, code });
  const todo = systemHint(code, hint);
  const why = todo === undefined ? told(message) : told(message, todo);
  return new Failure('config', 'plan-not-writable', why, { cause: error });
}
