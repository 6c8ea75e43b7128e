import { exchange } from '../../../src/emulator/exchange.ts';
import { serveOwnPath } from '../../../src/emulator/control/own-paths.ts';
import { readFault, type FaultInput } from '../../../src/emulator/faults/fault.ts';
import { newestList } from '../../../src/emulator/faults/lag.ts';
import { strikeConnection } from '../../../src/emulator/faults/match.ts';
import { createRunning, type Running } from '../../../src/emulator/running.ts';
import type { KfAccount } from '../../../src/emulator/world/accounts.ts';
import { newAccount } from '../../../src/emulator/world/seeding.ts';
import { receive } from '../../../src/emulator/world/talking.ts';
import { createWorld, type World } from '../../../src/emulator/world/world.ts';
import type { Clock } from '../../../src/model/ports.ts';
import { resetDisk } from './disk.ts';
import { network } from './network.ts';
import { seedRandomness } from './randomness.ts';

/** What the server carried out: the truth that reports are held against. */
export interface Effect {
  /** Of which run; late effects belong to the run that sent them. */
  readonly run: number;
  readonly path: string;
  readonly account: string | null;
  readonly before: readonly KfAccount[];
  readonly after: readonly KfAccount[];
}

/** A world in one process: server, clock, disk, randomness; everything in it follows from its seed. */
export interface SimWorld {
  readonly world: World;
  readonly clock: Clock;
  readonly effects: Effect[];
  /** The number of the run that sends now. */
  run: number;
  inject(fault: FaultInput): void;
  /** Someone else changes the accounts. */
  edit(change: (accounts: KfAccount[]) => void): void;
}

export interface Seeds {
  readonly accounts: readonly { readonly account: string; readonly nickname: string; readonly picture?: Uint8Array }[];
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly customers?: readonly string[];
  readonly settings?: Partial<World['settings']>;
  readonly seed?: number;
}

const origin = 'http://127.0.0.1:1';
const begin = Date.UTC(2026, 10, 23, 1);

export function openWorld({ accounts, files, customers = [], settings = {}, seed = 1 }: Seeds): SimWorld {
  seedRandomness(seed);
  resetDisk(files);
  const world = createWorld();
  Object.assign(world.settings, settings);
  let now = begin;
  const due: { at: number; act: () => Promise<unknown> }[] = [];
  const running: Running = { ...createRunning(world, () => now, undefined), origin };
  running.later = (ms, act) => void due.push({ at: now + ms, act });
  const effects: Effect[] = [];
  const sim: SimWorld = {
    world,
    effects,
    run: 0,
    clock: {
      now: () => now,
      sleep: async (ms) => {
        const until = now + ms;
        for (;;) {
          due.sort((one, other) => one.at - other.at);
          const [next] = due;
          if (!next || next.at > until) break;
          due.shift();
          now = next.at;
          await next.act();
        }
        now = until;
      },
    },
    inject(input) {
      const fault = readFault(input, newestList(world.formerLists));
      if (typeof fault === 'string') throw new Error(fault);
      world.faults.push(fault);
    },
    edit(change) {
      change(world.accounts);
    },
  };
  for (const { picture, ...seeded } of accounts) {
    const account = newAccount(world, seeded);
    if (picture) {
      const id = `seeded-${seeded.account}`;
      world.pictures[id] = { format: 'png', base64: Buffer.from(picture).toString('base64') };
      account.picture = id;
    }
    world.accounts.push(account);
  }
  for (const customer of customers) receive(world, customer, '在吗', now);
  network.hook = () => {};
  network.connects = () => strikeConnection(world.faults) === undefined;
  network.serve = async (request, response) => {
    const { run } = sim;
    const { url, text } = request as { url: string; text: string };
    const account = accountIn(url, text);
    if (url.startsWith('/__emulator/')) return serveOwnPath(running, request as never, response as never);
    const inTurn: Running['inTurn'] = (action) =>
      running.inTurn(async () => {
        const before = structuredClone(world.accounts);
        const carriedOut = () => world.requests.filter(({ effect }) => effect).length;
        const earlier = carriedOut();
        const result = await action();
        if (carriedOut() > earlier) {
          effects.push({ run, path: url.split('?')[0] ?? '', account, before, after: structuredClone(world.accounts) });
        }
        return result;
      });
    await exchange({ ...running, inTurn }, request as never, response as never);
  };
  return sim;
}

/** The account that a request names, in its query or its body. */
function accountIn(url: string, text: string): string | null {
  const named = /[?&]kf_account=([^&]*)/.exec(url)?.[1];
  if (named !== undefined) return decodeURIComponent(named);
  return /"kf_account"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? null;
}
