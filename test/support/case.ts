import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { watch } from './canaries.ts';

/** A story: given this live, this desired and this recorded, expect this plan; after apply, expect this live. */
export interface Case {
  readonly story: string;
  readonly settings?: Record<string, string>;
  /** Keyed by account name (`alice` is alice@kftest) or whole id; a list for console-made accounts without one. */
  readonly live?: readonly LiveSeed[];
  readonly recorded?: {
    readonly appId?: string;
    readonly accounts?: Readonly<Record<string, RecordedSeed>>;
    /** Writes of an interrupted run, as the state file holds them. */
    readonly intents?: readonly Readonly<Record<string, unknown>>[];
    /** Instead of kefu.state.json. */
    readonly file?: string;
  };
  readonly desired?: Readonly<Record<string, unknown>>;
  /** Instead of `desired`: the file as it is. */
  readonly config?: string;
  readonly flags?: {
    readonly writeUnverifiable?: boolean;
    readonly fetchAvatars?: boolean;
    readonly allow?: readonly string[];
  };
  /** Faults that are set between plan and apply. */
  readonly faults?: readonly Record<string, unknown>[];
  readonly expect: Expectation;
}

export interface LiveSeed {
  readonly account: string;
  readonly nickname?: string;
  readonly id?: number;
  /** A file of test/cases/pictures that was uploaded for it. */
  readonly picture?: string;
  readonly invited?: { readonly wechatId: string; readonly answer: 'waiting' | 'rejected' | 'expired' };
  readonly bound?: string;
  /** Customers it is serving now. */
  readonly serving?: number;
  /** So many more accounts like this one: alice → alice1, alice2, … */
  readonly times?: number;
}

export interface RecordedSeed {
  readonly nickname?: string;
  readonly kfId?: string;
  /** The file that was uploaded; its URL is the live one unless `url` says otherwise. */
  readonly avatar?: string;
  readonly url?: string;
  readonly worker?: string;
  readonly protect?: boolean;
}

export interface Expectation {
  /** `create alice: nickname, avatar`, in the order of execution. */
  readonly plan?: readonly string[];
  readonly guards?: readonly string[];
  readonly pending?: readonly string[];
  readonly unverifiable?: readonly string[];
  readonly unmanaged?: readonly string[];
  /** Instead of `unmanaged`, when there are many. */
  readonly unmanagedCount?: number;
  readonly warnings?: readonly string[];
  /** Whether the plan, run on a model, leaves nothing; left out: it does. */
  readonly converges?: boolean;
  /** Codes of the faults of the config: then nothing is planned. */
  readonly faults?: readonly string[];
  /** `alice: nickname elsewhere`; left out: not looked at. */
  readonly drift?: readonly string[];
  /** `alice create-account done`; left out: all done. */
  readonly apply?: readonly string[];
  readonly exit?: number;
  /** The verdict of the apply; left out: as-configured. */
  readonly verdict?: string;
  /** `alice: is not there`, of the verdict. */
  readonly remaining?: readonly string[];
  /** `1 added, 0 changed, 0 destroyed`, of accounts. */
  readonly counts?: string;
  /** The line of the YAML that the result of a step points at. */
  readonly refusedAtLine?: Readonly<Record<string, number>>;
  /** Accounts as they are in the world after the apply. */
  readonly after?: readonly { account: string; nickname?: string; picture?: string; worker?: string }[];
  /** What the second plan still says; left out: nothing. */
  readonly again?: readonly string[];
}

// A stage is many small files that soon go again: where there is a folder in memory, no disk waits for them.
const inMemory = tmpdir();

const pictures = resolve(import.meta.dirname, '../cases/pictures');

export function readCase(path: string): Case {
  return parse(readFileSync(path, 'utf8')) as Case;
}

/** An emulator and a folder with config, pictures and state, as the case tells. */
export interface Stage {
  readonly emulator: RunningEmulator;
  readonly folder: string;
  readonly env: Record<string, string>;
  /** Takes it down; rejects when a command printed or wrote a secret or a token. */
  end(): Promise<void>;
}

/** Sets the stage of a case: a real server, a real folder. */
export async function setStage(story: Case): Promise<Stage> {
  const emulator = await startEmulator();
  Object.assign(emulator.world.settings, story.settings);
  for (const seed of story.live ?? []) seedLive(emulator, seed);
  const folder = mkdtempSync(join(inMemory, 'kefu-case-'));
  cpSync(pictures, folder, { recursive: true });
  writeFileSync(join(folder, 'kefu.yaml'), story.config ?? configOf(story, emulator));
  if (story.recorded) {
    const { file = 'kefu.state.json' } = story.recorded;
    writeFileSync(join(folder, file), JSON.stringify(stateOf(story.recorded, emulator)));
  }
  const expectNoLeak = watch(emulator, folder);
  return {
    emulator,
    folder,
    env: { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret },
    end: async () => {
      await emulator.close();
      try {
        expectNoLeak();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

export function whole(account: string): string {
  return account === '' || account.includes('@') ? account : `${account}@kftest`;
}

function seedLive(emulator: RunningEmulator, seed: LiveSeed): void {
  for (let number = 1; number <= (seed.times ?? 1); number++) {
    const name = seed.times ? `${seed.account}${number}` : seed.account;
    const { picture, invited, bound, serving } = seed;
    emulator.addAccount({
      account: whole(name),
      nickname: seed.nickname ?? name,
      ...(seed.id === undefined ? {} : { id: seed.id }),
      ...(picture ? { picture: putPicture(emulator, picture) } : {}),
      ...(bound ? { worker: { state: 'bound', wechatId: bound } as const } : {}),
      ...(invited
        ? { worker: { state: 'invited', ...invited, expiresAt: emulator.now() + 3_600_000 } as const }
        : {}),
      ...(serving === undefined ? {} : { online: { status: 1, acceptedCase: serving } }),
    });
  }
}

function putPicture(emulator: RunningEmulator, file: string): string {
  const id = `seeded-${file.replace(/\W/g, '-')}`;
  const format = file.endsWith('.png') ? 'png' : 'jpeg';
  emulator.world.pictures[id] = { format, base64: readFileSync(join(pictures, file)).toString('base64') };
  return id;
}

function configOf({ desired = {} }: Case, emulator: RunningEmulator): string {
  const { officialAccount, ...rest } = desired as { officialAccount?: Record<string, unknown> };
  return stringify({
    version: 1,
    officialAccount: {
      name: 'shop-cn',
      wechatId: emulator.wechatId,
      appId: emulator.appId,
      credentials: { appSecret: { env: 'KEFU_APP_SECRET' } },
      ...officialAccount,
    },
    ...rest,
  });
}

function stateOf(
  { appId, accounts = {}, intents = [] }: NonNullable<Case['recorded']>,
  emulator: RunningEmulator,
) {
  const rows = Object.entries(accounts).map(([name, seed]) => {
    const live = emulator.world.accounts.find(({ account }) => account === whole(name));
    return [
      `kf_account.${whole(name)}`,
      {
        kfId: seed.kfId ?? String(live?.id ?? 1),
        nickname: seed.nickname ?? live?.nickname ?? name,
        protect: seed.protect ?? false,
        ...(seed.worker ? { worker: seed.worker } : {}),
        ...(seed.avatar
          ? {
              avatar: {
                sha256: hashOf(seed.avatar),
                url: seed.url ?? pictureUrl(emulator, live?.picture ?? ''),
              },
            }
          : {}),
      },
    ];
  });
  return {
    version: 2,
    appId: appId ?? emulator.appId,
    serial: 1,
    objects: Object.fromEntries(rows),
    intents,
  };
}

function hashOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(pictures, file)))
    .digest('hex');
}

/** The URL under which the emulator lists a picture. */
export function pictureUrl(emulator: RunningEmulator, picture: string): string {
  const format = emulator.world.pictures[picture]?.format ?? 'jpeg';
  return `${emulator.url}/__emulator/pictures/${picture}/0?wx_fmt=${format}`;
}
