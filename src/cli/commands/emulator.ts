import { once } from 'node:events';
import { Failure } from '../../model/failure.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';

export interface EmulatorCommandOptions {
  readonly port: number;
  readonly world?: string;
  readonly fleet?: { readonly officialAccounts: number; readonly kfAccounts: number };
  readonly configs?: string;
  readonly changes?: number;
  readonly json: boolean;
}

/** What is told and what is to be closed, of one official account or of a fleet. */
interface Started {
  readonly asJson: object;
  readonly asText: readonly string[];
  close(): Promise<void>;
}

/** Serves the emulator until Ctrl-C or SIGTERM. */
export async function run(options: EmulatorCommandOptions, { terminal, cwd }: CommandWorld): Promise<number> {
  const { asJson, asText, close } = await started(options, cwd);
  terminal.out(options.json ? `${JSON.stringify(asJson)}\n` : `${asText.join('\n')}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await close();
  return exitCodes.done;
}

async function started(options: EmulatorCommandOptions, cwd: string): Promise<Started> {
  try {
    if (options.fleet === undefined) return await single(options);
    const { startTheFleet } = await import('../emulator-fleet.ts');
    return await startTheFleet({ ...options, fleet: options.fleet }, cwd);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw notStarted(options.port, error as NodeJS.ErrnoException);
  }
}

async function single({ port, world, configs, changes }: EmulatorCommandOptions): Promise<Started> {
  if (configs !== undefined || changes !== undefined) throw onlyOfFleets();
  const { startEmulator } = await import('../../emulator/server.ts');
  const { url, appId, appSecret, wechatId, close } = await startEmulator({
    port,
    ...(world === undefined ? {} : { worldFile: world }),
  });
  return {
    asJson: { url, appId, appSecret, wechatId },
    asText: [
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
    ],
    close,
  };
}

function onlyOfFleets(): Failure {
  return new Failure('config', 'fleet-missing', '--configs and --changes belong to --fleet.', {
    hint: 'Name the size of the fleet too: kefu emulator --fleet 6x5 --configs fleet.',
  });
}

function notStarted(port: number, error: NodeJS.ErrnoException): Failure {
  if (error.code === 'EADDRINUSE') {
    return new Failure('config', 'port-in-use', `Port ${port} is taken.`, {
      hint: 'Name another with --port, or --port 0 for a free one.',
    });
  }
  return new Failure('config', 'emulator-not-started', `The emulator did not start: ${error.message}`, {
    cause: error,
  });
}
