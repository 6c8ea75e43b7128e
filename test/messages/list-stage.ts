import type { SendOptions } from '../../src/cli/commands/message/send.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { patientClock } from '../wechat/opened.ts';
import { listFolder } from './list-folder.ts';
import { type Ended, messageStage } from './stage.ts';

export const three = ['oCUSTOMER_1', 'oCUSTOMER_2', 'oCUSTOMER_3'];

/** A folder with lists, an emulator whose three customers have written, and a clock that waits for nobody. */
export async function listStage(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  env: Readonly<Record<string, string>> = {},
) {
  const folder = listFolder({ 'openids.txt': three.join('\n'), ...files });
  const clock = patientClock();
  const stage = await messageStage(folder, clock, env);
  const { emulator } = stage;
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  for (const openid of three) receive(emulator.world, openid, '在吗', emulator.now());
  return {
    folder,
    clock,
    emulator,
    /** To the customers of `openids.txt`, without asking. */
    send: (more: Partial<SendOptions> = {}): Promise<Ended> =>
      stage.send('hi', { toFile: 'openids.txt', autoApprove: true, ...more }),
    arrived: () => three.map((openid) => messagesTo(emulator, openid)),
    calls: () => emulator.world.requests.filter(({ path }) => path.includes('message')).length,
  };
}

function messagesTo(emulator: RunningEmulator, openid: string): number {
  return emulator.world.messages.filter((said) => said.from === 'account' && said.openid === openid).length;
}
