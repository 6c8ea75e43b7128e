import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { takeLock } from '../../backend/lock.ts';
import { stateFile } from '../../backend/state-file.ts';
import { writeDurably } from '../../backend/write-durably.ts';
import type { Loaded } from '../../config/load.ts';
import { withAccounts, withLeftOut, withPlaceholdersTaken } from '../../config/write.ts';
import { type LeftOut, type WritableAccount, writableAccounts } from '../../config/write-accounts.ts';
import type { AccountId } from '../../model/account.ts';
import { Failure } from '../../model/failure.ts';
import type { PictureReader } from '../../model/ports.ts';
import { visible } from '../../model/visible.ts';
import { planAccounts } from '../../reconcile.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { avatarFolderOf, type ExportedAvatars, exportAvatars } from '../export/avatars.ts';
import { type Origin, type OriginFlags, originOf } from '../export/origin.ts';
import { recordedWithExport } from '../export/record.ts';
import { renderExportJson, renderExportText } from '../export/report.ts';
import { planWorldOf } from '../plan-options.ts';
import { connect, type OpenAccount, openAccount, systemClock } from '../wiring.ts';

export interface ExportOptions extends OriginFlags {
  /** Folder for downloaded pictures; absent: `avatars` beside the config; false: leave pictures alone. */
  readonly avatars?: string | false;
  readonly json: boolean;
}

/** Writes what is live into a config, and shows that the plan made from it is empty, or what is left of it. */
export async function run(options: ExportOptions, world: CommandWorld): Promise<number> {
  const { terminal } = world;
  const origin = await originOf(options, world);
  const written = await writeLive(origin, options, world);
  const account = await openAccount(origin.target, 'read-only', world);
  try {
    await record(account, written);
    const flags = {
      config: origin.target,
      writeUnverifiable: false,
      allow: new Set<never>(),
      fetchAvatars: true,
    };
    const { plan } = await planAccounts(account.desired, planWorldOf(account, flags), flags);
    const accounts = written.accounts.map(({ live }) => live.id);
    const report = { ...written, avatars: written.saved, accounts, plan };
    terminal.out(options.json ? renderExportJson(report) : renderExportText(report, terminal.paint));
    return exitCodes.done;
  } finally {
    await account.close();
  }
}

/** What now stands in the file. */
interface Written extends ExportedAvatars {
  readonly file: string;
  readonly isWritten: boolean;
}

async function writeLive(origin: Origin, options: ExportOptions, world: CommandWorld): Promise<Written> {
  const wechat = connect(origin.connection, 'read-only', world);
  try {
    const live = await wechat.accounts.list();
    const loaded = origin.textFor(live);
    const { accounts, leftOut } = writableAccounts(live, loaded.tree);
    const exported = await picturesOf(accounts, wechat.pictures, origin, options, world);
    const told = [...leftOut, ...exported.leftOut];
    const isWritten = await save(origin, loaded, exported.accounts, told);
    const file = path.relative(world.cwd, origin.target);
    return { ...exported, leftOut: told, file, isWritten };
  } finally {
    await wechat.close();
  }
}

async function picturesOf(
  accounts: readonly WritableAccount[],
  pictures: PictureReader,
  { target, config }: Origin,
  { avatars }: ExportOptions,
  { cwd }: CommandWorld,
): Promise<ExportedAvatars> {
  if (avatars === false) return { accounts, known: new Map(), saved: [], leftOut: [], notes: [] };
  const configFolder = path.dirname(target);
  const avatarFolder = avatarFolderOf(avatars, configFolder, cwd);
  const recorded = config && (await stateFile(config.stateFile).read());
  const desired = config?.desired;
  return exportAvatars(accounts, { pictures, desired, recorded, configFolder, avatarFolder });
}

/** Whether the file had to be written. */
async function save(
  { target, config }: Origin,
  { file, source, tree }: Loaded,
  accounts: readonly WritableAccount[],
  leftOut: readonly LeftOut[],
): Promise<boolean> {
  const lines = leftOut.map(({ what, reason }) => `${what}: ${reason}`);
  const text = withLeftOut(
    withPlaceholdersTaken(
      withAccounts(
        source.text,
        tree,
        accounts.map(({ written }) => written),
      ),
    ),
    lines,
  );
  if (config !== undefined && file === target && text === source.text) return false;
  try {
    // A link to the file stays a link.
    await writeDurably(await realpath(target).catch(() => target), text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure('config', 'not-writable', `${visible(target)} can't be written (${code}).`, {
      cause: error,
    });
  }
  return true;
}

/** Under the lock, since an apply may be writing the same state file. */
async function record({ desired, stateFile: file, store }: OpenAccount, written: Written): Promise<void> {
  const unlock = await takeLock(file, systemClock, 0);
  try {
    const recorded = await store.read();
    const { appId } = desired.officialAccount;
    // Another official account's state is for the plan's guard to tell.
    if (recorded && recorded.appId !== appId) return;
    const files = new Map<AccountId, string | undefined>(
      desired.accounts.map(({ id, avatar }) => [id, avatar?.sha256]),
    );
    const exported = written.accounts.map(({ live }) => {
      const avatarSha256 = written.known.has(live.id) ? files.get(live.id) : undefined;
      return avatarSha256 === undefined ? { live } : { live, avatarSha256 };
    });
    const next = recordedWithExport(recorded, appId, exported);
    if (next) await store.write(next);
  } finally {
    await unlock();
  }
}
