import { once } from 'node:events';
import { startEmulator } from '../../emulator/server.ts';
import { Failure } from '../../model/failure.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';

export interface EmulatorCommandOptions {
  readonly port: number;
  readonly world?: string;
  readonly json: boolean;
}

/** Serves the emulator until Ctrl-C or SIGTERM. */
export async function run(options: EmulatorCommandOptions, { terminal }: CommandWorld): Promise<number> {
  const emulator = await start(options);
  const { url, appId, appSecret, wechatId } = emulator;
  terminal.out(
    options.json
      ? `${JSON.stringify({ url, appId, appSecret, wechatId })}\n`
      : [
          "A stand-in for WeChat's servers, on this machine only. Ctrl-C ends it.",
          '',
          `  URL        ${url}   (open it in a browser to see the accounts)`,
          `  AppID      ${appId}`,
          `  AppSecret  ${appSecret}`,
          `  WeChat ID  ${wechatId}`,
          '',
          'In another terminal, with the values above in officialAccount of your kefu.yaml:',
          '',
          `  $ export KEFU_ENDPOINT=${url} KEFU_APP_SECRET=${appSecret}`,
          '  $ kefu plan',
          '',
        ].join('\n'),
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await emulator.close();
  return exitCodes.done;
}

async function start({ port, world }: EmulatorCommandOptions) {
  try {
    return await startEmulator({ port, ...(world === undefined ? {} : { worldFile: world }) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Failure('config', 'port-in-use', `Port ${port} is taken.`, {
        hint: 'Name another with --port, or --port 0 for a free one.',
      });
    }
    throw new Failure('config', 'emulator-not-started', `The emulator did not start: ${message}`, {
      cause: error,
    });
  }
}
