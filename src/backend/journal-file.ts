import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DeliveryJournal, Ending, JournaledMessage, OpenJournal } from '../model/delivery.ts';
import { Failure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/locks.ts';
import { told } from '../words/say.ts';
import { systemHint } from '../words/system-hints.ts';
import { entryLine, hashedOpenId, headLine, type JournalContent } from './journal-lines.ts';
import { earlierWord, inUse } from './journal-refusals.ts';
import { syncFolder } from './write-durably.ts';

/** The lock of a journal. */
export interface JournalLock {
  /** Never rejects. */
  giveBack(): Promise<void>;
}

interface Opened {
  readonly path: string;
  readonly file: FileHandle;
  readonly message: JournaledMessage;
  readonly clock: Clock;
  readonly lock: JournalLock;
  readonly last: JournalContent['last'];
  /** How long the file is. */
  readonly bytes: number;
}

/** A journal that is open for writing, under its lock. */
export class JournalFile implements OpenJournal {
  readonly #opened: Opened;
  #bytes: number;

  constructor(opened: Opened) {
    this.#opened = opened;
    this.#bytes = opened.bytes;
  }

  /** Writes what it is about; durable when it resolves. */
  async begin(): Promise<void> {
    const { path, message, clock } = this.#opened;
    await this.#append(headLine(message, clock.now()));
    // The name of the new file has to outlive a power cut, too.
    await syncFolder(dirname(path)).catch((error) => {
      throw notWritable(path, error);
    });
  }

  earlier(openid: string): 'sent' | 'unknown' | undefined {
    const { message, last } = this.#opened;
    return earlierWord(last.get(hashedOpenId(message, openid)));
  }

  async intend(to: Parameters<DeliveryJournal['intend']>[0]): Promise<void> {
    const { message, clock } = this.#opened;
    await this.#append(entryLine(message, to, { status: 'intended', at: clock.now() }));
  }

  async conclude(
    to: Parameters<DeliveryJournal['conclude']>[0],
    status: Ending,
    code?: number | string,
  ): Promise<void> {
    const { message, clock } = this.#opened;
    await this.#append(entryLine(message, to, { status, code, at: clock.now() }));
  }

  async close(): Promise<void> {
    // Every line is on the disk already.
    await this.#opened.file.close().catch(() => undefined);
    await this.#opened.lock.giveBack();
  }

  async #append(line: string): Promise<void> {
    const { path, file, clock } = this.#opened;
    this.#bytes += Buffer.byteLength(line);
    let size: number;
    try {
      await file.appendFile(line);
      await file.sync();
      ({ size } = await file.stat());
    } catch (error) {
      throw notWritable(path, error);
    }
    // The lock of a run that died can be taken over by two at once. Whoever writes second sees the line of the first.
    if (size !== this.#bytes) throw inUse(path, path, { nowMs: clock.now() });
  }
}

/** Why nothing can be written down. */
export function notWritable(path: string, cause: unknown): Failure {
  return new Failure(
    'config',
    'journal-not-writable',
    told(
      say('journal-not-writable', { journal: visible(path), code: codeOf(cause) }),
      systemHint(codeOf(cause), say('other-journal')),
    ),
    { cause },
  );
}

/** The code of a system's error, for people. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
