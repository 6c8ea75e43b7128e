import path from 'node:path';
import type { ConfigWorld } from '../config/config.ts';
import { type LeftOut, type WritableAccount, writableAccounts } from '../config/write-accounts.ts';
import type { AccountId } from '../model/account.ts';
import type { Plan } from '../model/plan.ts';
import type { Clock, PictureReader } from '../model/ports.ts';
import { refuseLeakyEnvironment } from '../reconcile/environment.ts';
import { recordedOf } from '../reconcile/memory.ts';
import { systemClock } from '../reconcile/system-clock.ts';
import { type OpenAccount, type OpenOptions, openAccount, planAccount } from '../reconcile.ts';
import { createWechat } from '../wechat/client.ts';
import { english } from '../words/en/words.ts';
import type { LanguageWords } from '../words/language-words.ts';
import { avatarFolderOf, type ExportedAvatars, type ExportNote, exportAvatars } from './avatars.ts';
import { type Origin, type OriginFlags, originOf } from './origin.ts';
import { recordedWithExport } from './record.ts';
import { save } from './save.ts';

/** What is exported, and whereto. */
export interface ExportOptions extends OriginFlags {
  /** Folder for downloaded pictures; absent: `avatars` beside the config; false: leave pictures alone. */
  readonly avatars?: string | false;
  /** The machine's by default. */
  readonly clock?: Clock;
  /** The language of the comments in the file. */
  readonly words?: LanguageWords;
}

/** What an export did. */
export interface Exported {
  /** As people see it. */
  readonly file: string;
  readonly isWritten: boolean;
  readonly accounts: readonly AccountId[];
  readonly avatars: readonly { readonly account: AccountId; readonly path: string }[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly ExportNote[];
  /** The plan made from the file as it now is. */
  readonly plan: Plan;
}

/**
 * Writes what is live into a config, records it, and plans from the file as it now is. Its connection can't write to WeChat.
 * `opened` hears of the account before it is planned. Rejects with a `Failure`.
 */
export async function exportLive(
  options: ExportOptions,
  world: ConfigWorld & Pick<OpenOptions, 'lockLeft'>,
  opened: (account: OpenAccount) => void = () => {},
): Promise<Exported> {
  const { words = english } = options;
  const origin = await originOf(options, words, world);
  const written = await writeLive(origin, options, world);
  const account = await openAccount(origin.target, { mode: 'read-only', ...world });
  try {
    opened(account);
    await record(account, written);
    const { plan } = await planAccount(account, {
      writeUnverifiable: false,
      allow: new Set(),
      fetchAvatars: true,
    });
    const { file, isWritten, saved, leftOut, notes } = written;
    return {
      file,
      isWritten,
      accounts: written.accounts.map(({ live }) => live.id),
      avatars: saved,
      leftOut,
      notes,
      plan,
    };
  } finally {
    await account.close();
  }
}

/** What now stands in the file. */
interface Written extends ExportedAvatars {
  readonly file: string;
  readonly isWritten: boolean;
}

async function writeLive(origin: Origin, options: ExportOptions, world: ConfigWorld): Promise<Written> {
  refuseLeakyEnvironment(world.env);
  const { clock = systemClock } = options;
  const wechat = createWechat({ connection: origin.connection, clock, mode: 'read-only', env: world.env });
  try {
    const live = await wechat.accounts.list();
    const loaded = origin.textFor(live);
    const { accounts, leftOut } = writableAccounts(live, loaded.whole);
    const exported = await picturesOf(accounts, wechat.pictures, origin, options, world);
    const told = [...leftOut, ...exported.leftOut];
    const saving = {
      accounts: exported.accounts.map(({ written }) => written),
      leftOut: told,
      words: options.words ?? english,
    };
    const isWritten = await save(origin, loaded, saving, world);
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
  { avatars, clock = systemClock }: ExportOptions,
  { cwd, env }: ConfigWorld,
): Promise<ExportedAvatars> {
  if (avatars === false) return { accounts, known: new Map(), saved: [], leftOut: [], notes: [] };
  const configFolder = path.dirname(target);
  const avatarFolder = avatarFolderOf(avatars, configFolder, cwd);
  const recorded = config && (await recordedOf(config, { env, clock }));
  const desired = config?.desired;
  return exportAvatars(accounts, { pictures, desired, recorded, configFolder, avatarFolder });
}

/** Under the lock, since an apply may be writing the same state file. */
async function record({ desired, memory }: OpenAccount, written: Written): Promise<void> {
  const lock = await memory.takeLock(0);
  try {
    const recorded = await lock.state.read();
    const { appId } = desired.officialAccount;
    // Another official account's state is for the plan's guard to tell.
    if (recorded && recorded.appId !== appId) return;
    const wanted = new Map(desired.accounts.map((account) => [account.id, account]));
    const exported = written.accounts.map(({ live }) => {
      const { avatar, protect } = wanted.get(live.id) ?? {};
      const isKnown = avatar && written.known.has(live.id);
      return {
        live,
        ...(protect === undefined ? {} : { protect }),
        ...(isKnown ? { avatarSha256: avatar.sha256 } : {}),
      };
    });
    const next = recordedWithExport(recorded, appId, exported);
    if (next) await lock.state.write(next);
  } finally {
    await lock.release();
  }
}
