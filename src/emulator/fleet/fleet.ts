/** Starts an emulator that plays a fleet: many official accounts from one process, on one port. */

import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listen } from '../listening.ts';
import { createRunning, type Running } from '../running.ts';
import { newAccount } from '../world/seeding.ts';
import { createWorld, type World } from '../world/world.ts';
import { loadWorld } from '../world/world-file.ts';
import { type FleetSize, type Shop, shopsOf } from './shop.ts';

export interface FleetOptions {
  size: FleetSize;
  /** In each official account that many kf accounts differ from the configs: by turns another nickname, or absent. */
  changes: number;
  /** 0 or absent: a free port. */
  port?: number;
  /** A folder that keeps the worlds, one JSON file an official account; absent: they are kept in memory. */
  worldFolder?: string;
}

export interface RunningFleet {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** The same for every official account. */
  appSecret: string;
  /** The live worlds, in the order of the shops. */
  worlds: readonly World[];
  close(): Promise<void>;
}

/** Throws for a world file that isn't one, a folder that can't be made, or a port in use. */
export async function startFleet(options: FleetOptions): Promise<RunningFleet> {
  if (options.worldFolder !== undefined) await mkdir(options.worldFolder, { recursive: true });
  const [first, ...others] = shopsOf(options.size);
  if (first === undefined) throw new Error('A fleet has at least one official account.');
  const leader = await open(first, options, randomBytes(16).toString('hex'));
  // A kept fleet that is larger now goes on with the AppSecret it had.
  const { appSecret } = leader.world.officialAccount;
  const all: [Running, ...Running[]] = [leader];
  for (const shop of others) all.push(await open(shop, options, appSecret));
  return { ...(await listen(all, options.port ?? 0)), appSecret, worlds: all.map(({ world }) => world) };
}

async function open(shop: Shop, options: FleetOptions, appSecret: string): Promise<Running> {
  const file = options.worldFolder === undefined ? undefined : join(options.worldFolder, `${shop.name}.json`);
  const kept = file === undefined ? undefined : await loadWorld(file);
  return createRunning(kept ?? newWorld(shop, options.changes, appSecret), Date.now, file);
}

function newWorld({ appId, wechatId, nicknames }: Shop, changes: number, appSecret: string): World {
  const world = createWorld();
  Object.assign(world.officialAccount, { appId, appSecret, wechatId });
  [...nicknames].forEach(([name, nickname], index) => {
    if (index < changes && index % 2 === 1) return;
    const live = index < changes ? `${nickname} 旧` : nickname;
    world.accounts.push(newAccount(world, { account: `${name}@${wechatId}`, nickname: live }));
  });
  return world;
}
