import { samePicture } from '../avatars/compare.ts';
import { resolveConfig } from '../config/config.ts';
import type { ReadShared } from '../config/part.ts';
import { kinds as allKinds } from '../kinds/kinds.ts';
import type { Backend, Memory } from '../model/backend.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Failure } from '../model/failure.ts';
import type { Author } from '../model/history.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Api, Clock, SteadyClock } from '../model/ports.ts';
import type { Secret } from '../model/secret.ts';
import { createWechatSharing, type WechatClient } from '../wechat/client.ts';
import type { SpareConnections } from '../wechat/connections.ts';
import { configInvalid } from '../words/failures.ts';
import { authorOf } from './author.ts';
import { refuseLeakyEnvironment } from './environment.ts';
import { lookThrough } from './look-at.ts';
import { backendOf, memoryOf } from './memory.ts';
import { planKeyOf } from './plan-key.ts';
import { steady } from './system-clock.ts';
import { tokenCacheOf } from './token-cache.ts';

/** How an official account is opened. */
export interface OpenOptions {
  /** With `read-only` the connection can't write, whoever asks it to. */
  readonly mode: 'read-only' | 'read-write';
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that a relative path of the config starts from. */
  readonly cwd: string;
  /** The machine's by default. */
  readonly clock?: Clock;
  /** What is managed; all kinds of kefu by default. */
  readonly kinds?: readonly AnyKind[];
  /** What remembers many official accounts; it stays open. Absent: the one that the environment names, closed with the account. */
  readonly backend?: Backend;
  /** Hears why a lock could not be given back; how a run ended does not change with it. */
  readonly lockLeft?: ((why: Failure) => void) | undefined;
}

/** What official accounts of one run share, beside a backend. */
export interface SharedByAccounts {
  /** Reads the files that configs extend; absent: anew for each config. */
  readonly readShared?: ReadShared;
  /** Connections that they hand on to each other; absent: each has its own. */
  readonly spare?: SpareConnections;
}

/** One official account, ready to be planned or applied. */
export interface OpenAccount {
  /** As it was given. */
  readonly configFile: string;
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  readonly desired: Desired;
  /** What is doubtful in the config. */
  readonly warnings: readonly Diagnostic[];
  /** Host of the server it talks to. */
  readonly host: string;
  readonly kinds: readonly AnyKind[];
  readonly wechat: WechatClient;
  /** What the applies before left, the lock, and the history. */
  readonly memory: Memory;
  /** Who applies. */
  readonly author: Author;
  readonly clock: SteadyClock;
  /** What saved plans are signed with. */
  readonly planKey: Secret | undefined;
  close(): Promise<void>;
}

/** Resolves a config and makes ready to talk to its server; nothing is sent yet. Rejects with a `Failure`. */
export function openAccount(config: string, options: OpenOptions): Promise<OpenAccount> {
  return openSharing(config, options);
}

/** The same for one of many. */
export async function openSharing(
  config: string,
  options: OpenOptions & SharedByAccounts,
): Promise<OpenAccount> {
  const { mode, env, cwd, kinds = allKinds, readShared, spare, lockLeft } = options;
  const clock = steady(options.clock);
  refuseLeakyEnvironment(env);
  const planKey = planKeyOf(env);
  const resolved = await resolveConfig(config, { env, cwd, ...(readShared ? { readShared } : {}) });
  if (!resolved.ok) {
    throw configInvalid(resolved.diagnostics);
  }
  const { desired, connection, stateFile } = resolved.value;
  const backend = options.backend ?? (await backendOf({ env, clock, kinds, lockLeft }));
  const memory = memoryOf(backend, { desired, stateFile });
  const tokenCache = tokenCacheOf({ connection, memory, env });
  const wechat = createWechatSharing({ connection, clock, mode, env }, { spare, tokenCache });
  return {
    configFile: config,
    cwd,
    desired,
    warnings: resolved.warnings,
    host: connection.endpoint.host,
    kinds,
    wechat,
    author: authorOf(env),
    memory,
    clock,
    planKey,
    close: async () => {
      await wechat.close();
      if (backend !== options.backend) await backend.close();
    },
  };
}

/** What kinds read and write through. `mayFetch`: whether live pictures may be looked at. */
export function apiOf({ wechat }: Pick<OpenAccount, 'wechat'>, mayFetch: boolean): Api {
  const { accounts, media, pictures } = wechat;
  if (!mayFetch) return { accounts, media, pictures: { fetch: async () => undefined }, samePicture };
  return { accounts, media, pictures, lookAt: lookThrough(pictures), samePicture };
}
