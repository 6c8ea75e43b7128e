/** Everything the emulator knows, as plain data that survives JSON. All times are milliseconds of the world's clock. */

import type { Fault } from '../faults/fault.ts';
import type { FormerList, KfAccount } from './accounts.ts';
import type { Person } from './invitations.ts';
import { type MediaShelf, newMedia } from './media.ts';
import type { Message } from './messages.ts';
import { createOfficialAccount, isEmulatorAppId, type OfficialAccount } from './official-account.ts';
import { createPictures, type Pictures } from './pictures.ts';
import { createQuotas, type Quotas } from './quotas.ts';
import type { ChatRecord } from './records.ts';
import type { RequestEntry } from './requests.ts';
import type { Traces } from './rids.ts';
import { newAccount } from './seeding.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { defaultSettings, type Settings, settingsFault } from './settings.ts';
import { shapeOf } from './shape.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { newUser, type Users } from './users.ts';
import { membersFault } from './world-members.ts';

export interface World {
  officialAccount: OfficialAccount;
  settings: Settings;
  /** Added to the real time: the control API moves the clock. */
  clockOffsetMs: number;
  /** The last number given out, for kf ids and the like. */
  lastNumber: number;
  tokens: Tokens;
  accounts: KfAccount[];
  formerLists: FormerList[];
  people: Record<string, Person>;
  pictures: Pictures;
  users: Users;
  messages: Message[];
  sessions: Sessions;
  records: ChatRecord[];
  media: MediaShelf;
  quotas: Quotas;
  traces: Traces;
  faults: Fault[];
  requests: RequestEntry[];
}

export function createWorld(): World {
  return {
    officialAccount: createOfficialAccount(),
    settings: defaultSettings(),
    clockOffsetMs: 0,
    lastNumber: 1000,
    tokens: createTokens(),
    accounts: [],
    formerLists: [],
    people: {},
    pictures: createPictures(),
    users: {},
    messages: [],
    sessions: createSessions(),
    records: [],
    media: {},
    quotas: createQuotas(),
    traces: {},
    faults: [],
    requests: [],
  };
}

/**
 * A world from JSON, or what is wrong with it, as a string. What is absent is filled in, also in accounts
 * (only `account` is needed), users and media (only `kind`, `permanent`, `createdAt`).
 */
export function readWorld(value: unknown): World | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const fresh = createWorld();
  const given: Record<string, unknown> = { ...value };
  for (const [name, part] of Object.entries(given)) {
    if (!Object.hasOwn(fresh, name)) return `unknown part: ${name}`;
    if (shapeOf(part) !== shapeOf(fresh[name as keyof World])) {
      return `${name} must be a ${shapeOf(fresh[name as keyof World])}`;
    }
    const fault = membersFault(name, part);
    if (fault !== undefined) return fault;
  }
  const world: World = { ...fresh, ...given };
  world.officialAccount = { ...fresh.officialAccount, ...world.officialAccount };
  world.settings = { ...fresh.settings, ...world.settings };
  world.tokens = { ...fresh.tokens, ...world.tokens };
  world.sessions = { ...fresh.sessions, ...world.sessions };
  world.quotas = { ...fresh.quotas, ...world.quotas };
  world.pictures = { ...fresh.pictures, ...world.pictures };
  world.accounts = world.accounts.map((account) => ({ ...newAccount(world, account), ...account }));
  for (const [openid, user] of Object.entries(world.users)) {
    world.users[openid] = { ...newUser(openid), ...user };
  }
  for (const [id, media] of Object.entries(world.media)) {
    world.media[id] = { ...newMedia(media), ...media, id };
  }
  if (Math.abs(world.clockOffsetMs) > mostOffsetMs) return 'clockOffsetMs leads beyond the calendar';
  if (!isEmulatorAppId(world.officialAccount.appId)) return 'an AppID here is wxemu and 13 digits';
  return settingsFault(world.settings) ?? world;
}

/** Seven thousand years: dates then still have their usual form. */
export const mostOffsetMs = 7000 * 365 * 86_400_000;
