import { styleText } from 'node:util';
import { type Paint, plain } from '../render/paint.ts';
import { isTerminal, writeTo } from './standard-streams.ts';

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
    out: (text) => writeTo(1, text),
    tell,
    paint: color && wantsColor() ? colored : plain,
    // Looked at only when they are needed: making a stream of stdin or stderr takes its time.
    get canAsk() {
      return Boolean(process.stdin.isTTY) && isTerminal(1);
    },
    get isInteractive() {
      return isTerminal(2);
    },
    ask,
  };
}

/** Writes to stderr. */
export function tell(text: string): void {
  writeTo(2, text);
}

/** Ctrl-C and Ctrl-D are no answer: the question resolves to an empty text, and Ctrl-C stops the run as everywhere. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await new Promise((answered, failed) => {
      reader.once('SIGINT', () => process.emit('SIGINT'));
      reader.once('SIGINT', () => answered(''));
      reader.once('close', () => answered(''));
      reader.question(question).then(answered, failed);
    });
  } finally {
    reader.close();
  }
}

function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return isTerminal(1);
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
