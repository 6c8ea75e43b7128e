import { dirname, resolve } from 'node:path';
import { type ExportOptions as Exporting, exportLive } from '../../export/export.ts';
import { renderDiagnostics } from '../../render/diagnostic.ts';
import { say } from '../../words/en/progress.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { renderExportJson, renderExportText } from '../export-report.ts';
import { leftLockTeller } from '../left-lock.ts';
import { schemaAddress } from '../schema-address.ts';

export interface ExportOptions extends Exporting {
  readonly json: boolean;
}

/** Writes what is live into a config, and shows that the plan made from it is empty, or what is left of it. */
export async function run(options: ExportOptions, world: CommandWorld): Promise<number> {
  const { terminal, env, cwd, words } = world;
  const schema = schemaAddress(dirname(resolve(cwd, options.out ?? options.config)));
  const exported = await exportLive(
    { ...options, schema, words },
    { env, cwd, lockLeft: leftLockTeller(world) },
    ({ warnings, desired, host }) => {
      terminal.tell(renderDiagnostics(warnings, words));
      const { name } = desired.officialAccount;
      terminal.tell(`${sayIn(words, say('reading-accounts', { name, host }))}\n`);
    },
  );
  terminal.out(
    options.json ? renderExportJson(exported, words) : renderExportText(exported, terminal.paint, words),
  );
  return exitCodes.done;
}
