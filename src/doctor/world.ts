import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { loadSharp } from '../avatars/sharp.ts';
import type { ConfigWorld } from '../config/config.ts';
import { resolveConfig } from '../config/config.ts';
import type { Clock } from '../model/ports.ts';
import { recordedOf, withMemory } from '../reconcile/memory.ts';
import { createWechat } from '../wechat/client.ts';
import { proxyFor } from '../wechat/proxy.ts';
import { configInvalid } from '../words/failures.ts';
import type { DoctorWorld } from './check.ts';
import { reachServer } from './reach.ts';

/** The real world of the checks. Its connection to WeChat can't write. */
export function openDoctorWorld(
  config: string,
  { env, cwd }: ConfigWorld,
  clock: Clock,
): DoctorWorld & { callsMade(): Promise<readonly string[]>; close(): Promise<void> } {
  const resolved = once(() => resolveConfig(config, { env, cwd }));
  const valid = async () => {
    const result = await resolved();
    if (result.ok) return result.value;
    throw configInvalid(result.diagnostics);
  };
  const wechat = once(async () =>
    createWechat({ connection: (await valid()).connection, clock, mode: 'read-only', env }),
  );
  const opened = async () => ((await resolved()).ok ? wechat() : undefined);
  return {
    env,
    nodeVersion: process.versions.node,
    clock,
    sharpVersion: async () => (await loadSharp())?.versions.sharp,
    config: resolved,
    valid,
    reach: async () => {
      const { endpoint } = (await valid()).connection;
      return reachServer(endpoint, proxyFor(endpoint, env));
    },
    inquiries: async () => (await wechat()).inquiries,
    token: once(async () => (await wechat()).inquiries.token()),
    accounts: once(async () => (await wechat()).accounts.list()),
    recorded: async () => recordedOf(await valid(), { env, clock }),
    lock: async () => withMemory(await valid(), { env, clock }, (memory) => memory.lookAtLock()),
    mayWrite: (path) =>
      access(path, constants.W_OK).then(
        () => true,
        ({ code }) => (code === 'ENOENT' ? undefined : false),
      ),
    callsMade: async () => (await opened())?.callsMade() ?? [],
    close: async () => (await opened())?.close(),
  };
}

/** The same promise for every caller. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
