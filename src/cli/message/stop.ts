import { exitCodes } from '../exit.ts';
import type { Terminal } from '../terminal.ts';

/** What the signals of a sending run say. */
export interface SendingStop {
  /** Aborted by Ctrl-C or SIGTERM: the message in flight is waited for, no other one is sent. */
  readonly signal: AbortSignal;
  /** 130 or 143 once a signal came. */
  exitCode(): number | undefined;
  /** Gives the signals back. */
  release(): void;
}

export function stopOnInterrupt(terminal: Terminal): SendingStop {
  const controller = new AbortController();
  let code: number | undefined;
  const stop = (exitCode: number) => () => {
    code = exitCode;
    terminal.tell('\nStopping after the message in flight.\n');
    controller.abort();
  };
  const onInterrupt = stop(exitCodes.interrupted);
  const onTerminate = stop(exitCodes.terminated);
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
