import type { Saying } from '../model/saying.ts';

/** A file in an allowed folder, not opened yet. */
export interface FoundFile {
  readonly ok: true;
  /** As it was named, absolute. */
  readonly wanted: string;
  /** The same after following every link. */
  readonly real: string;
}

/** Why a file was not read: a stable code, one sentence about "the file", and what to do. */
export interface FileFault {
  readonly ok: false;
  readonly code: string;
  readonly what: Saying;
  readonly hint: Saying;
}
