// A world in one process: server, clock, disk, randomness. Everything in it follows from its seed and from what is injected.
import { serveOwnPath } from '../../../src/emulator/control/own-paths.ts';
import { exchange } from '../../../src/emulator/exchange.ts';
import { type FaultInput, readFault } from '../../../src/emulator/faults/fault.ts';
import { newestList, rememberIfChanged } from '../../../src/emulator/faults/lag.ts';
import { strikeConnection } from '../../../src/emulator/faults/match.ts';
import { createRunning, type Running } from '../../../src/emulator/running.ts';
import type { KfAccount } from '../../../src/emulator/world/accounts.ts';
import { newMedia } from '../../../src/emulator/world/media.ts';
import { newAccount } from '../../../src/emulator/world/seeding.ts';
import { receive } from '../../../src/emulator/world/talking.ts';
import { createWorld, type World } from '../../../src/emulator/world/world.ts';
import { resetDisk } from './disk.ts';
import { isWrite } from './is-write.ts';
import { network, resetNetwork } from './network.ts';
import { resetProcesses } from './process.ts';
import { seedRandomness } from './randomness.ts';
import { later, resetTime, time } from './time.ts';
import type { Wanted } from './wanted.ts';

/** How the server stood at one moment. */
export interface Moment {
  readonly accounts: readonly KfAccount[];
  /** Names of the permanent media that are there, twice when they are there twice. */
  readonly media: readonly string[];
}

/** A write that the server carried out: the truth that reports are held against. */
export interface Effect {
  /** Of which process; late effects belong to the one that sent them. */
  readonly run: number;
  readonly path: string;
  /** The kf account or the media it is about. */
  readonly about: string | null;
  /** The place of its request among those that arrived. */
  readonly arrival: number;
  readonly before: Moment;
  readonly after: Moment;
  /** The last list of accounts that this run had seen when it sent it. */
  readonly seen: Reading | undefined;
  /** Its place in the course of the world, as of all moments. */
  readonly moment: number;
}

/** A request as it arrived, whatever became of it. */
export interface Arrival {
  readonly run: number;
  readonly path: string;
  readonly about: string | null;
}

/** A list of accounts as one run was shown it. */
export interface Reading {
  readonly run: number;
  /** When it was delivered. */
  readonly moment: number;
  /** How many requests had arrived by then. */
  readonly arrivals: number;
  readonly accounts: ReadonlyMap<string, Shown>;
}

export interface Shown {
  readonly nickname: string;
  readonly id: string;
  readonly picture: string;
}

export interface SimWorld {
  readonly world: World;
  readonly effects: Effect[];
  readonly arrivals: Arrival[];
  readonly readings: Reading[];
  /** The course of the world, from how it began. */
  readonly moments: Moment[];
  /** What others wrote, by account. */
  readonly foreign: { readonly account: string; readonly nickname: string }[];
  /** What the config said when each run began. */
  readonly wanted: Map<number, Wanted>;
  /** Whether pages are made of what its first run says, and its plan a second time at the end: both take their time. */
  looksClosely: boolean;
  /** Numbers of the processes that were started. */
  readonly started: Set<number>;
  inject(fault: FaultInput): void;
  /** Someone else changes an account; null: deletes it. */
  edit(account: string, nickname: string | null): void;
  /** Someone else makes an account. */
  make(account: string, nickname: string): void;
  /** Someone else gives an account this picture. */
  editPicture(account: string, picture: { readonly format: 'jpeg'; readonly base64: string }): void;
}

export interface Seeds {
  readonly accounts: readonly {
    readonly account: string;
    readonly nickname: string;
    readonly picture?: Uint8Array;
  }[];
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly customers?: readonly string[];
  /** Pictures that were uploaded for good. */
  readonly media?: readonly { readonly id: string; readonly name: string; readonly bytes: Uint8Array }[];
}

/** Where pictures are, the same for every process: a URL that changed would be another picture. */
export const pictureHost = 'https://wx.qlogo.cn';

export function openWorld(seeds: Seeds, seed = 1): SimWorld {
  resetAll(seeds.files, seed);
  const { sim, server } = populate(seeds);
  Object.assign(network, server);
  return sim;
}

/** A new machine with these files, without a server. */
export function resetAll(files: Seeds['files'], seed: number): void {
  seedRandomness(seed);
  resetTime();
  resetProcesses();
  resetNetwork();
  resetDisk(files);
}

/** What of the network is the server's. */
export type Server = Pick<typeof network, 'connects' | 'delivered' | 'serve'>;

/** The world of one official account, and the server that has it. */
export function populate({ accounts, customers = [], media = [] }: Seeds): {
  readonly sim: SimWorld;
  readonly server: Server;
} {
  const world = createWorld();
  const running: Running = { ...createRunning(world, () => time.now, undefined), origin: pictureHost, later };
  for (const { picture, ...seeded } of accounts) {
    const account = newAccount(world, seeded);
    if (picture) {
      account.picture = `seeded-${seeded.account.replace('@', '-')}`;
      world.pictures[account.picture] = { format: 'png', base64: Buffer.from(picture).toString('base64') };
    }
    world.accounts.push(account);
  }
  for (const { bytes, ...known } of media) {
    const picture = { kind: 'image', format: 'png', permanent: true, createdAt: 0 } as const;
    const base64 = Buffer.from(bytes).toString('base64');
    world.media[known.id] = newMedia({ ...picture, ...known, base64 });
  }
  for (const customer of customers) receive(world, customer, '在吗', time.now);
  const sim: SimWorld = {
    world,
    effects: [],
    arrivals: [],
    readings: [],
    moments: [momentOf(world)],
    foreign: [],
    wanted: new Map(),
    looksClosely: true,
    started: new Set(),
    inject(input) {
      const fault = readFault(input, newestList(world.formerLists));
      if (typeof fault === 'string') throw new Error(fault);
      world.faults.push(fault);
    },
    edit(name, nickname) {
      const before = structuredClone(world.accounts);
      const account = world.accounts.find((one) => one.account === name);
      if (nickname === null) world.accounts = world.accounts.filter((one) => one !== account);
      else if (account) account.nickname = nickname;
      rememberIfChanged(world, before, time.now);
      if (nickname !== null) sim.foreign.push({ account: name, nickname });
      sim.moments.push(momentOf(world));
    },
    make: () => {},
    editPicture: () => {},
  };
  sim.make = (account, nickname) => {
    const before = structuredClone(world.accounts);
    world.accounts.push(newAccount(world, { account, nickname }));
    rememberIfChanged(world, before, time.now);
    sim.foreign.push({ account, nickname });
    sim.moments.push(momentOf(world));
  };
  sim.editPicture = (name, picture) => {
    const before = structuredClone(world.accounts);
    const account = world.accounts.find((one) => one.account === name);
    if (!account) return;
    account.picture = `foreign-${sim.moments.length}`;
    world.pictures[account.picture] = picture;
    rememberIfChanged(world, before, time.now);
    sim.moments.push(momentOf(world));
  };
  return { sim, server: serverOf(sim, running) };
}

/** No course has so many requests; without an end to them a run would never give the turn back. */
const mostArrivals = 5000;

interface Asked {
  readonly url: string;
  readonly bytes: Buffer;
}

/** Every request goes through the emulator's own logic, and is written down on its way. */
function serverOf(sim: SimWorld, running: Running): Server {
  const { world } = sim;
  const connects = () => strikeConnection(world.faults) === undefined;
  const delivered: Server['delivered'] = (run, path, body) => {
    const accounts = path.includes('/getkflist') ? shownIn(body.toString('utf8')) : undefined;
    if (accounts)
      sim.readings.push({ run, moment: sim.moments.length, arrivals: sim.arrivals.length, accounts });
  };
  const serve: Server['serve'] = async (run, request, response) => {
    const asked = request as Asked;
    const path = asked.url.split('?')[0] ?? '';
    if (path.startsWith('/__emulator/')) return serveOwnPath([running], request as never, response as never);
    const own = { ...running };
    const about = aboutOf(world, asked);
    const seen = sim.readings.findLast((reading) => reading.run === run);
    const arrival = sim.arrivals.push({ run, path, about }) - 1;
    if (sim.arrivals.length > mostArrivals) throw new Error('a run that never ends');
    if (!isWrite(path)) return exchange([own], request as never, response as never);
    own.inTurn = (action) =>
      running.inTurn(async () => {
        const before = momentOf(world);
        const said = world.messages.length;
        const result = await action();
        const after = momentOf(world);
        if (said !== world.messages.length || !isSame(before, after)) {
          const moment = sim.moments.push(after) - 1;
          sim.effects.push({ run, path, about, arrival, before, after, seen, moment });
        }
        return result;
      });
    return exchange([own], request as never, response as never);
  };
  return { connects, delivered, serve };
}

function isSame(one: Moment, other: Moment): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The emulator puts another worker in the place of the one before, so a copy of each account is enough. */
function momentOf({ accounts, media }: World): Moment {
  const permanent = Object.values(media).filter((one) => one.permanent);
  return {
    accounts: accounts.map((account) => ({ ...account })),
    media: permanent.map(({ name }) => name).sort(),
  };
}

/** The account that a request names, in its query or its body, or the media it brings or names. */
function aboutOf({ media }: World, { url, bytes }: Asked): string | null {
  const named = /[?&]kf_account=([^&]*)/.exec(url)?.[1];
  if (named !== undefined) return decodeURIComponent(named);
  const text = bytes.subarray(0, 10_000).toString('utf8');
  const mediaId = /"media_id"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  if (/material|media/.test(url))
    return mediaId ? (media[mediaId]?.name ?? null) : (/filename="([^"]*)"/.exec(text)?.[1] ?? null);
  return /"(?:kf_account|touser)"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? null;
}

/** Undefined of an answer that is no list. */
function shownIn(body: string): Map<string, Shown> | undefined {
  try {
    const { kf_list: list } = JSON.parse(body);
    return new Map(
      (list as Record<string, string>[]).map(({ kf_account, kf_nick, kf_id, kf_headimgurl }) => [
        String(kf_account),
        {
          nickname: String(kf_nick),
          id: String(kf_id),
          picture: /pictures\/([^/]+)\//.exec(String(kf_headimgurl))?.[1] ?? '',
        },
      ]),
    );
  } catch {
    return undefined;
  }
}
