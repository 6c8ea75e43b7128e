import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { drawnPicture } from '../emulator/pictures.ts';
import { customer, customerWrites, shelve } from '../emulator/scenes.ts';

/** An emulator with a customer who has paid, so that any number of messages may be sent, and files to send. */
export async function openShop(): Promise<{ emulator: RunningEmulator; folder: string; picture: Buffer }> {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), 'kefu-client-'));
  onTestFinished(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true });
  });
  customerWrites(emulator).grants = [{ trigger: 'pay', until: Number.MAX_SAFE_INTEGER, left: null }];
  shelve(emulator, { id: 'NEWS_ID', kind: 'news' });
  const picture = await drawnPicture('#369');
  writeFileSync(join(folder, 'head640.jpg'), picture);
  writeFileSync(join(folder, 'thumb.jpg'), await drawnPicture('#963', 'jpeg', 40));
  writeFileSync(join(folder, 'hello.mp3'), Buffer.concat([Buffer.from('ID3'), Buffer.alloc(100)]));
  writeFileSync(join(folder, 'hello.mp4'), Buffer.from('000000186674797069736f6d0000020069736f6d', 'hex'));
  return { emulator, folder, picture };
}

/** What the customer was sent, in order. */
export function received({ world }: RunningEmulator) {
  return world.messages.filter(({ from, openid }) => from === 'account' && openid === customer);
}

/** `account nickname` of every account, as the world has them. */
export function accountsIn({ world }: RunningEmulator): string[] {
  return world.accounts.map(({ account, nickname }) => `${account} ${nickname}`);
}

/** The bytes the world keeps as an account's avatar. */
export function avatarIn({ world }: RunningEmulator, account: string): Buffer {
  const id = world.accounts.find((one) => one.account === account)?.picture ?? '';
  return Buffer.from(world.pictures[id]?.base64 ?? '', 'base64');
}

/** `path errcode` of the calls that were refused. */
export function refusedCalls({ world }: RunningEmulator): string[] {
  return world.requests
    .filter(({ errcode }) => errcode !== null && errcode !== 0)
    .map(({ path, errcode }) => `${path} ${errcode}`);
}
