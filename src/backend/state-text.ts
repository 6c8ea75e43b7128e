import {
  recordedOf,
  type StateDocument,
  type StateDocumentOne,
  stateDocument,
  unknownAddresses,
} from '../documents/state.ts';
import { Failure } from '../model/failure.ts';
import { KeyTwice, parseJson } from '../model/parse-json.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';

/** The recorded state as it is kept, in every backend. */
export function stateText(recorded: Recorded): string {
  return `${JSON.stringify(stateDocument(recorded), null, 2)}\n`;
}

/**
 * Reads a state. One that is damaged, of another version or holds merge-conflict markers is refused with a `Failure`, never
 * taken as empty: an empty state would forget which accounts are protected. `place` is how people call where it came from
 * ("The state file x.json"); `kinds` are the names of the kinds of objects that may be in it.
 */
export async function readStateText(
  text: string,
  place: string | Saying,
  kinds: readonly string[],
): Promise<Recorded> {
  const recorded = recordedOf(await parseState(place, text));
  const [unknown] = unknownAddresses(recorded, kinds);
  if (unknown === undefined) return recorded;
  throw stateUnreadable(say('state-unknown-kind', { place, kind: visible(unknown) }));
}

async function parseState(place: string | Saying, text: string): Promise<StateDocument | StateDocumentOne> {
  const conflict = text.split('\n').findIndex((line) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(line));
  if (conflict >= 0) {
    const what = say('state-conflict', { place, row: conflict + 1 });
    throw stateUnreadable(what, undefined, say('take-applied-side'));
  }
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch (error) {
    if (error instanceof KeyTwice)
      throw stateUnreadable(say('state-key-twice', { place, what: visible(error.message) }));
    throw stateUnreadable(say('state-not-json', { place }), error);
  }
  const { validateState } = await import('./generated/validate-state.js');
  if (validateState(parsed)) return parsed as StateDocument | StateDocumentOne;
  const fault = validateState.errors?.[0];
  const what = visible(`${fault?.instancePath || '/'} ${fault?.message}`);
  throw stateUnreadable(say('state-other-version', { place, what }));
}

export function stateUnreadable(what: Saying, cause?: unknown, hint: Saying = say('restore-state')): Failure {
  return new Failure('config', 'state-unreadable', told(what, hint), { cause });
}

/** Refuses a write of somebody who did not see what is stored. Throws a `Failure`. */
export function refuseStale(
  place: string | Saying,
  stored: Pick<Recorded, 'serial'> | undefined,
  next: Pick<Recorded, 'serial'>,
): void {
  if (stored !== undefined && stored.serial !== next.serial - 1) throw stateMoved(place);
}

export function stateMoved(place: string | Saying): Failure {
  return new Failure('busy', 'state-moved', told(say('state-moved', { place }), say('nothing-overwritten')));
}
