import { lexiconIn } from '../render/lexicon.ts';
import { say } from '../words/en/running.ts';
import { type LanguageWords, sayIn } from '../words/language-words.ts';
import type { CommandWorld } from './command.ts';
import { exitCodes } from './exit.ts';
import { type ProgressTeller, stepName } from './progress.ts';
import { writeLast } from './standard-streams.ts';

/** What the signals of this run say. */
export interface StopSwitch {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 130 or 143 once a signal came. */
  exitCode(): number | undefined;
  /** Gives the signals back. */
  release(): void;
}

/** To whom it is told, and in which language. */
type Spoken = Pick<CommandWorld, 'terminal' | 'words'>;

/** What is done when a run is left at once; must not wait for anything. */
export type Leaving = () => void;

/**
 * The first Ctrl-C, SIGTERM or SIGHUP lets what is in flight finish and be verified; the second leaves at once, with
 * what is known so far. A run that is left at once keeps its intents in the state file, and the next apply settles them.
 */
export function stopOnSignals(
  { terminal, words }: Spoken,
  watched: ProgressTeller,
  leaving: Leaving = () => {},
): StopSwitch {
  return watchSignals('on', (exitCode, stopped) => {
    if (stopped) {
      // Written at once: a stream would be cut off by the exit.
      writeLast(2, reportSoFar(watched, words));
      leaving();
      process.exit(exitCode);
    }
    terminal.tell(`\n${sayIn(words, say('stopping-run'))}\n`);
  });
}

/** The same for many official accounts; the next apply settles what a run that was left at once leaves open. */
export function stopFleetOnSignals({ terminal, words }: Spoken, leaving: Leaving): StopSwitch {
  return watchSignals('on', (exitCode, stopped) => {
    if (stopped) {
      writeLast(2, `\n${sayIn(words, say('fleet-left'))}\n`);
      leaving();
      process.exit(exitCode);
    }
    terminal.tell(`\n${sayIn(words, say('stopping-fleet'))}\n`);
  });
}

/**
 * Aborts with the first SIGINT, SIGTERM or SIGHUP, after `tell` heard of it with its exit code and whether one came before.
 * `once` leaves a second signal to the system, which ends the process. A SIGHUP is never a second one: a terminal that closes
 * may send several.
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
  const onHangUp = () => {
    if (!controller.signal.aborted) onTerminate();
  };
  process[listen]('SIGINT', onInterrupt);
  process[listen]('SIGTERM', onTerminate);
  process.on('SIGHUP', onHangUp);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      process.off('SIGHUP', onHangUp);
    },
  };
}

/** What an apply that is left in the middle knows. Nothing of it was verified by a final reading. */
function reportSoFar(watched: ProgressTeller, words: LanguageWords): string {
  const { ended, inFlight, total } = watched.soFar();
  const { status } = lexiconIn(words, []).words.terminal;
  const rest = total - ended.length - inFlight.length;
  const lines = [
    ...ended.map((step) =>
      say('step-known-so-far', { step: stepName(step, words), status: status[step.status] }),
    ),
    ...inFlight.map((step) => say('step-in-flight', { step: stepName(step, words) })),
    ...(rest > 0 ? [say('steps-not-attempted', { count: rest })] : []),
  ].map((saying) => `  ${sayIn(words, saying)}`);
  return ['', sayIn(words, say('left-so-far')), ...lines, sayIn(words, say('not-read-back')), ''].join('\n');
}
