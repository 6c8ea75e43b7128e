import { createHash } from 'node:crypto';
import type { Desired } from '../model/desired.ts';
import type { Template } from '../model/message.ts';

/**
 * `sha256:…` over everything in the configuration that decides a plan. Places, formatting, the order of accounts,
 * the server and secrets do not count; of a password its fingerprint does.
 */
export function configDigest({
  officialAccount,
  accounts,
  absent,
  policy,
  templates,
  sequences,
}: Omit<Desired, 'configDigest'>): string {
  const { name, wechatId, appId } = officialAccount;
  const deciding = {
    officialAccount: { name, wechatId, appId },
    accounts: accounts.map(({ id, nickname, avatar, worker, protect, previously, password }) => ({
      id,
      nickname,
      avatar: avatar?.sha256,
      worker,
      protect,
      previously: [...previously].sort(),
      password: password?.fingerprint,
    })),
    absent: absent.map(({ id, protect }) => ({ id, protect })),
    policy: {
      unmanaged: policy.unmanaged,
      maxDeletes: policy.maxDeletes,
      unverifiable: policy.unverifiable,
      ...(policy.media === 'delete' && { media: policy.media }),
    },
    ...(templates.length > 0 && { templates: templates.map(decidingOf) }),
    ...(sequences.length > 0 && { sequences: sequences.map(({ source: _, ...sequence }) => sequence) }),
  };
  // JSON.stringify keeps the order written above and drops what is undefined: the same text on every machine.
  return `sha256:${createHash('sha256').update(JSON.stringify(deciding)).digest('hex')}`;
}

/** A template without its places; of a media file its hash, kind and lifetime count. */
function decidingOf({ source: _, ...template }: Template): unknown {
  return JSON.parse(JSON.stringify(template, withoutPlaces));
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'bytes' || key === 'path' || key === 'source' || key === 'lines' ? undefined : value;
}
