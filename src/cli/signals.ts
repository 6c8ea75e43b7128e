import { exitCodes } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** What the signals of this run say. */
export interface StopSwitch {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 130 or 143 once a signal came. */
  exitCode(): number | undefined;
  /** Gives the signals back. */
  release(): void;
}

/**
 * The first Ctrl-C or SIGTERM lets what is in flight finish and be verified; the second leaves at once. A run that is
 * left at once keeps its intents in the state file, and the next apply settles them.
 */
export function stopOnSignals(terminal: Terminal): StopSwitch {
  const controller = new AbortController();
  let code: number | undefined;
  const stop = (exitCode: number) => () => {
    if (controller.signal.aborted) process.exit(exitCode);
    code = exitCode;
    terminal.tell(
      '\nStopping: no new write is started; what is in flight is finished and read back. Again to leave at once.\n',
    );
    controller.abort();
  };
  const onInterrupt = stop(exitCodes.interrupted);
  const onTerminate = stop(exitCodes.terminated);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
