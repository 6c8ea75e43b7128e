import type { Clock, Progress, ProgressEvent } from '../model/ports.ts';
import { inTerminal } from '../render/escape.ts';
import { messageWordsIn } from '../render/message-words.ts';
import { changeNames } from '../render/report-text.ts';
import type { Terminal } from './terminal.ts';

type Ended = Extract<ProgressEvent, { kind: 'change-ended' }>;
type MediaStep = Extract<ProgressEvent, { kind: 'media-started' | 'media-ended' }>;
type Started = Extract<ProgressEvent, { kind: 'change-started' }>;

/** Tells on stderr what an apply is doing, and remembers it for a run that is left at once. */
export interface ProgressTeller {
  readonly progress: Progress;
  /** The changes that ended so far, and the one in flight. */
  soFar(): {
    readonly ended: readonly Ended[];
    readonly inFlight: Started | undefined;
    readonly total: number;
  };
  /** Ends the heartbeat. */
  close(): void;
}

const heartbeatMs = 10_000;

/** A line for each step with counts and the time left; without a terminal also a line every ten seconds. */
export function tellProgress({ tell, isInteractive }: Terminal, clock: Clock): ProgressTeller {
  const ended: Ended[] = [];
  const begun = clock.now();
  let inFlight: Started | undefined;
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
          return say(`${mediaPlace(event)}…`);
        case 'media-ended':
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

function place({ index, total, account, change }: Started | Ended): string {
  return `[${index}/${total}] ${inTerminal(account)}: ${changeNames[change]}`;
}

function mediaPlace({ index, total, media, change }: MediaStep): string {
  return `[media ${index}/${total}] ${inTerminal(media)}: ${messageWordsIn.en.kind[change]}`;
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
