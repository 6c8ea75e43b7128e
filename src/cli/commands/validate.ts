import { type CheckedConfig, checkConfig } from '../../config/config.ts';
import { createSharedReader } from '../../config/shared-files.ts';
import { diagnosticDocument } from '../../documents/diagnostic.ts';
import { findConfigs, namesFleet } from '../../fleet/find-configs.ts';
import { isSharedPiece } from '../../fleet/shared-piece.ts';
import { unnamedLink } from '../../fleet/unnamed-link.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { Failure } from '../../model/failure.ts';
import { jsonText } from '../../model/json-text.ts';
import { version } from '../../model/version.ts';
import { renderDiagnostics } from '../../render/diagnostic.ts';
import { inTerminal } from '../../render/escape.ts';
import { findingsOf } from '../../render/findings.ts';
import type { DiagnosticFormat } from '../../render/formats.ts';
import { inWords, type LanguageWords } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes, exitOfFailure } from '../exit.ts';
import { checkOutputs, type Output, replaceOutputs, saysOnStdout, writeOutputs } from '../outputs.ts';
import type { OnlineCheck } from '../validate-online.ts';

export interface ValidateOptions {
  readonly configs: readonly string[];
  readonly json: boolean;
  /** Also ask WeChat, read-only. */
  readonly online: boolean;
  readonly output: readonly Output[];
}

/** What was found in the configs named. */
interface Findings {
  /** In the words of the person who asked. */
  readonly diagnostics: readonly Diagnostic[];
  /** A line for each config that is valid, and fits. */
  readonly lines: readonly string[];
  readonly exit: number;
}

/** Checks every config named: without secrets and without network, or with `online` against WeChat as well. */
export async function run(options: ValidateOptions, world: CommandWorld): Promise<number> {
  if (options.output.length === 0) return told(await findings(options, world), options, world);
  const { diagnosticFormats } = await import('../../render/formats.ts');
  const outputs = await checkOutputs(options.output, diagnosticFormats, world.cwd);
  const textOf = (found: readonly Diagnostic[]) => (format: DiagnosticFormat) =>
    diagnosticFormats[format](found, version, world.words);
  const found = await findings(options, world).catch(async (error: unknown) => {
    if (error instanceof Failure) {
      const files = options.json ? outputs.filter(({ file }) => file !== '-') : outputs;
      await replaceOutputs(files, world, textOf(inWords(world.words, findingsOf(error))));
    }
    throw error;
  });
  await writeOutputs(outputs, world, textOf(found.diagnostics));
  return told(found, options, world);
}

function told(
  { diagnostics, lines, exit }: Findings,
  { json, output }: ValidateOptions,
  { terminal, words }: CommandWorld,
): number {
  if (json)
    terminal.out(
      jsonText({ valid: exit === exitCodes.done, diagnostics: diagnostics.map(diagnosticDocument) }),
    );
  else {
    terminal.tell(renderDiagnostics(diagnostics, words));
    if (!saysOnStdout(output)) terminal.out(lines.join(''));
  }
  return exit;
}

async function findings({ configs, online }: ValidateOptions, world: CommandWorld): Promise<Findings> {
  const { env, cwd, words } = world;
  const diagnostics: Diagnostic[] = [];
  const lines: string[] = [];
  const exits = new Set<number>();
  const readShared = createSharedReader();
  const named = new Set(configs);
  for (const file of await configsIn(configs, cwd)) {
    const link = await unnamedLink(file, named, cwd);
    const checked = link
      ? { ok: false as const, diagnostics: [link] }
      : await checkConfig(file, { env, cwd, readShared });
    if (!checked.ok && !named.has(file) && isSharedPiece(file, cwd)) continue;
    diagnostics.push(...(checked.ok ? checked.warnings : checked.diagnostics));
    if (!checked.ok) exits.add(exitCodes.usage);
    else {
      const asked: Asked = online ? await askWechat(file, world) : { diagnostics: [], exit: exitCodes.done };
      diagnostics.push(...asked.diagnostics);
      exits.add(asked.exit);
      if (asked.exit === exitCodes.done) lines.push(validLine(checked.value, asked.live, words));
    }
  }
  // What is wrong with a config comes before what hindered the question to WeChat.
  const exit = exits.has(exitCodes.usage) ? exitCodes.usage : Math.max(exitCodes.done, ...exits);
  return { diagnostics: inWords(words, diagnostics), lines, exit };
}

/** A single file is read as it is named, so that one that is missing is told in the words of configs. */
async function configsIn(names: readonly string[], cwd: string): Promise<readonly string[]> {
  return namesFleet(names, cwd) ? findConfigs(names, cwd) : names;
}

type Asked = OnlineCheck & { readonly exit: number };

/** Where WeChat refuses or can't be reached, that is found wrong at this config, and the others are asked for all the same. */
async function askWechat(file: string, world: CommandWorld): Promise<Asked> {
  const { checkOnline } = await import('../validate-online.ts');
  try {
    const check = await checkOnline(file, world);
    const isFaulty = check.diagnostics.some(({ severity }) => severity === 'error');
    return { ...check, exit: isFaulty ? exitCodes.usage : exitCodes.done };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const at = { range: { file, line: 1, column: 1, length: 1, text: '' } };
    return {
      diagnostics: findingsOf(error).map((finding) => ({ ...at, ...finding })),
      exit: exitOfFailure(error),
    };
  }
}

function validLine(
  { file, accounts, templates }: CheckedConfig,
  live: number | undefined,
  words: LanguageWords,
): string {
  const counts = { accounts, templates };
  const shown = inTerminal(file);
  return `${live === undefined ? words.valid(shown, counts) : words.validOnline(shown, counts, live)}\n`;
}
