/** Scenes in a running emulator: each is a list of steps, and the answer to the last one is what a test looks at. */

import type { RunningEmulator } from '../../src/emulator/server.ts';
import type { OfficialAccount, Trouble } from '../../src/emulator/world/official-account.ts';
import type { AccountSeed } from '../../src/emulator/world/seeding.ts';
import type { Settings } from '../../src/emulator/world/settings.ts';
import type { User } from '../../src/emulator/world/users.ts';
import type { EmulatorClient, Json } from './emulator-client.ts';
import { customerWrites } from './scenes.ts';

export type Step = () => unknown;

/** The emulator of the running test; a test file sets it before each test. */
export const stage = {} as { emulator: RunningEmulator; client: EmulatorClient };

/** Takes the steps one after the other and gives back what the last one came to. */
export async function play(steps: readonly Step[]): Promise<unknown> {
  let last: unknown;
  for (const step of steps) last = await step();
  return last;
}

export const settings =
  (changes: Partial<Settings>): Step =>
  () =>
    Object.assign(stage.emulator.world.settings, changes);

export const official =
  (changes: Partial<OfficialAccount>): Step =>
  () =>
    Object.assign(stage.emulator.world.officialAccount, changes);

export const trouble = (name: Trouble): Step => official({ troubles: [name] });

export const account =
  (seed: Partial<AccountSeed> = {}): Step =>
  () =>
    stage.emulator.addAccount({ account: 'alice@kftest', ...seed });

/** The customer has just written, so that the account may answer; with what else holds of them. */
export const written =
  (changes: Partial<User> = {}): Step =>
  () =>
    Object.assign(customerWrites(stage.emulator), changes);

export const get =
  (path: string, query: Record<string, string> = {}): Step =>
  () =>
    stage.client.get(path, query);

export const post =
  (path: string, body: unknown, query: Record<string, string> = {}): Step =>
  () =>
    stage.client.post(path, body, query);

export const upload =
  (path: string, file: Buffer | (() => Promise<Buffer>), query: Record<string, string>): Step =>
  async () =>
    stage.client.upload(path, Buffer.isBuffer(file) ? file : await file(), query);

export const token =
  (changes: Json = {}): Step =>
  () => {
    const { appId, appSecret } = stage.emulator;
    const credentials = { grant_type: 'client_credential', appid: appId, secret: appSecret };
    return stage.client.post('/cgi-bin/stable_token', { ...credentials, ...changes });
  };
