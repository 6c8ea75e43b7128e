// kefu emulator --fleet: starts the fleet, writes its configs, and says how to use them.
import { join, relative, resolve } from 'node:path';
import { ForeignEntry, writeConfigs } from '../emulator/fleet/configs-folder.ts';
import { startFleet } from '../emulator/fleet/fleet.ts';
import { type FleetSize, fleetSecretVariable, type Shop, shopsOf } from '../emulator/fleet/shop.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';

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
      "A stand-in for WeChat's servers, on this machine only. Ctrl-C ends it.",
      '',
      `  URL        ${url}`,
      `  fleet      ${size.officialAccounts} official accounts with ${size.kfAccounts} kf accounts each`,
      `  AppSecret  ${appSecret}   (of each of them)`,
      ...(configs === undefined ? [] : [`  configs    ${visible(configs)}`]),
      '',
      'In another terminal:',
      '',
      `  $ export KEFU_ENDPOINT=${url} ${fleetSecretVariable}=${appSecret}`,
      `  $ kefu plan -c ${firstConfig(folder, shops, cwd)}`,
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
    throw new Failure('config', 'foreign-file', `${visible(error.message)}; nothing was written.`, {
      hint: 'Name a new folder with --configs, or move that file elsewhere.',
    });
  }
}

function tooManyChanges(kfAccounts: number): Failure {
  return new Failure('config', 'too-many-changes', `Each official account has ${kfAccounts} kf accounts.`, {
    hint: `Write --changes 0 to ${kfAccounts}.`,
  });
}

function firstConfig(folder: string | undefined, [first]: readonly Shop[], cwd: string): string {
  if (folder === undefined || first === undefined) return 'CONFIG';
  return visible(relative(cwd, join(folder, `${first.name}.yaml`)) || '.');
}
