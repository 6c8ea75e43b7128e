import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Language } from '../model/language.ts';
import { visible } from '../model/visible.ts';
import type { CommandWorld } from './command.ts';

/** One `--output FORMAT=FILE`. */
export interface Output<Format extends string = string> {
  readonly format: Format;
  /** `-` is stdout. */
  readonly file: string;
}

/** GitHub gives these files to several steps, so what is there stays. */
const appended = ['github-output', 'github-summary'];

/** Checks the formats asked for against those a command has. Throws a `Failure` that names them. */
export function checkOutputs<Format extends string>(
  outputs: readonly Output[],
  formats: Readonly<Record<Format, unknown>>,
): readonly Output<Format>[] {
  const known = Object.keys(formats);
  const unknown = outputs.find(({ format }) => !known.includes(format));
  if (unknown) {
    throw new Failure(
      'config',
      'unknown-format',
      `There is no output format "${visible(unknown.format)}" here.`,
      {
        hint: `Formats: ${known.join(', ')}.`,
      },
    );
  }
  return outputs as readonly Output<Format>[];
}

/** Writes each output; `render` makes the text of a format. Rejects with a `Failure` when a file can't be written. */
export async function writeOutputs<Format extends string>(
  outputs: readonly Output<Format>[],
  { terminal, cwd }: CommandWorld,
  render: (format: Format) => string,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = render(format);
    if (file === '-') terminal.out(text);
    else await write(resolve(cwd, file), text, appended.includes(format));
  }
}

async function write(path: string, text: string, append: boolean): Promise<void> {
  try {
    await (append ? appendFile : writeFile)(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      'config',
      'output-not-writable',
      `The output ${visible(path)} can't be written (${code}).`,
      {
        cause: error,
      },
    );
  }
}

/** The language of pages for people: `--lang`, else the locale of the environment. */
export function languageOf(lang: Language | undefined, env: CommandWorld['env']): Language {
  if (lang) return lang;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
