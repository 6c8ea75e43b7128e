import type { Diagnostic } from '../model/diagnostic.ts';
import type { FileFault, FoundFile } from './found-file.ts';
import type { Source } from './source.ts';
import type { Tree } from './tree.ts';

/** One file of a configuration, with places in its own text. */
export interface Part {
  /** Absolute, as it was named: relative paths in it start at its folder. */
  readonly file: string;
  readonly source: Source;
  readonly tree: Tree;
}

/** The file could be opened but not be read as YAML, or it could not be opened. */
export type UnreadShared = { readonly diagnostics: readonly Diagnostic[] } | { readonly fault: FileFault };

/** Reads a file that was found in an allowed folder; `shown` is its name as people see it. */
export type ReadShared = (found: FoundFile, shown: string) => Promise<Part | UnreadShared>;
