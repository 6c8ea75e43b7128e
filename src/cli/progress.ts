import type { Clock, Progress, ProgressEvent } from '../model/ports.ts';
import { inTerminal } from '../render/escape.ts';
import { messageWordsIn } from '../render/message-words.ts';
import { english } from '../render/words-en.ts';
import type { Terminal } from './terminal.ts';

type Ended = Extract<ProgressEvent, { kind: 'change-ended' }>;
type MediaStarted = Extract<ProgressEvent, { kind: 'media-started' }>;
type MediaEnded = Extract<ProgressEvent, { kind: 'media-ended' }>;
type Started = Extract<ProgressEvent, { kind: 'change-started' }>;

/** Tells on stderr what an apply is doing, and remembers it for a run that is left at once. */
export interface ProgressTeller {
  readonly progress: Progress;
  /** The changes that ended so far, and the one in flight. */
  soFar(): {
    readonly ended: readonly (Ended | MediaEnded)[];
    readonly inFlight: Started | MediaStarted | undefined;
    readonly total: number;
  };
  /** Ends the heartbeat. */
  close(): void;
}

const heartbeatMs = 10_000;

/** A line for each step with counts and the time left; without a terminal also a line every ten seconds. */
export function tellProgress({ tell, isInteractive }: Terminal, clock: Clock): ProgressTeller {
  const ended: (Ended | MediaEnded)[] = [];
  const begun = clock.now();
  let inFlight: Started | MediaStarted | undefined;
  let total = 0;
  let doing = 'starting';
  const say = (line: string) => {
    doing = line;
    tell(`${line}\n`);
  };
  const beat = () => tell(`Still at it after ${secondsSince(begun, clock)} s: ${doing}\n`);
  const heartbeat = isInteractive ? undefined : setInterval(beat, heartbeatMs).unref();
  return {
    progress: (event) => {
      switch (event.kind) {
        case 'started':
          total = event.total;
          return;
        case 'change-started':
          inFlight = event;
          return say(`${place(event)}…${timeLeft(event, begun, clock)}`);
        case 'change-ended':
          inFlight = undefined;
          ended.push(event);
          return event.status === 'done' ? undefined : say(`${place(event)}: ${event.status}`);
        case 'media-started':
          inFlight = event;
          return say(`${mediaPlace(event)}…`);
        case 'media-ended':
          inFlight = undefined;
          ended.push(event);
          return event.status === 'done' ? undefined : say(`${mediaPlace(event)}: ${event.status}`);
        case 'waiting':
          return say(`Waiting ${event.seconds} s: ${inTerminal(event.reason)}`);
        case 'reading-back':
          return say('Reading everything back…');
      }
    },
    soFar: () => ({ ended, inFlight, total }),
    close: () => clearInterval(heartbeat),
  };
}

/** The subject and what is done to it, for any step. */
export function stepName(step: Started | Ended | MediaStarted | MediaEnded): string {
  return 'media' in step
    ? `${inTerminal(step.media)}: ${messageWordsIn.en.kind[step.change]}`
    : `${inTerminal(step.account)}: ${english.kind[step.change]}`;
}

function place(step: Started | Ended): string {
  return `[${step.index}/${step.total}] ${stepName(step)}`;
}

function mediaPlace(step: MediaStarted | MediaEnded): string {
  return `[media ${step.index}/${step.total}] ${stepName(step)}`;
}

function timeLeft({ index, total }: Started, begun: number, clock: Clock): string {
  const done = index - 1;
  if (done < 3) return '';
  const seconds = Math.round(((clock.now() - begun) / done / 1000) * (total - done));
  return seconds < 5 ? '' : ` (about ${seconds} s left)`;
}

function secondsSince(begun: number, clock: Clock): number {
  return Math.round((clock.now() - begun) / 1000);
}
