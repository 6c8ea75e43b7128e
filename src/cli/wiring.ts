import { setTimeout as delay } from 'node:timers/promises';
import { stateFile } from '../backend/state-file.ts';
import { resolveConfig } from '../config/config.ts';
import type { Desired } from '../model/desired.ts';
import { Failure } from '../model/failure.ts';
import type { Clock, StateStore } from '../model/ports.ts';
import { renderDiagnostics } from '../render/diagnostic.ts';
import { createWechat, type WechatClient } from '../wechat/client.ts';
import type { CommandWorld } from './command.ts';
import { refuseLeakyEnvironment } from './environment.ts';

/** One official account, ready to be planned or applied. */
export interface OpenAccount {
  readonly desired: Desired;
  readonly wechat: WechatClient;
  readonly store: StateStore;
  readonly stateFile: string;
  close(): Promise<void>;
}

/**
 * Resolves a config, tells its warnings, and connects to its server. With `read-only` the connection can't write, whoever
 * asks it to. Rejects with a `Failure`.
 */
export async function openAccount(
  config: string,
  mode: 'read-only' | 'read-write',
  { env, cwd, terminal }: CommandWorld,
): Promise<OpenAccount> {
  refuseLeakyEnvironment(env);
  const resolved = await resolveConfig(config, { env, cwd });
  if (!resolved.ok) {
    throw new Failure('config', 'config-invalid', 'The config has faults.', {
      diagnostics: resolved.diagnostics,
    });
  }
  terminal.tell(renderDiagnostics(resolved.warnings));
  const { desired, connection, stateFile: path } = resolved.value;
  const wechat = createWechat({ connection, clock: systemClock, mode, env });
  return { desired, wechat, store: stateFile(path), stateFile: path, close: () => wechat.close() };
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
