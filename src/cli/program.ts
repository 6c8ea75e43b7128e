import { CommanderError } from 'commander';
import { Failure } from '../model/failure.ts';
import type { Language } from '../model/language.ts';
import { renderFailureJson, renderFailureText } from '../render/failure.ts';
import { asFailure } from '../words/failures.ts';
import type { LanguageWords } from '../words/language-words.ts';
import { told } from '../words/say.ts';
import { wordsOf } from '../words/words-of.ts';
import type { Voice } from './apply-teller.ts';
import { buildProgram } from './build-program.ts';
import type { CommandWorld } from './command.ts';
import { type Declared, HelpAsked } from './declared.ts';
import { exitCodes, exitOfFailure, exitOfLost } from './exit.ts';
import { languageOf } from './language.ts';
import { faultOfStdout, writeAtOnceWhile, writeLast, writeTo } from './standard-streams.ts';
import { processTerminal, tell } from './terminal.ts';
import { UsageFault } from './usage-fault.ts';
import { workingFolder } from './working-folder.ts';

/**
 * Runs kefu with the arguments behind the program's name and resolves to the exit code. Never rejects: what a person can
 * mend is told on stderr (as JSON with `--json`, and in lines of JSON, too, with `--json-lines`), without a stack trace. `mayWait` says whether nothing goes on, such as a call,
 * that a slow reader of the output must not keep waiting.
 */
export async function runProgram(args: readonly string[], mayWait = () => false): Promise<number> {
  writeAtOnceWhile(mayWait);
  let exitCode: number = exitCodes.done;
  const program = buildProgram(args, async (load, options) => {
    const words = await wordsOf(languageIn(program));
    const command = await load();
    exitCode = await command.run(options, worldOf(program, words, stateIn(options)));
  });
  const voice = args.includes('--json') ? 'json' : args.includes('--json-lines') ? 'json-lines' : 'text';
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    exitCode = await tellEnd(error, voice, languageForFault(program));
  }
  const fault = await faultOfStdout();
  return fault === undefined ? exitCode : tellLost(fault, exitCode, languageForFault(program));
}

/** All is done as the exit code says, but who asked can't have read all of it: that is no success. */
async function tellLost(fault: string, exitCode: number, lang: Language): Promise<number> {
  tell(renderFailureText(await outputLost(fault), await wordsOf(lang)));
  return exitOfLost(exitCode);
}

async function outputLost(code: string): Promise<Failure> {
  const { say } = await import('../words/en/outputs.ts');
  return new Failure('unreachable', 'stdout-lost', told(say('stdout-lost', { code }), say('stdout-room')));
}

/** `--state` stands for KEFU_STATE in this run. */
function stateIn(options: unknown): string | undefined {
  const { state } = options as { readonly state?: unknown };
  return typeof state === 'string' ? state : undefined;
}

function languageIn(program: Declared): Language {
  return languageOf(program.opts<{ lang?: Language }>().lang, process.env);
}

/** English where the fault is the language itself. */
function languageForFault(program: Declared): Language {
  try {
    return languageIn(program);
  } catch {
    return 'en';
  }
}

function worldOf(program: Declared, words: LanguageWords, state: string | undefined): CommandWorld {
  const terminal = processTerminal(program.opts<{ color: boolean }>().color);
  const env = state === undefined ? process.env : { ...process.env, KEFU_STATE: state };
  requireValues(env);
  return { terminal, env, cwd: workingFolder(), words };
}

/** Where calls go and what is remembered: what CI makes of a secret it lacks must not mean "the usual place". */
function requireValues(env: CommandWorld['env']): void {
  const name = ['KEFU_ENDPOINT', 'KEFU_BACKEND', 'KEFU_STATE'].find(
    (variable) => env[variable]?.trim() === '',
  );
  if (name !== undefined) throw new UsageFault({ code: 'empty-variable', name });
}

/** Tells why the command line was not followed to its end; resolves to the exit code. */
async function tellEnd(end: unknown, voice: Voice, lang: Language): Promise<number> {
  if (end instanceof HelpAsked) return (await import('./help/tell-help.ts')).tellHelp(end, lang);
  // The version was printed.
  if (end instanceof CommanderError && end.exitCode === 0) return exitCodes.done;
  const error = end instanceof UsageFault ? (await import('./usage.ts')).usageFailure(end) : end;
  const failure = asFailure(error);
  const words = await wordsOf(lang);
  if (voice === 'json') writeTo(1, renderFailureJson(failure, words));
  else tell(renderFailureText(failure, words));
  if (voice === 'json-lines')
    writeTo(1, (await import('../render/failure-lines.ts')).renderFailureLines(failure, Date.now(), words));
  return error instanceof Failure ? exitOfFailure(failure) : exitCodes.internal;
}

/**
 * Ends the process after an error that nobody caught. Node would print the error with all it holds: the socket it came
 * from, and with that the request and its token.
 */
export function leaveAfterFault(error: unknown): void {
  writeLast(2, renderFailureText(asFailure(error)));
  process.exit(exitCodes.internal);
}
