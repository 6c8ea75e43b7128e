// kefu emulator --fleet: starts the fleet, writes its configs, and says how to use them.
import { relative, resolve } from 'node:path';
import { ForeignEntry, writeConfigs } from '../emulator/fleet/configs-folder.ts';
import { startFleet } from '../emulator/fleet/fleet.ts';
import { type FleetSize, fleetSecretVariable, type Shop, shopsOf } from '../emulator/fleet/shop.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/commands.ts';
import { told } from '../words/say.ts';

export interface FleetCommandOptions {
  readonly port: number;
  readonly world?: string;
  readonly fleet: FleetSize;
  readonly configs?: string;
  readonly changes?: number;
}

/** Writes the configs first: a folder that holds something else is told before anything listens. */
export async function startTheFleet(
  { port, world, fleet: size, configs, changes = 0 }: FleetCommandOptions,
  cwd: string,
) {
  if (changes > size.kfAccounts) throw tooManyChanges(size.kfAccounts);
  const shops = shopsOf(size);
  const folder = configs === undefined ? undefined : resolve(cwd, configs);
  if (folder !== undefined) await writeOrRefuse(folder, shops);
  const fleet = await startFleet({
    size,
    changes,
    port,
    ...(world === undefined ? {} : { worldFolder: resolve(cwd, world) }),
  });
  const { url, appSecret, close } = fleet;
  return {
    asJson: { url, appSecret, ...size, ...(folder === undefined ? {} : { configs: folder }) },
    asText: [
      say('emulator-serves'),
      '',
      `  URL        ${url}`,
      say('row-fleet', {
        row: say('fleet-holds', { accounts: size.officialAccounts, each: size.kfAccounts }),
      }),
      say('row-with-remark', { row: `  AppSecret  ${appSecret}`, remark: say('secret-of-each') }),
      ...(configs === undefined ? [] : [say('row-configs', { row: visible(configs) })]),
      '',
      say('in-another-terminal'),
      '',
      `  $ export KEFU_ENDPOINT=${url} ${fleetSecretVariable}=${appSecret}`,
      `  $ kefu plan ${folder === undefined ? '-c CONFIG' : folderFrom(cwd, folder)}`,
      '',
    ],
    close,
  };
}

async function writeOrRefuse(folder: string, shops: readonly Shop[]): Promise<void> {
  try {
    await writeConfigs(folder, shops);
  } catch (error) {
    if (!(error instanceof ForeignEntry)) throw error;
    const what = told(say('foreign-file', { file: visible(error.entry) }), say('new-folder'));
    throw new Failure('config', 'foreign-file', what);
  }
}

function tooManyChanges(kfAccounts: number): Failure {
  const most = kfAccounts;
  const what = told(say('too-many-changes', { most }), say('changes-up-to', { most }));
  return new Failure('config', 'too-many-changes', what);
}

/** As it is named from the working directory. */
function folderFrom(cwd: string, folder: string): string {
  return `${visible(relative(cwd, folder) || '.')}/`;
}
