import { createHash } from 'node:crypto';
import type { Desired } from '../model/desired.ts';

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

const placesAndBytes = new Set(['bytes', 'path', 'source', 'lines']);

/**
 * A template without its places; of a media file its hash, kind and lifetime count. What is left out is not looked at: as
 * JSON, the bytes of a video would be millions of numbers.
 */
function decidingOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decidingOf);
  if (typeof value !== 'object' || value === null) return value;
  const deciding = Object.entries(value).filter(([key]) => !placesAndBytes.has(key));
  return Object.fromEntries(deciding.map(([key, part]) => [key, decidingOf(part)]));
}
