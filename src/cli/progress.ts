import { kinds } from '../kinds/kinds.ts';
import type { Clock, Progress, ProgressEvent, ProgressStep } from '../model/ports.ts';
import { inTerminal } from '../render/escape.ts';
import type { Terminal } from './terminal.ts';

type Ended = Extract<ProgressEvent, { kind: 'step-ended' }>;

/** Tells on stderr what an apply is doing, and remembers it for a run that is left at once. */
export interface ProgressTeller {
  readonly progress: Progress;
  /** The steps that ended so far, and those in flight. */
  soFar(): {
    readonly ended: readonly Ended[];
    readonly inFlight: readonly ProgressStep[];
    readonly total: number;
  };
  /** Ends the heartbeat. */
  close(): void;
}

const heartbeatMs = 10_000;

/** A line for each step with counts and the time left; without a terminal also a line every ten seconds. */
export function tellProgress({ tell, isInteractive }: Terminal, clock: Clock): ProgressTeller {
  const ended: Ended[] = [];
  const inFlight = new Map<number, ProgressStep>();
  const begun = clock.now();
  let total = 0;
  /** What is done beside steps, such as a wait. */
  let other: string | undefined = 'starting';
  const say = (line: string, isOther = false) => {
    other = isOther ? line : undefined;
    tell(`${line}\n`);
  };
  const doing = () => other ?? [...inFlight.values()].map(place)[0] ?? 'between two steps';
  const beat = () => tell(`Still at it after ${secondsSince(begun, clock)} s: ${doing()}\n`);
  const heartbeat = isInteractive ? undefined : setInterval(beat, heartbeatMs).unref();
  return {
    progress: (event) => {
      switch (event.kind) {
        case 'started':
          total = event.total;
          return;
        case 'step-started':
          inFlight.set(event.index, event);
          return say(`${place(event)}…${timeLeft(ended.length, total, begun, clock)}`);
        case 'step-ended':
          inFlight.delete(event.index);
          ended.push(event);
          other = undefined;
          return event.status === 'done' ? undefined : say(`${place(event)}: ${event.status}`);
        case 'waiting':
          return say(`Waiting ${event.seconds} s: ${inTerminal(event.reason)}`, true);
        case 'reading-back':
          return say('Reading everything back…', true);
      }
    },
    soFar: () => ({ ended, inFlight: [...inFlight.values()], total }),
    close: () => clearInterval(heartbeat),
  };
}

/** The subject and what is done to it, for any step. */
export function stepName({ object, step }: Pick<ProgressStep, 'object' | 'step'>): string {
  const words = kinds.find(({ name }) => name === object.kind)?.words.en;
  return `${inTerminal(object.label)}: ${words?.steps[step] ?? step}`;
}

function place(step: ProgressStep): string {
  return `[${step.index}/${step.total}] ${stepName(step)}`;
}

function timeLeft(done: number, total: number, begun: number, clock: Clock): string {
  if (done < 3) return '';
  const seconds = Math.round(((clock.now() - begun) / done / 1000) * (total - done));
  return seconds < 5 ? '' : ` (about ${seconds} s left)`;
}

function secondsSince(begun: number, clock: Clock): number {
  return Math.round((clock.now() - begun) / 1000);
}
