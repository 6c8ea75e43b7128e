import type { ReadShared } from './part.ts';

/** What the outside decides about a configuration, passed in by the command line. */
export interface ConfigWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path; relative paths of files to read start here, and shown paths are relative to it. */
  readonly cwd: string;
  /** Reads the files that configurations share; absent: each configuration reads them anew. */
  readonly readShared?: ReadShared;
}
