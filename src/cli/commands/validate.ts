import { type CheckedConfig, checkConfig } from '../../config/config.ts';
import { createSharedReader } from '../../config/shared-files.ts';
import { diagnosticDocument } from '../../documents/diagnostic.ts';
import { findConfigs, namesFleet } from '../../fleet/find-configs.ts';
import { isSharedPiece } from '../../fleet/shared-piece.ts';
import { unnamedLink } from '../../fleet/unnamed-link.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { version } from '../../model/version.ts';
import { renderDiagnostics } from '../../render/diagnostic.ts';
import { inWords, type LanguageWords } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { checkOutputs, type Output, writeOutputs } from '../outputs.ts';
import type { OnlineCheck } from '../validate-online.ts';

export interface ValidateOptions {
  readonly configs: readonly string[];
  readonly json: boolean;
  /** Also ask WeChat, read-only. */
  readonly online: boolean;
  readonly output: readonly Output[];
}

/** Checks every config named: without secrets and without network, or with `online` against WeChat as well. */
export async function run(options: ValidateOptions, world: CommandWorld): Promise<number> {
  const { terminal, env, cwd, words } = world;
  const found: Diagnostic[] = [];
  const lines: string[] = [];
  let valid = true;
  const readShared = createSharedReader();
  const named = new Set(options.configs);
  for (const file of await configsIn(options.configs, cwd)) {
    const link = await unnamedLink(file, named, cwd);
    const checked = link
      ? { ok: false as const, diagnostics: [link] }
      : await checkConfig(file, { env, cwd, readShared });
    if (!checked.ok && !named.has(file) && isSharedPiece(file, cwd)) continue;
    valid &&= checked.ok;
    found.push(...(checked.ok ? checked.warnings : checked.diagnostics));
    if (!checked.ok) continue;
    const asked = options.online ? await askWechat(file, world) : undefined;
    found.push(...(asked?.diagnostics ?? []));
    const fits = !asked?.diagnostics.some(({ severity }) => severity === 'error');
    valid &&= fits;
    if (fits) lines.push(validLine(checked.value, asked?.live, words));
  }
  const diagnostics = inWords(words, found);
  if (options.output.length > 0) {
    const { diagnosticFormats } = await import('../../render/formats.ts');
    const outputs = await checkOutputs(options.output, diagnosticFormats, world.cwd);
    await writeOutputs(outputs, world, (format) => diagnosticFormats[format](diagnostics, version, words));
  }
  if (options.json) {
    const document = {
      valid,
      diagnostics: diagnostics.map(diagnosticDocument),
    };
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    terminal.tell(renderDiagnostics(diagnostics, words));
    terminal.out(lines.join(''));
  }
  return valid ? exitCodes.done : exitCodes.usage;
}

/** A single file is read as it is named, so that one that is missing is told in the words of configs. */
async function configsIn(names: readonly string[], cwd: string): Promise<readonly string[]> {
  return namesFleet(names, cwd) ? findConfigs(names, cwd) : names;
}

async function askWechat(file: string, world: CommandWorld): Promise<OnlineCheck> {
  const { checkOnline } = await import('../validate-online.ts');
  return checkOnline(file, world);
}

function validLine(
  { file, accounts, templates }: CheckedConfig,
  live: number | undefined,
  words: LanguageWords,
): string {
  const counts = { accounts, templates };
  return `${live === undefined ? words.valid(file, counts) : words.validOnline(file, counts, live)}\n`;
}
