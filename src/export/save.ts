import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../backend/write-durably.ts';
import type { ConfigWorld } from '../config/config.ts';
import { type WrittenAccount, withAccounts, withLeftOut, withPlaceholdersTaken } from '../config/write.ts';
import type { LeftOut } from '../config/write-accounts.ts';
import { faultOfRewritten } from '../config/write-checked.ts';
import { notInherited } from '../config/write-over.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/exports.ts';
import { inWords, type LanguageWords, sayIn } from '../words/language-words.ts';
import { told } from '../words/say.ts';
import type { Origin, Start } from './origin.ts';

/** What is to stand in the file. */
export interface Saving {
  readonly accounts: readonly WrittenAccount[];
  readonly leftOut: readonly LeftOut[];
  readonly words: LanguageWords;
}

/**
 * Writes the accounts into the file; resolves to whether it had to be written. Rejects with a `Failure`, the file untouched, when
 * the text would not say what is meant.
 */
export async function save(
  { target, config }: Origin,
  start: Start,
  { accounts, leftOut, words }: Saving,
  world: ConfigWorld,
): Promise<boolean> {
  const { file, source, tree, whole } = start;
  const own = notInherited(accounts, tree, whole);
  const text = withLeftOut(
    withPlaceholdersTaken(withAccounts(source.text, tree, own)),
    linesOf(leftOut, words),
    words.lang,
  );
  if (config !== undefined && file === target && text === source.text) return false;
  const shown = path.relative(world.cwd, target);
  const fault = await faultOfRewritten({ file: target, shown, text, before: tree, accounts: own }, world);
  if (fault !== undefined) throw notAsMeant(shown, fault === 'other-meaning' ? [] : fault);
  await put(target, text);
  return true;
}

function linesOf(leftOut: readonly LeftOut[], words: LanguageWords): string[] {
  return inWords(words, leftOut).map(({ what, reason }) =>
    sayIn(words, say('left-out-entry', { what, reason })),
  );
}

async function put(target: string, text: string): Promise<void> {
  try {
    // A link to the file stays a link.
    await writeDurably(await realpath(target).catch(() => target), text);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const refused = told(say('file-not-writable', { file: visible(target), code: String(code) }));
    throw new Failure('config', 'not-writable', refused, { cause: error });
  }
}

/** The places of faults are those of a text that is not on the disk: only what is wrong is told. */
function notAsMeant(shown: string, faults: readonly Diagnostic[]): Failure {
  const file = visible(shown);
  const what =
    faults.length > 0
      ? told(say('export-would-be-faulty', { file }), say('settle-live-or-out'))
      : told(say('export-not-as-meant', { file }), say('write-in-blocks'));
  const diagnostics = faults.map(({ range: _, ...fault }) => fault);
  return new Failure('config', 'export-not-as-meant', what, { diagnostics });
}
