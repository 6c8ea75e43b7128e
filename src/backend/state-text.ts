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
import { visible } from '../model/visible.ts';

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
  place: string,
  kinds: readonly string[],
): Promise<Recorded> {
  const recorded = recordedOf(await parseState(place, text));
  const [unknown] = unknownAddresses(recorded, kinds);
  if (unknown === undefined) return recorded;
  throw stateUnreadable(
    place,
    visible(`speaks of ${unknown}, a kind of object that this version does not know`),
  );
}

async function parseState(place: string, text: string): Promise<StateDocument | StateDocumentOne> {
  const conflict = text.split('\n').findIndex((line) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(line));
  if (conflict >= 0) {
    throw stateUnreadable(place, `holds a merge-conflict marker at line ${conflict + 1}`, undefined, {
      hint: 'Take the side of the branch that was applied last, whole; then kefu plan shows what differs from what is live.',
    });
  }
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch (error) {
    if (error instanceof KeyTwice) throw stateUnreadable(place, visible(`says two things: ${error.message}`));
    throw stateUnreadable(place, 'is not JSON; it may have been cut off or edited', error);
  }
  const { validateState } = await import('./generated/validate-state.js');
  if (validateState(parsed)) return parsed as StateDocument | StateDocumentOne;
  const fault = validateState.errors?.[0];
  throw stateUnreadable(
    place,
    visible(`is not a state file of this version: ${fault?.instancePath || '/'} ${fault?.message}`),
  );
}

export function stateUnreadable(
  place: string,
  what: string,
  cause?: unknown,
  more: { readonly hint: string } = {
    hint: 'Restore it from version control. Without any state file kefu forgets protection and which pictures it uploaded.',
  },
): Failure {
  return new Failure('config', 'state-unreadable', `${place} ${what}.`, { ...more, cause });
}

/** Refuses a write of somebody who did not see what is stored. Throws a `Failure`. */
export function refuseStale(
  place: string,
  stored: Pick<Recorded, 'serial'> | undefined,
  next: Pick<Recorded, 'serial'>,
): void {
  if (stored !== undefined && stored.serial !== next.serial - 1) throw stateMoved(place);
}

export function stateMoved(place: string): Failure {
  return new Failure('busy', 'state-moved', `${place} was changed by another run meanwhile.`, {
    hint: 'Nothing of it was overwritten. Run kefu again: it looks at what became of everything.',
  });
}
