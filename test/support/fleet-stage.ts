import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeConfigs } from '../../src/emulator/fleet/configs-folder.ts';
import { type RunningFleet, startFleet } from '../../src/emulator/fleet/fleet.ts';
import { shopsOf } from '../../src/emulator/fleet/shop.ts';
import { type Run, startKefu } from './built-cli.ts';

/** An emulated fleet, and a folder with its configs in `shops`. */
export interface FleetStage {
  readonly fleet: RunningFleet;
  readonly folder: string;
  readonly env: Record<string, string>;
  /** Runs the built CLI in the folder. */
  kefu(args: readonly string[], env?: Record<string, string>): Promise<Run>;
  /** Replaces a text in a file of the folder; fails when it is not there. */
  edit(file: string, from: string | RegExp, to: string): void;
  /** Nicknames that an official account has, by account name. */
  live(number: number): Record<string, string>;
  /** How many requests for writing WeChat got, of all official accounts. */
  writes(): number;
  end(): Promise<void>;
}

/** Sets it: so many official accounts and kf accounts, of which so many differ from the configs. */
export async function setFleetStage(
  officialAccounts: number,
  kfAccounts: number,
  changes: number,
): Promise<FleetStage> {
  const size = { officialAccounts, kfAccounts };
  const fleet = await startFleet({ size, changes });
  const folder = mkdtempSync(join(tmpdir(), 'kefu-fleet-'));
  await writeConfigs(join(folder, 'shops'), shopsOf(size));
  const env = { KEFU_ENDPOINT: fleet.url, KEFU_APP_SECRET: fleet.appSecret };
  return {
    fleet,
    folder,
    env,
    kefu: (args, more = {}) => startKefu(args, { cwd: folder, env: { ...env, ...more } }),
    edit: (file, from, to) => {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file} has no ${from}`);
      writeFileSync(path, after);
    },
    live: (number) =>
      Object.fromEntries(
        (fleet.worlds[number - 1]?.accounts ?? []).map(({ account, nickname }) => [
          account.replace(/@.*/, ''),
          nickname,
        ]),
      ),
    writes: () =>
      fleet.worlds
        .flatMap(({ requests }) => requests)
        .filter(({ path }) => /kfaccount\/|material\/(?:add|del)/.test(path)).length,
    end: async () => {
      await fleet.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Files of a folder of the stage, sorted. */
export function filesIn(stage: FleetStage, folder: string): string[] {
  return readdirSync(join(stage.folder, folder)).sort();
}
