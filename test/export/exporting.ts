import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ExportOptions, run as exportRun } from '../../src/cli/commands/export.ts';
import { run as planRun } from '../../src/cli/commands/plan.ts';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { capturedWorld } from '../support/cli.ts';

const pictures = resolve(import.meta.dirname, '../cases/pictures');

/** An official account and an empty folder to export into, both gone after the test. */
export async function exportStage() {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), 'kefu-export-'));
  onTestFinished(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const env: Record<string, string> = { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
  const file = (name: string) => join(folder, name);
  return {
    emulator,
    folder,
    env,
    write: (name: string, text: string) => writeFileSync(file(name), text),
    read: (name: string) => readFileSync(file(name), 'utf8'),
    readBytes: (name: string) => readFileSync(file(name)),
    copyPicture: (name: string) => cpSync(join(pictures, name), file(name)),
    /** Runs kefu export; JSON unless told otherwise. */
    async export(options: Partial<ExportOptions> = {}) {
      const { world, out, told } = capturedWorld(folder, env);
      const exit = await exportRun({ config: './kefu.yaml', json: true, ...options }, world);
      return { exit, text: out(), told: told() };
    },
    /** The first export, by AppID. */
    async exportAfresh(options: Partial<ExportOptions> = {}) {
      return this.export({ appId: emulator.appId, ...options });
    },
    /** The plan document of the file as it is now. */
    async plan(config = './kefu.yaml') {
      const { world, out } = capturedWorld(folder, env);
      const options = {
        config,
        json: true,
        detailedExitcode: true,
        writeUnverifiable: false,
        allow: new Set<never>(),
        fetchAvatars: true,
        expiresIn: 1,
        output: [],
      };
      const exit = await planRun(options, world);
      return { exit, document: JSON.parse(out()) as PlanSeen };
    },
  };
}

export interface PlanSeen {
  readonly resource_changes: readonly { name: string; change: { after: object } }[];
  readonly resource_drift: readonly unknown[];
  readonly guards: readonly unknown[];
  readonly unverifiable: readonly { field: string }[];
  readonly found: readonly unknown[];
  readonly unchanged: readonly { address: string }[];
  readonly pending: readonly { field: string; value: string }[];
}

/** Puts a picture file into the world; its id there. */
export function putPicture(emulator: RunningEmulator, file: string): string {
  const id = `seeded-${file.replace(/\W/g, '-')}`;
  const base64 = readFileSync(join(pictures, file)).toString('base64');
  emulator.world.pictures[id] = { format: file.endsWith('.png') ? 'png' : 'jpeg', base64 };
  return id;
}
