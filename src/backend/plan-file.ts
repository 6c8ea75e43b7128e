import { type PlanDocument, planText } from '../documents/plan.ts';
import { type PlanFault, readPlanDocument } from '../documents/read-plan.ts';
import { readNamed, unreadWords } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Secret } from '../model/secret.ts';
import { visible } from '../model/visible.ts';
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
    throw new Failure('config', 'plan-unreadable', `The plan ${visible(path)} ${unreadWords(read)}.`, {
      hint: 'Make one with: kefu plan --out plan.json',
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

const faults = {
  'not-json': 'is not JSON',
  'not-a-plan': 'is not a plan of this version of kefu',
  edited: 'was changed after kefu wrote it',
  'not-signed': 'is not signed, and KEFU_PLAN_KEY is set',
  'signed-otherwise': 'was signed with another key than KEFU_PLAN_KEY',
} as const satisfies Record<PlanFault, string>;

function refused(path: string, fault: PlanFault): Failure {
  return new Failure(
    'config',
    `plan-${fault}`,
    `The plan ${visible(path)} ${faults[fault]}; nothing was sent.`,
    {
      hint: 'Make a new one with kefu plan --out, and pass it on unchanged.',
    },
  );
}

/** Saves a plan; only its owner may read it, since nicknames and WeChat IDs are personal. Rejects with a `Failure`. */
export async function writePlanFile(path: string, document: PlanDocument): Promise<void> {
  try {
    await writeDurably(path, planText(document), 0o600);
  } catch (error) {
    throw planNotWritable(`The plan ${visible(path)}`, error);
  }
}

/** Why a plan was not saved; `what` is what can't be written. A `Failure` stays what it is. */
export function planNotWritable(what: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code } = error as NodeJS.ErrnoException;
  return new Failure('config', 'plan-not-writable', `${what} can't be written (${code}).`, { cause: error });
}
