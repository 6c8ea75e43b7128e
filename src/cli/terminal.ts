import { styleText } from 'node:util';
import { type Paint, plain } from '../render/paint.ts';

/** Where a command's words go. Results go to `out`, everything else to `tell`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly tell: (text: string) => void;
  readonly paint: Paint;
  /** Whether a person can be asked: both stdin and stdout are terminals. */
  readonly canAsk: boolean;
  /** Whether a person watches stderr. */
  readonly isInteractive: boolean;
  ask(question: string): Promise<string>;
}

/** The terminal of this process. Colour is decided once: --no-color, then NO_COLOR, FORCE_COLOR, then whether stdout is a terminal. */
export function processTerminal(color: boolean): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    tell: (text) => void process.stderr.write(text),
    paint: color && wantsColor() ? colored : plain,
    canAsk: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    isInteractive: Boolean(process.stderr.isTTY),
    ask,
  };
}

/** A reader that went away (`kefu --help | head`) must neither end an apply in the middle nor show a stack trace. */
export function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await reader.question(question);
  } finally {
    reader.close();
  }
}

function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return Boolean(process.stdout.isTTY);
}

type Style = Parameters<typeof styleText>[0];
const style = (format: Style) => (text: string) => styleText(format, text, { validateStream: false });

const colored: Paint = {
  create: style('green'),
  update: style('yellow'),
  delete: style('red'),
  warn: style('yellow'),
  bold: style('bold'),
  dim: style('dim'),
};
