// A workload on real files, before the real emulator, for the built command line.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type RunningEmulator, startEmulator } from '../../../src/emulator/server.ts';
import { receive } from '../../../src/emulator/world/talking.ts';
import { type Run, type StartOptions, startKefu } from '../../support/built-cli.ts';
import { customers, sends, type Workload } from '../world/workloads.ts';
import { type Relay, startRelay } from './relay.ts';

export interface Stage {
  readonly workload: Workload;
  readonly folder: string;
  readonly emulator: RunningEmulator;
  readonly relay: Relay;
  /** The files that lay there at the beginning. */
  readonly files: readonly string[];
  kefu(args: readonly string[], options?: Pick<StartOptions, 'onStart' | 'onOut'>): Promise<Run>;
  end(): Promise<void>;
}

const list = 'openids.txt';

/**
 * Sets it. The pictures that accounts have already are given to them as somebody would in the console. `backend`: where kefu
 * remembers; files if none.
 */
export async function setStage(workload: Workload, backend?: string): Promise<Stage> {
  const emulator = await startEmulator({ appId: 'wxemu0000000000001', wechatId: 'kftest' });
  const { world } = emulator;
  for (const { picture, ...seed } of workload.accounts) {
    const account = emulator.addAccount(seed);
    if (!picture) continue;
    account.picture = `seeded-${seed.account.replace('@', '-')}`;
    world.pictures[account.picture] = { format: 'jpeg', base64: Buffer.from(picture).toString('base64') };
  }
  const folder = await mkdtemp(join(tmpdir(), 'kefu-built-'));
  for (const [path, content] of Object.entries(workload.files))
    await writeFile(join(folder, basename(path)), content);
  if (workload === sends) {
    for (const openid of customers) receive(world, openid, '在吗', emulator.now());
    await writeFile(join(folder, list), customers.join('\n'));
  }
  const relay = await startRelay(emulator.url);
  const env = {
    KEFU_ENDPOINT: relay.url,
    KEFU_APP_SECRET: emulator.appSecret,
    ...(backend === undefined ? {} : { KEFU_BACKEND: backend }),
  };
  const kefu: Stage['kefu'] = (args, options = {}) =>
    startKefu(args, { cwd: folder, env, timeoutMs: 60_000, ...options });
  const end = async () => {
    await relay.close();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  };
  if (backend !== undefined) await kefu(['state', 'adopt', 'kefu.state.json']);
  if (workload === sends) await kefu([...apply, '--settle-time', '0.05']);
  return { workload, folder, emulator, relay, files: await readdir(folder), kefu, end };
}

const apply = ['apply', '--auto-approve'];

/** What the sweep strikes: an apply, or a message to each customer of a list. */
export function struckArgs({ workload }: Stage, width: number): string[] {
  if (workload === sends) return ['message', 'send', 'hello', '--to-file', list, '--auto-approve'];
  return [...apply, '--settle-time', '0.3', '--parallelism', String(width), '--output', 'json=report.json'];
}

/** What somebody does next. */
export function next(stage: Stage): string[] {
  return stage.workload === sends
    ? [...struckArgs(stage, 1), '--resume']
    : [...apply, '--settle-time', '0.05'];
}

/** A file of the stage as JSON; undefined when it is not there. Rejects when it is not whole. */
export async function jsonIn({ folder }: Stage, file: string): Promise<unknown> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** How many messages each customer got. */
export function messagesTo({ emulator }: Stage): number[] {
  return customers.map(
    (openid) =>
      emulator.world.messages.filter((said) => said.from === 'account' && said.openid === openid).length,
  );
}
