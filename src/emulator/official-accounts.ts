/** One process may play many official accounts; here is which of them a request is about. */

import type { Running } from './running.ts';

export type OfficialAccounts = readonly [Running, ...Running[]];

/**
 * The official account an API call is about: the one that gave its token, or whose AppID it names in the query or the
 * body. A call that fits to none is answered, and refused, by the first.
 */
export function calledOne(all: OfficialAccounts, query: URLSearchParams, body?: Buffer): Running {
  if (all.length === 1) return all[0];
  const token = query.get('access_token');
  if (token !== null) return all.find((running) => hasIssued(running, token)) ?? all[0];
  return withAppId(all, query.get('appid') ?? appIdIn(body)) ?? all[0];
}

export function withAppId(all: OfficialAccounts, appId: unknown): Running | undefined {
  return all.find(({ world }) => world.officialAccount.appId === appId);
}

/** The one that has the picture or media of this id: ids are random, but for the default picture, which all have. */
export function holderOf(all: OfficialAccounts, shelf: 'pictures' | 'media', id: string): Running {
  return all.find(({ world }) => Object.hasOwn(world[shelf], id)) ?? all[0];
}

function hasIssued({ world }: Running, value: string): boolean {
  return world.tokens.issued.some((token) => token.value === value);
}

function appIdIn(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString('utf8').replace(/^\uFEFF/, '') ?? '').appid;
  } catch {
    return undefined;
  }
}
