import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../backend/write-durably.ts';
import type { ConfigWorld } from '../config/config.ts';
import { openText } from '../config/load.ts';
import { type WrittenAccount, withAccounts, withLeftOut, withPlaceholdersTaken } from '../config/write.ts';
import type { LeftOut } from '../config/write-accounts.ts';
import { faultOfRewritten } from '../config/write-checked.ts';
import { writeNew } from '../config/write-new.ts';
import { notInherited } from '../config/write-over.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/exports.ts';
import { say as sayPlace } from '../words/en/places.ts';
import { inWords, type LanguageWords, sayIn } from '../words/language-words.ts';
import { told } from '../words/say.ts';
import { notWritten } from '../words/system-hints.ts';
import { alreadyThere, type Origin, type Start } from './origin.ts';

/** What is to stand in the file. */
export interface Saving {
  readonly accounts: readonly WrittenAccount[];
  readonly leftOut: readonly LeftOut[];
  readonly words: LanguageWords;
}

/**
 * Writes the accounts into the file; resolves to whether it had to be written. Rejects with a `Failure`, the file untouched, when
 * the text would not say what is meant, or when the file is no longer the one that was read.
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
  const isOwn = config !== undefined && file === target;
  if (isOwn && text === source.text) return false;
  const shown = path.relative(world.cwd, target);
  const fault = await faultOfRewritten({ file: target, shown, text, before: tree, accounts: own }, world);
  if (fault !== undefined) throw notAsMeant(shown, fault === 'other-meaning' ? [] : fault);
  const lastLook = config === undefined ? async () => {} : () => refuseEdited(start, world);
  await put({ target, isNew: !isOwn, text, lastLook }, world);
  return true;
}

function linesOf(leftOut: readonly LeftOut[], words: LanguageWords): string[] {
  return inWords(words, leftOut).map(({ what, reason }) =>
    sayIn(words, say('left-out-entry', { what, reason })),
  );
}

interface Putting {
  readonly target: string;
  readonly isNew: boolean;
  readonly text: string;
  /** Rejects when what the text was made from is no longer so. */
  readonly lastLook: () => Promise<void>;
}

/** What was made or edited while the lists and pictures were fetched is not overwritten. */
async function put({ target, isNew, text, lastLook }: Putting, world: ConfigWorld): Promise<void> {
  try {
    if (isNew) {
      await lastLook();
      await writeNew(target, text);
    }
    // A link to the file stays a link.
    else await writeDurably(await realpath(target), text, undefined, lastLook);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw alreadyThere(target, world.cwd);
    const refused = notWritten(say('file-not-writable', { file: visible(target), code }), code);
    throw new Failure('config', 'not-writable', refused, { cause: error });
  }
}

/** Also what the config extends: what it inherits, and was as live, is left out of the text. */
async function refuseEdited({ file, source, layers }: Start, world: ConfigWorld): Promise<void> {
  for (const read of layers?.parts ?? [{ file, source }]) {
    const now = await openText(read.file, world);
    if ('source' in now && now.source.text === read.source.text) continue;
    const edited = told(
      say('config-edited-meanwhile', { file: visible(read.source.file) }),
      sayPlace('run-again'),
    );
    throw new Failure('config', 'file-changed', edited);
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
