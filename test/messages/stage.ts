import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type SendOptions, run as send } from '../../src/cli/commands/message/send.ts';
import { run as typing } from '../../src/cli/commands/typing.ts';
import { systemClock } from '../../src/cli/wiring.ts';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { newMedia } from '../../src/emulator/world/media.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import type { Clock } from '../../src/model/ports.ts';
import { capturedWorld } from '../support/cli.ts';

export const customer = 'oCUSTOMER_0123456789abcdefgh';
const examples = join(import.meta.dirname, '../../examples/messages');

/** How a command ended. */
export interface Ended {
  readonly exit: number;
  readonly out: string;
  readonly told: string;
}

export interface MessageStage {
  readonly emulator: RunningEmulator;
  /** The customer writes: 48 hours are open. */
  says(text: string): void;
  send(name: string, more?: Partial<SendOptions>, answer?: string): Promise<Ended>;
  typing(cancel?: boolean): Promise<Ended>;
}

/** An emulator with one bound account, and the media that the documented examples name. */
export async function messageStage(
  folder = examples,
  clock: Clock = systemClock,
  more: Readonly<Record<string, string>> = {},
): Promise<MessageStage> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  emulator.addAccount({
    account: 'test1@kftest',
    nickname: '小美',
    worker: { state: 'bound', wechatId: 'wxid_alice' },
  });
  emulator.world.settings.mediaKinds = 'ignored';
  for (const id of ['MEDIA_ID', 'THUMB_MEDIA_ID', 'thumb_media_id']) addMedia(emulator, id);
  const env = { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret, ...more };
  return {
    emulator,
    says: (text) => void receive(emulator.world, customer, text, emulator.now()),
    send: async (name, more = {}, answer) => {
      const { world, out, told } = capturedWorld(folder, env, answer);
      const options = {
        config: './kefu.yaml',
        name,
        set: [],
        max: 100,
        autoApprove: false,
        resume: false,
        json: false,
      };
      const to = more.toFile === undefined ? { to: customer } : {};
      return { exit: await send({ ...options, ...to, ...more }, world, clock), out: out(), told: told() };
    },
    typing: async (cancel = false) => {
      const { world, out, told } = capturedWorld(folder, env);
      const exit = await typing({ config: './kefu.yaml', to: customer, cancel }, world);
      return { exit, out: out(), told: told() };
    },
  };
}

/** A picture: the placeholders of the documentation stand for every kind of media. */
function addMedia(emulator: RunningEmulator, id: string): void {
  const blank = newMedia({ kind: 'image', permanent: true, createdAt: emulator.now() });
  emulator.world.media[id] = { ...blank, id };
}
