import { writeSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { Failure } from '../model/failure.ts';
import type { Language } from '../model/language.ts';
import { version } from '../model/version.ts';
import { renderFailureJson, renderFailureText } from '../render/failure.ts';
import { english } from '../words/en/words.ts';
import { asFailure } from '../words/failures.ts';
import type { LanguageWords } from '../words/language-words.ts';
import { wordsOf } from '../words/words-of.ts';
import type { CommandWorld, Run } from './command.ts';
import { addApply, addPlan, addReport, addShow, addValidate } from './declare-flow.ts';
import { addMessage, addTyping } from './declare-messages.ts';
import {
  addCompletion,
  addDoctor,
  addEmulator,
  addExplain,
  addExport,
  addHistory,
  addInit,
  addSchema,
  addState,
  addUnlock,
} from './declare-tools.ts';
import { exitCodes, exitOfFailure } from './exit.ts';
import { exitCodeHelp } from './help.ts';
import { langOption, languageOf } from './language.ts';
import { processTerminal, surviveClosedPipe, tell } from './terminal.ts';

/**
 * Runs kefu with the arguments behind the program's name and resolves to the exit code. Never rejects: what a person can
 * mend is told on stderr (or as JSON with `--json`), without a stack trace.
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  surviveClosedPipe(process.stdout);
  let exitCode: number = exitCodes.done;
  const program = buildProgram(args, async (load, options) => {
    const words = await wordsOf(languageIn(program));
    const command = await load();
    exitCode = await command.run(options, worldOf(program, words, stateIn(options)));
  });
  const json = args.includes('--json');
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return tellFault(error, json, await wordsForFault(program));
  }
}

/** `--state` stands for KEFU_STATE in this run. */
function stateIn(options: unknown): string | undefined {
  const { state } = options as { readonly state?: unknown };
  return typeof state === 'string' ? state : undefined;
}

function languageIn(program: Command): Language {
  return languageOf(program.opts<{ lang?: Language }>().lang, process.env);
}

/** English where the fault is the language itself. */
async function wordsForFault(program: Command): Promise<LanguageWords> {
  try {
    return await wordsOf(languageIn(program));
  } catch {
    return english;
  }
}

function worldOf(program: Command, words: LanguageWords, state: string | undefined): CommandWorld {
  const terminal = processTerminal(program.opts<{ color: boolean }>().color);
  const env = state === undefined ? process.env : { ...process.env, KEFU_STATE: state };
  return { terminal, env, cwd: process.cwd(), words };
}

function tellFault(error: unknown, json: boolean, words: LanguageWords): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const failure = asFailure(error);
  if (json) process.stdout.write(renderFailureJson(failure, words));
  else tell(renderFailureText(failure, words));
  return error instanceof Failure ? exitOfFailure(failure) : exitCodes.internal;
}

/**
 * Ends the process after an error that nobody caught. Node would print the error with all it holds: the socket it came
 * from, and with that the request and its token.
 */
export function leaveAfterFault(error: unknown): void {
  writeSync(2, renderFailureText(asFailure(error)));
  process.exit(exitCodes.internal);
}

/** Every command by its name, in the order of `kefu --help`. */
const declarations = new Map([
  ['init', addInit],
  ['validate', addValidate],
  ['plan', addPlan],
  ['apply', addApply],
  ['show', addShow],
  ['report', addReport],
  ['export', addExport],
  ['unlock', addUnlock],
  ['history', addHistory],
  ['message', addMessage],
  ['typing', addTyping],
  ['emulator', addEmulator],
  ['state', addState],
  ['schema', addSchema],
  ['explain', addExplain],
  ['doctor', addDoctor],
  ['completion', addCompletion],
]);

/** Declaring all commands takes a tenth of a start, so only the one asked for is; help and completion need them all. */
function declarationsFor(args: readonly string[]) {
  const name = args.find((arg) => !arg.startsWith('-')) ?? '';
  const asked = name === 'completion' ? undefined : declarations.get(name);
  return asked ? [asked] : [...declarations.values()];
}

function buildProgram(args: readonly string[], run: Run): Command {
  const program = new Command('kefu')
    .description('Customer-service (客服) accounts of WeChat Official Accounts as code.')
    .version(version, '-V, --version')
    .option('--no-color', 'never colour the output (NO_COLOR does the same)')
    .addOption(langOption())
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(kefu --help shows what there is)')
    .exitOverride()
    .configureOutput({ writeErr: tell })
    .addHelpText('after', exitCodeHelp);
  for (const declare of declarationsFor(args)) declare(program, run);
  return program;
}
