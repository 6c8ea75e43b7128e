import path from 'node:path';
import { samePicture } from '../avatars/compare.ts';
import { normalizePicture } from '../avatars/normalize.ts';
import { type LeftOut, leftOutAs, type WritableAccount } from '../config/write-accounts.ts';
import { saveAvatar } from '../config/write-avatar.ts';
import { recordedAccounts } from '../kinds/account/states.ts';
import { type AccountId, accountName, type LiveAccount } from '../model/account.ts';
import type { AvatarFile, Desired } from '../model/desired.ts';
import { Failure } from '../model/failure.ts';
import type { Likeness, PictureReader } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Said, Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/exports.ts';
import { sayingOf, told, toldAs } from '../words/say.ts';
import { notWritten } from '../words/system-hints.ts';

/** What became of the pictures. */
export interface ExportedAvatars {
  readonly accounts: readonly WritableAccount[];
  /** Accounts whose file and live picture are known to be the same, with the live URL. */
  readonly known: ReadonlyMap<AccountId, string>;
  /** Files that were written. */
  readonly saved: readonly { readonly account: AccountId; readonly path: string }[];
  readonly leftOut: readonly LeftOut[];
  /** What else a person should know. */
  readonly notes: readonly ExportNote[];
}

/** Something to know of an export that is no fault. */
export interface ExportNote {
  readonly note: string;
  readonly said: Said<'note'>;
}

/** What pictures are compared with and saved beside. */
interface AvatarWorld {
  readonly pictures: PictureReader;
  readonly desired?: Desired | undefined;
  readonly recorded?: Recorded | undefined;
  readonly configFolder: string;
  readonly avatarFolder: string;
}

/**
 * Downloads the live picture of each account that the config doesn't have already, and names it in the account. A picture
 * that can't be had or used, or compared with the config's, is left out and told; the field then stays as it is.
 */
export async function exportAvatars(
  accounts: readonly WritableAccount[],
  world: AvatarWorld,
): Promise<ExportedAvatars> {
  const files = new Map(world.desired?.accounts.map(({ id, avatar }) => [id, avatar]));
  const known = new Map<AccountId, string>();
  const saved: { account: AccountId; path: string }[] = [];
  const leftOut: LeftOut[] = [];
  const notes: ExportNote[] = [];
  const written: WritableAccount[] = [];
  for (const account of accounts) {
    const { live } = account;
    const looked = await lookAt(live, files.get(live.id), world);
    if (looked.kind === 'saved') {
      saved.push({ account: live.id, path: looked.path });
      if (looked.note !== undefined) notes.push(toldAs({ note: looked.note }));
    }
    if (looked.kind === 'unusable')
      leftOut.push(leftOutAs(say('left-out-picture', { account: visible(live.id) }), looked.reason));
    if (looked.kind === 'saved' || looked.kind === 'same') known.set(live.id, live.avatarUrl);
    written.push(
      looked.kind === 'saved' ? { live, written: { ...account.written, avatar: looked.path } } : account,
    );
  }
  return { accounts: written, known, saved, leftOut, notes };
}

/** The folder pictures go to; it has to lie beside the config or below, where plan may read them. Throws a `Failure`. */
export function avatarFolderOf(wished: string | undefined, configFolder: string, cwd: string): string {
  if (wished === undefined) return path.join(configFolder, 'avatars');
  const folder = path.resolve(cwd, wished);
  const way = path.relative(configFolder, folder);
  if (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)) return folder;
  throw new Failure('config', 'avatars-outside', told(say('avatars-outside'), say('avatars-beside-config')));
}

type Looked =
  | { readonly kind: 'none' }
  | { readonly kind: 'same' }
  | { readonly kind: 'unusable'; readonly reason: Saying }
  | { readonly kind: 'saved'; readonly path: string; readonly note?: Saying };

async function lookAt(
  live: LiveAccount,
  file: AvatarFile | undefined,
  { pictures, recorded, configFolder, avatarFolder }: AvatarWorld,
): Promise<Looked> {
  if (live.avatarUrl === '') return { kind: 'none' };
  if (file && isRecorded(live, file, recorded)) return { kind: 'same' };
  const bytes = await pictures.fetch(live.avatarUrl);
  if (bytes === undefined) return { kind: 'unusable', reason: say('picture-not-fetched') };
  const likeness = file && (await likenessOf(file, bytes));
  if (likeness === 'same') return { kind: 'same' };
  if (likeness === 'cannot-tell') return { kind: 'unusable', reason: say('picture-not-compared') };
  const name = accountName(live.id);
  const result = await saveAvatar(configFolder, avatarFolder, name, bytes).catch((error) => {
    throw picturesNotWritable(avatarFolder, error);
  });
  if (!result.ok) return { kind: 'unusable', reason: sayingOf(result) };
  const { path: saved, takenName } = result;
  if (takenName === undefined) return { kind: 'saved', path: saved };
  const names = { taken: visible(takenName), account: visible(live.id), path: visible(saved) };
  const note = say('picture-name-taken', names);
  return { kind: 'saved', path: saved, note };
}

function picturesNotWritable(folder: string, error: NodeJS.ErrnoException): Error {
  const { code } = error;
  if (code === undefined) return error;
  const what = notWritten(say('file-not-writable', { file: visible(folder), code }), code);
  return new Failure('config', 'not-writable', what, { cause: error });
}

/** Bytes first: they tell without sharp, and of the smallest picture. */
async function likenessOf(file: AvatarFile, served: Uint8Array): Promise<Likeness> {
  if (isSame(file.bytes, served)) return 'same';
  const made = await normalizePicture(file);
  if (!made.ok) return 'cannot-tell';
  const sent = made.picture.bytes;
  return isSame(sent, served) ? 'same' : samePicture(sent, served);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** A record of a picture that nobody could see does not tell whose it is. */
function isRecorded(live: LiveAccount, file: AvatarFile, recorded: Recorded | undefined): boolean {
  const record = recordedAccounts(recorded).get(live.id);
  if (record?.kfId !== live.kfId || record.avatar?.unseen) return false;
  return record.avatar?.url === live.avatarUrl && record.avatar.sha256 === file.sha256;
}
