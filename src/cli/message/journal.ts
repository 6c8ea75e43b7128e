import { resolve } from 'node:path';
import { noJournal } from '../../messages/deliver.ts';
import type { DeliveryJournals, JournaledMessage, OpenJournal } from '../../model/delivery.ts';
import { Failure } from '../../model/failure.ts';
import { say } from '../../words/en/sending.ts';
import { told } from '../../words/say.ts';

/** Which journal a sending keeps, as the command line says it. */
export interface JournalFlags {
  readonly toFile?: string;
  /** Instead of the one beside the file of customers. */
  readonly journal?: string;
  /** Go on with the journal there is. */
  readonly resume: boolean;
}

/** The journal of a sending before it is opened. */
export interface ChosenJournal {
  /** Rejects with a `Failure` when `open` would, as far as looking tells; writes nothing. */
  check(message: JournaledMessage, journals: DeliveryJournals): Promise<void>;
  /** Rejects with a `Failure`. */
  open(message: JournaledMessage, journals: DeliveryJournals): Promise<OpenJournal>;
}

/** A message to one customer keeps none. Throws a `Failure` for flags that only a file of customers can have. */
export function chosenJournal(flags: JournalFlags, cwd: string): ChosenJournal {
  const { toFile, journal, resume } = flags;
  if (toFile === undefined) {
    if (journal !== undefined || resume) throw onlyForFiles();
    return { check: async () => {}, open: async () => ({ ...noJournal, close: async () => {} }) };
  }
  const path = resolve(cwd, journal ?? `${toFile}.sent.jsonl`);
  return resume
    ? {
        check: (message, journals) => journals.mayResume(path, message),
        open: (message, journals) => journals.resume(path, message),
      }
    : {
        check: (message, journals) => journals.mayBegin(path, message),
        open: (message, journals) => journals.begin(path, message),
      };
}

function onlyForFiles(): Failure {
  const what = told(say('journal-without-file'), say('one-keeps-no-journal'));
  return new Failure('config', 'journal-without-file', what);
}
