import { kinds } from '../kinds/kinds.ts';
import type { Progress, ProgressStep, SteadyClock } from '../model/ports.ts';
import type { Saying } from '../model/saying.ts';
import { inTerminal } from '../render/escape.ts';
import { lexiconIn } from '../render/lexicon.ts';
import { say } from '../words/en/progress.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords, sayIn } from '../words/language-words.ts';
import { rememberSteps, type StepsSoFar } from './steps-so-far.ts';
import type { Terminal } from './terminal.ts';

/** Tells on stderr what an apply is doing, and remembers it for a run that is left at once. */
export interface ProgressTeller {
  readonly progress: Progress;
  /** The steps that ended so far, and those in flight. */
  soFar: StepsSoFar['soFar'];
  /** Ends the heartbeat. */
  close(): void;
}

const heartbeatMs = 10_000;

/** A line for each step with counts and the time left; without a terminal also a line every ten seconds. */
export function tellProgress(
  { tell, isInteractive }: Terminal,
  clock: SteadyClock,
  words: LanguageWords = english,
): ProgressTeller {
  const { progress: remember, soFar } = rememberSteps();
  const begun = clock.uptime();
  /** What is done beside steps, such as a wait. */
  let other: Saying | undefined = say('run-starting');
  const speak = (saying: Saying, isOther = false) => {
    other = isOther ? saying : undefined;
    tell(`${sayIn(words, saying)}\n`);
  };
  const place = (step: ProgressStep) => `[${step.index}/${step.total}] ${stepName(step, words)}`;
  const doing = () => other ?? soFar().inFlight.map(place)[0] ?? say('between-steps');
  const beat = () => {
    const saying = say('still-at-it', { seconds: secondsSince(begun, clock), doing: doing() });
    tell(`${sayIn(words, saying)}\n`);
  };
  const { status } = lexiconIn(words, []).words.terminal;
  const heartbeat = isInteractive ? undefined : setInterval(beat, heartbeatMs).unref();
  return {
    progress: (event) => {
      remember(event);
      switch (event.kind) {
        case 'started':
        case 'step-repeated':
          return;
        case 'step-started': {
          const { ended, total } = soFar();
          const seconds = secondsLeft(ended.length, total, begun, clock);
          const step = place(event);
          return speak(seconds < 5 ? say('step-begun', { step }) : say('step-begun-left', { step, seconds }));
        }
        case 'step-ended':
          other = undefined;
          if (event.status === 'done') return;
          return speak(say('step-ended', { step: place(event), status: status[event.status] }));
        case 'waiting': {
          const { seconds, reason } = inWords(words, event);
          return speak(say('run-waiting', { seconds, reason: inTerminal(reason) }), true);
        }
        case 'reading-back':
          return speak(say('reading-back'), true);
      }
    },
    soFar,
    close: () => clearInterval(heartbeat),
  };
}

/** The subject and what is done to it, for any step. */
export function stepName(
  { object, step }: Pick<ProgressStep, 'object' | 'step'>,
  words: LanguageWords = english,
): string {
  const lexicon = lexiconIn(words, kinds);
  return lexicon.words.titled(inTerminal(object.label), lexicon.step(object.kind, step));
}

/** 0 while too little is done to tell. */
function secondsLeft(done: number, total: number, begun: number, clock: SteadyClock): number {
  if (done < 3) return 0;
  return Math.round(((clock.uptime() - begun) / done / 1000) * (total - done));
}

function secondsSince(begun: number, clock: SteadyClock): number {
  return Math.round((clock.uptime() - begun) / 1000);
}
