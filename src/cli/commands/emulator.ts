import { once } from 'node:events';
import { Failure } from '../../model/failure.ts';
import { jsonText } from '../../model/json-text.ts';
import type { Saying } from '../../model/saying.ts';
import { say } from '../../words/en/commands.ts';
import { sayIn } from '../../words/language-words.ts';
import { told } from '../../words/say.ts';
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
  readonly asText: readonly (string | Saying)[];
  close(): Promise<void>;
}

/** Serves the emulator until Ctrl-C, SIGTERM or SIGHUP. */
export async function run(
  options: EmulatorCommandOptions,
  { terminal, cwd, words }: CommandWorld,
): Promise<number> {
  const { asJson, asText, close } = await started(options, cwd);
  const lines = asText.map((line) => (typeof line === 'string' ? line : sayIn(words, line)));
  terminal.out(options.json ? jsonText(asJson, 0) : `${lines.join('\n')}\n`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
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
      say('emulator-serves'),
      '',
      say('row-with-remark', { row: `  URL        ${url}`, remark: say('open-in-browser') }),
      `  AppID      ${appId}`,
      `  AppSecret  ${appSecret}`,
      say('row-wechat-id', { row: wechatId }),
      '',
      say('in-terminal-with-values', { file: 'kefu.yaml' }),
      '',
      `  $ export KEFU_ENDPOINT=${url} KEFU_APP_SECRET=${appSecret}`,
      '  $ kefu plan',
      '',
    ],
    close,
  };
}

function onlyOfFleets(): Failure {
  const command = 'kefu emulator --fleet 6x5 --configs fleet';
  return new Failure('config', 'fleet-missing', told(say('fleet-flags'), say('name-fleet', { command })));
}

function notStarted(port: number, error: NodeJS.ErrnoException): Failure {
  if (error.code === 'EADDRINUSE') {
    return new Failure('config', 'port-in-use', told(say('port-taken', { port }), say('other-port')));
  }
  const what = told(say('emulator-not-started', { reason: error.message }));
  return new Failure('config', 'emulator-not-started', what, { cause: error });
}
