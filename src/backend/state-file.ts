import { readFile } from 'node:fs/promises';
import type { AccountId } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type { MediaKey } from '../model/media.ts';
import type { StateStore } from '../model/ports.ts';
import type {
  Intent,
  Recorded,
  RecordedAccount,
  RecordedMedia,
  RecordedTemplate,
} from '../model/recorded.ts';
import { visible } from '../model/visible.ts';
import { validateState } from './generated/validate-state.js';
import { writeDurably } from './write-durably.ts';

/** The state file as JSON, by `schemas/state.schema.json`. */
interface StateDocument {
  readonly version: 1;
  readonly appId: string;
  readonly serial: number;
  readonly accounts: Readonly<Record<string, RecordedAccount>>;
  readonly media?: Readonly<Record<string, RecordedMedia>>;
  readonly templates?: Readonly<Record<string, RecordedTemplate>>;
  readonly intents: readonly Intent[];
  readonly appliedPlans?: readonly string[];
}

/**
 * Recorded state in a file beside the config. A file that is damaged, of another version or holds merge-conflict markers
 * is refused, never taken as empty: an empty state would forget which accounts are protected.
 */
export function stateFile(path: string): StateStore {
  return {
    read: () => readState(path),
    write: (recorded) => writeState(path, recorded),
  };
}

async function readState(path: string): Promise<Recorded | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, `can't be read (${(error as NodeJS.ErrnoException).code})`, error);
  }
  const document = parseState(path, text);
  return {
    appId: document.appId,
    serial: document.serial,
    accounts: new Map(Object.entries(document.accounts) as [AccountId, RecordedAccount][]),
    media: new Map(Object.entries(document.media ?? {}) as [MediaKey, RecordedMedia][]),
    templates: new Map(Object.entries(document.templates ?? {})),
    intents: document.intents,
    appliedPlans: document.appliedPlans ?? [],
  };
}

function parseState(path: string, text: string): StateDocument {
  if (/^(?:<{7}|>{7}) /m.test(text)) throw unreadable(path, 'holds merge-conflict markers');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, 'is not JSON; it may have been cut off or edited', error);
  }
  if (validateState(parsed)) return parsed as StateDocument;
  const fault = validateState.errors?.[0];
  throw unreadable(
    path,
    visible(`is not a state file of this version: ${fault?.instancePath || '/'} ${fault?.message}`),
  );
}

function unreadable(path: string, what: string, cause?: unknown): Failure {
  return new Failure('config', 'state-unreadable', `The state file ${visible(path)} ${what}.`, {
    hint: 'Restore it from version control. Without any state file kefu forgets protection and which pictures it uploaded.',
    cause,
  });
}

async function writeState(path: string, recorded: Recorded): Promise<void> {
  const document: StateDocument = {
    version: 1,
    appId: recorded.appId,
    serial: recorded.serial,
    accounts: byKey(recorded.accounts),
    ...(recorded.media.size > 0 ? { media: byKey(recorded.media) } : {}),
    ...(recorded.templates.size > 0 ? { templates: byKey(recorded.templates) } : {}),
    intents: recorded.intents,
    ...(recorded.appliedPlans.length > 0 ? { appliedPlans: recorded.appliedPlans } : {}),
  };
  try {
    await writeDurably(path, `${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    throw new Failure(
      'config',
      'state-not-writable',
      `The state file ${visible(path)} can't be written (${(error as NodeJS.ErrnoException).code}).`,
      {
        hint: 'Give kefu the right to write beside the config; it sends nothing that it could not record.',
        cause: error,
      },
    );
  }
}

/** A map as an object whose keys are in order. */
function byKey<Value>(map: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...map].sort(([first], [second]) => (first < second ? -1 : 1)));
}
