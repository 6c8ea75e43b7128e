import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { renderFailureText } from '../render/failure.ts';
import { say } from '../words/en/outputs.ts';
import { told } from '../words/say.ts';
import { systemHint } from '../words/system-hints.ts';
import type { CommandWorld } from './command.ts';
import { type OutputUse, removeOutput, requireWritable, writeOutput, writeOutputNow } from './output-file.ts';
import { writeLast } from './standard-streams.ts';

/** One `--output FORMAT=FILE`. */
export interface Output<Format extends string = string> {
  readonly format: Format;
  /** `-` is stdout. */
  readonly file: string;
}

/** Whether one of them is on stdout, which is then its alone. */
export function saysOnStdout(outputs: readonly Output[]): boolean {
  return outputs.some(({ file }) => file === '-');
}

/** GitHub gives these files to several steps, so what is there stays. */
const appended = ['github-output', 'github-summary'];

function useOf(format: string): OutputUse {
  return appended.includes(format) ? 'appended' : 'replaced';
}

/**
 * Checks the outputs asked for, before anything is sent: the formats against those a command has, and that each file can be
 * written. Rejects with a `Failure` that names what is wrong.
 */
export async function checkOutputs<Format extends string>(
  outputs: readonly Output[],
  formats: Readonly<Record<Format, unknown>>,
  cwd: string,
): Promise<readonly Output<Format>[]> {
  const known = Object.keys(formats);
  const unknown = outputs.find(({ format }) => !known.includes(format));
  if (unknown) {
    throw new Failure(
      'config',
      'unknown-format',
      told(
        say('unknown-format', { format: visible(unknown.format) }),
        say('formats-are', { formats: known }),
      ),
    );
  }
  for (const { format, file } of outputs) {
    if (file === '-') continue;
    const path = resolve(cwd, file);
    await requireWritable(path, useOf(format)).catch((error) => {
      throw notWritable(path, error, format);
    });
  }
  return outputs as readonly Output<Format>[];
}

/**
 * Writes each output, also those behind one that can't be written; `render` makes the text of a format. Rejects with the
 * `Failure` of the first file that can't.
 */
export async function writeOutputs<Format extends string>(
  outputs: readonly Output<Format>[],
  { terminal, cwd }: CommandWorld,
  render: (format: Format) => string,
): Promise<void> {
  const faults: Failure[] = [];
  for (const { format, file } of outputs) {
    const text = render(format);
    if (file === '-') terminal.out(text);
    else await write(resolve(cwd, file), text, format).catch((fault: Failure) => faults.push(fault));
  }
  const [first] = faults;
  if (first) throw first;
}

/**
 * For files that are written when everything is applied: a fault there is told, but must not hide what became of the objects.
 * Resolves to whether they were written.
 */
export async function writeAfterwards(
  { terminal, words }: CommandWorld,
  write: () => Promise<void>,
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.tell(renderFailureText(error, words));
    return false;
  }
}

/** The same at once, for a process that is about to end; a file that can't be written is passed over. */
export function writeOutputsNow<Format extends string>(
  outputs: readonly Output<Format>[],
  cwd: string,
  render: (format: Format) => string,
): void {
  for (const { format, file } of outputs) {
    try {
      if (file === '-') writeLast(1, render(format));
      else writeOutputNow(resolve(cwd, file), render(format), useOf(format));
    } catch {
      // Nobody is left to be told.
    }
  }
}

/**
 * After a command that failed: each output tells of the failure, and where its format can't, a file of that name is removed,
 * so that nobody takes an earlier result for this one. Faults are passed over: the failure itself is told anyway.
 */
export async function replaceOutputs<Format extends string>(
  outputs: readonly Output<Format>[],
  { terminal, cwd }: CommandWorld,
  render: (format: Format) => string | undefined,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = render(format);
    if (file === '-') {
      if (text !== undefined) terminal.out(text);
      continue;
    }
    const path = resolve(cwd, file);
    const done = text === undefined ? removeOutput(path) : write(path, text, format);
    await done.catch(() => undefined);
  }
}

async function write(path: string, text: string, format: string): Promise<void> {
  try {
    await writeOutput(path, text, useOf(format));
  } catch (error) {
    throw notWritable(path, error, format);
  }
}

const whyNot: Readonly<Record<string, Saying>> = {
  ELOOP: say('output-is-link'),
  'is-a-link': say('output-is-link'),
  ENXIO: say('output-is-device'),
};

function notWritable(path: string, error: unknown, format: string): Failure {
  const { code: systemCode = '' } = error as NodeJS.ErrnoException;
  const why = whyNot[systemCode] ?? systemCode;
  const wayOut =
    systemCode === 'ENXIO'
      ? say('file-or-stdout', { output: `${format}=-` })
      : systemHint(systemCode, say('name-writable'));
  return new Failure(
    'config',
    'output-not-writable',
    told(say('output-not-writable', { path: visible(path), why }), wayOut),
    { cause: error },
  );
}
