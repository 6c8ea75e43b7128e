import { writeSync } from 'node:fs';
import { exitCodes } from './exit.ts';
import { type ProgressTeller, stepName } from './progress.ts';
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

/** What is done when a run is left at once; must not wait for anything. */
export type Leaving = () => void;

/**
 * The first Ctrl-C or SIGTERM lets what is in flight finish and be verified; the second leaves at once, with
 * what is known so far. A run that is left at once keeps its intents in the state file, and the next apply settles them.
 */
export function stopOnSignals(
  terminal: Terminal,
  watched: ProgressTeller,
  leaving: Leaving = () => {},
): StopSwitch {
  return watchSignals('on', (exitCode, stopped) => {
    if (stopped) {
      // Written at once: a stream would be cut off by the exit.
      writeSync(2, reportSoFar(watched));
      leaving();
      process.exit(exitCode);
    }
    terminal.tell(
      '\nStopping: no new write is started; what is in flight is finished and read back. Again to leave at once.\n',
    );
  });
}

/** The same for many official accounts; the next apply settles what a run that was left at once leaves open. */
export function stopFleetOnSignals({ tell }: Terminal, leaving: Leaving): StopSwitch {
  return watchSignals('on', (exitCode, stopped) => {
    if (stopped) {
      writeSync(2, '\nLeft at once. The next apply settles what is unknown.\n');
      leaving();
      process.exit(exitCode);
    }
    tell(
      '\nStopping: no new official account and no new write is begun; what is in flight is finished and read back. Again to leave at once.\n',
    );
  });
}

/**
 * Aborts with the first SIGINT or SIGTERM, after `tell` heard of it with its exit code and whether one came before.
 * `once` leaves a second signal to the system, which ends the process.
 */
export function watchSignals(
  listen: 'on' | 'once',
  tell: (exitCode: number, stopped: boolean) => void,
): StopSwitch {
  const controller = new AbortController();
  let code: number | undefined;
  const stop = (exitCode: number) => () => {
    tell(exitCode, controller.signal.aborted);
    code = exitCode;
    controller.abort();
  };
  const onInterrupt = stop(exitCodes.interrupted);
  const onTerminate = stop(exitCodes.terminated);
  process[listen]('SIGINT', onInterrupt);
  process[listen]('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}

/** What an apply that is left in the middle knows. Nothing of it was verified by a final reading. */
function reportSoFar(watched: ProgressTeller): string {
  const { ended, inFlight, total } = watched.soFar();
  const lines = ended.map((step) => `  ${stepName(step)} ${step.status}`);
  lines.push(...inFlight.map((step) => `  ${stepName(step)} unknown (in flight)`));
  const rest = total - ended.length - inFlight.length;
  if (rest > 0) lines.push(`  ${rest} not attempted`);
  const next = 'Nothing was read back. The next apply settles what is unknown.';
  return ['\nLeft at once. So far:', ...lines, next, ''].join('\n');
}
