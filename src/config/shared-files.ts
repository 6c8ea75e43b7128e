// Files that configurations share, each parsed by itself and, within one run, once.
import { stat } from 'node:fs/promises';
import type { FoundFile } from './found-file.ts';
import { openFound } from './open-file.ts';
import { parse } from './parse.ts';
import type { Part, ReadShared, UnreadShared } from './part.ts';
import { syntaxFaultsAsMeant } from './read-as-meant.ts';
import { configByteLimit, readText } from './read-text.ts';
import { scan } from './scan.ts';
import { literalSecrets } from './secret-rules.ts';
import { diagnosticsOf, sourceOf } from './source.ts';

/**
 * A reader for one run: of a thousand configurations that extend one file the first parses it, and the others get the same
 * part, or the same faults, as long as the file on the disk is the same one, unchanged.
 */
export function createSharedReader(): ReadShared {
  const known = new Map<string, { readonly identity: string; readonly read: Promise<Part | UnreadShared> }>();
  return async (found, shown) => {
    const identity = await identityOf(found.real);
    const key = `${found.real}\0${found.wanted}`;
    const before = known.get(key);
    if (before !== undefined && identity !== undefined && before.identity === identity) return before.read;
    const read = readPart(found, shown);
    if (identity !== undefined) known.set(key, { identity, read });
    return read;
  };
}

/** Other bytes under the same path have another one; undefined when there is nothing to tell by. */
async function identityOf(real: string): Promise<string | undefined> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(real, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return undefined;
  }
}

async function readPart(found: FoundFile, shown: string): Promise<Part | UnreadShared> {
  const opened = await openFound(found, configByteLimit);
  if (!opened.ok) return { fault: opened };
  const reading = readText(shown, opened.bytes);
  if (!reading.ok) return { diagnostics: [reading.diagnostic] };
  const source = sourceOf(shown, reading.text);
  const unfit = scan(source.text);
  if (unfit.length > 0) return { diagnostics: diagnosticsOf(source, unfit) };
  const { tree, faults } = parse(source);
  if (tree === undefined) return { diagnostics: diagnosticsOf(source, syntaxFaultsAsMeant(source, faults)) };
  return {
    file: found.wanted,
    source: sourceOf(shown, source.text, literalSecrets(source.text, tree)),
    tree,
  };
}
