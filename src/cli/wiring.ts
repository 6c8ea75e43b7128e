import { setTimeout as delay } from 'node:timers/promises';
import { stateFile } from '../backend/state-file.ts';
import { resolveConfig } from '../config/config.ts';
import type { Connection } from '../model/connection.ts';
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

type Mode = 'read-only' | 'read-write';

/**
 * Resolves a config, tells its warnings, and connects to its server. With `read-only` the connection can't write, whoever
 * asks it to. Rejects with a `Failure`.
 */
export async function openAccount(config: string, mode: Mode, world: CommandWorld): Promise<OpenAccount> {
  const { env, cwd, terminal } = world;
  refuseLeakyEnvironment(env);
  const resolved = await resolveConfig(config, { env, cwd });
  if (!resolved.ok) {
    throw new Failure('config', 'config-invalid', 'The config has faults.', {
      diagnostics: resolved.diagnostics,
    });
  }
  terminal.tell(renderDiagnostics(resolved.warnings));
  const { desired, connection, stateFile: path } = resolved.value;
  const { name } = desired.officialAccount;
  terminal.tell(`Reading the accounts of ${name} from ${connection.endpoint.host}…\n`);
  const wechat = connect(connection, mode, world);
  return { desired, wechat, store: stateFile(path), stateFile: path, close: () => wechat.close() };
}

/** A client for one official account, wherever its connection comes from. Throws a `Failure`. */
export function connect(connection: Connection, mode: Mode, { env }: CommandWorld): WechatClient {
  refuseLeakyEnvironment(env);
  return createWechat({ connection, clock: systemClock, mode, env });
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
