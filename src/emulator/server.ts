/** Starts the emulator of one official account. */

import { type Fault, type FaultInput, readFault } from './faults/fault.ts';
import { newestList, rememberIfChanged } from './faults/lag.ts';
import { listen } from './listening.ts';
import { createRunning, type Running } from './running.ts';
import type { KfAccount } from './world/accounts.ts';
import { isEmulatorAppId } from './world/official-account.ts';
import { type AccountSeed, newAccount } from './world/seeding.ts';
import { createWorld, type World } from './world/world.ts';
import { loadWorld } from './world/world-file.ts';

export interface EmulatorOptions {
  /** 0 or absent: a free port. */
  port?: number;
  /** A JSON file that keeps the world; absent: it is kept in memory. */
  worldFile?: string;
  /** `wxemu` and 13 digits. */
  appId?: string;
  appSecret?: string;
  wechatId?: string;
  /** The real time in milliseconds; the world's clock may be moved against it. */
  now?: () => number;
}

export interface RunningEmulator {
  /** `http://127.0.0.1:PORT` */
  url: string;
  appId: string;
  appSecret: string;
  wechatId: string;
  /** The live world: what calls change is seen here at once, and the other way round. */
  world: World;
  /** Puts an account into the world as if it had been made in the web console, and returns it. */
  addAccount(seed: AccountSeed): KfAccount;
  /** Sets a fault and returns it with its counters. Throws when it isn't one. */
  inject(fault: FaultInput): Fault;
  /** Milliseconds of the world's clock. */
  now(): number;
  /** Stops listening, drops open connections and forgets late effects. */
  close(): Promise<void>;
}

/** Starts listening on 127.0.0.1. Throws for a real AppID, a world file that isn't one, or a port in use. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  if (options.appId !== undefined && !isEmulatorAppId(options.appId)) {
    throw new Error(`The emulator takes no real AppID: ${options.appId} is not "wxemu" and 13 digits.`);
  }
  const world = await openWorld(options);
  const running = createRunning(world, options.now ?? Date.now, options.worldFile);
  const { close } = await listen([running], options.port ?? 0);
  return {
    url: running.origin,
    appId: world.officialAccount.appId,
    appSecret: world.officialAccount.appSecret,
    wechatId: world.officialAccount.wechatId,
    world,
    addAccount: (seed) => addAccount(running, seed),
    inject: (input) => inject(running, input),
    now: running.now,
    close,
  };
}

async function openWorld(options: EmulatorOptions): Promise<World> {
  const kept = options.worldFile === undefined ? undefined : await loadWorld(options.worldFile);
  const world = kept ?? createWorld();
  if (options.appId !== undefined) world.officialAccount.appId = options.appId;
  if (options.appSecret !== undefined) world.officialAccount.appSecret = options.appSecret;
  if (options.wechatId !== undefined) world.officialAccount.wechatId = options.wechatId;
  return world;
}

function addAccount({ world, now, changed }: Running, seed: AccountSeed): KfAccount {
  const before = structuredClone(world.accounts);
  const account = newAccount(world, seed);
  world.accounts.push(account);
  rememberIfChanged(world, before, now());
  changed();
  return account;
}

function inject(running: Running, input: FaultInput): Fault {
  const fault = readFault(input, newestList(running.world.formerLists));
  if (typeof fault === 'string') throw new Error(`Not a fault: ${fault}`);
  running.world.faults.push(fault);
  return fault;
}
