/** The world as a whole: look at it, set it, its settings, clock, tokens and record. */

import { type Answer, plainJson } from '../http/answer.ts';
import { isEmulatorAppId, kinds, type OfficialAccount, troubles } from '../world/official-account.ts';
import { settingsFault } from '../world/settings.ts';
import { killTokens } from '../world/tokens.ts';
import { mostOffsetMs, readWorld, type World } from '../world/world.ts';
import { ControlFault, type ControlRequest, readChanges, readWord } from './control-request.ts';

export function getWorld({ world }: ControlRequest): Answer {
  return plainJson(world);
}

/** Replaces the world; the credentials and the tokens stay unless the new one brings its own. */
export function putWorld({ world, body }: ControlRequest): Answer {
  const given = typeof body.officialAccount === 'object' ? body.officialAccount : {};
  const officialAccount = { ...credentialsOf(world), ...given };
  const next = readWorld({ tokens: world.tokens, ...body, officialAccount });
  if (typeof next === 'string') throw new ControlFault(400, next);
  Object.assign(world, next);
  return plainJson({ ok: true });
}

/** A fresh world with the same credentials and the same tokens. */
export function reset(request: ControlRequest): Answer {
  return putWorld({ ...request, body: {} });
}

export function getSettings({ world }: ControlRequest): Answer {
  return plainJson(world.settings);
}

export function putSettings({ world, body }: ControlRequest): Answer {
  const fault = settingsFault(body);
  if (fault !== undefined) throw new ControlFault(400, fault);
  Object.assign(world.settings, body);
  return plainJson(world.settings);
}

export function getOfficialAccount({ world }: ControlRequest): Answer {
  return plainJson(world.officialAccount);
}

const nullable = { ipAllowList: 'list', callbackUrl: 'string', miniPrograms: 'list' } as const;

export function putOfficialAccount({ world, body }: ControlRequest): Answer {
  const changed: OfficialAccount = {
    ...world.officialAccount,
    ...readChanges(body, world.officialAccount, nullable),
  };
  if (!isEmulatorAppId(changed.appId)) throw new ControlFault(400, 'an AppID here is wxemu and 13 digits');
  if (!kinds.includes(changed.kind)) throw new ControlFault(400, `kind must be one of: ${kinds.join(', ')}`);
  for (const name of ['ipAllowList', 'miniPrograms'] as const) {
    const all: unknown[] = changed[name] ?? [];
    if (!all.every((one) => typeof one === 'string'))
      throw new ControlFault(400, `${name} must hold strings`);
  }
  const unknown = changed.troubles.find((trouble) => !troubles.includes(trouble));
  if (unknown !== undefined) throw new ControlFault(400, `troubles are: ${troubles.join(', ')}`);
  world.officialAccount = changed;
  return plainJson(changed);
}

export function getClock({ now }: ControlRequest): Answer {
  return plainJson({ now: new Date(now).toISOString() });
}

export function moveClock({ running, world, body }: ControlRequest): Answer {
  const { advanceSeconds } = body;
  if (typeof advanceSeconds !== 'number') throw new ControlFault(400, 'advanceSeconds must be a number');
  if (!(Math.abs(world.clockOffsetMs + advanceSeconds * 1000) <= mostOffsetMs)) {
    throw new ControlFault(400, 'advanceSeconds leads beyond the calendar');
  }
  world.clockOffsetMs += advanceSeconds * 1000;
  return plainJson({ now: new Date(running.now()).toISOString() });
}

/** Kills tokens (40001 from now on), as a newer token would, or lets them expire (42001). */
export function endTokens({ world, body, now }: ControlRequest): Answer {
  const how = readWord(body, 'end', ['kill', 'expire']);
  const space = readWord({ space: 'all', ...body }, 'space', ['all', 'legacy', 'stable']);
  if (how === 'kill') {
    killTokens(world.tokens, space, now);
    return plainJson({ ok: true });
  }
  for (const token of world.tokens.issued) {
    if (space === 'all' || token.space === space) token.expiresAt = Math.min(token.expiresAt, now);
  }
  return plainJson({ ok: true });
}

export function getRequests({ world }: ControlRequest): Answer {
  return plainJson(world.requests);
}

export function clearRequests({ world }: ControlRequest): Answer {
  world.requests = [];
  return plainJson({ ok: true });
}

function credentialsOf(world: World): Pick<OfficialAccount, 'appId' | 'appSecret' | 'wechatId'> {
  const { appId, appSecret, wechatId } = world.officialAccount;
  return { appId, appSecret, wechatId };
}
