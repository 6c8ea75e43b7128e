import { afterEach } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import type { Connection } from '../../src/model/connection.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Clock } from '../../src/model/ports.ts';
import { Secret } from '../../src/model/secret.ts';
import { createWechat, type WechatClient, type WechatOptions } from '../../src/wechat/client.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Closes something when the test ends, whatever its end. */
export function closeLater(close: () => Promise<void>): void {
  closers.push(close);
}

/** A clock that waits for nobody and remembers for how long it was asked to. */
export function patientClock(
  start = 1_795_305_600_000,
): Clock & { readonly slept: number[]; pass(ms: number): void } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    uptime: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    pass(ms) {
      now += ms;
    },
  };
}

export async function openEmulator(): Promise<RunningEmulator> {
  const emulator = await startEmulator();
  closeLater(() => emulator.close());
  return emulator;
}

export function connectionTo(endpoint: string, appId: string, appSecret: string): Connection {
  return {
    appId,
    endpoint: new URL(endpoint),
    credentials: { kind: 'app-secret', appSecret: new Secret(appSecret) },
  };
}

/** A client that is closed when the test ends. */
export function openClient(connection: Connection, more: Partial<WechatOptions> = {}): WechatClient {
  const client = createWechat({ connection, clock: patientClock(), mode: 'read-write', ...more });
  closeLater(() => client.close());
  return client;
}

export function openClientOf(emulator: RunningEmulator, more: Partial<WechatOptions> = {}): WechatClient {
  return openClient(connectionTo(emulator.url, emulator.appId, emulator.appSecret), more);
}

/** An outcome in a word or three: `applied`, `unknown 65406`, `not-applied 65401 fail`. */
export function told(outcome: Outcome): string {
  if (outcome.kind === 'applied') return 'applied';
  if (outcome.kind === 'unknown') return `unknown ${outcome.cause.code}`;
  return `not-applied ${outcome.cause.code} ${outcome.then}`;
}
