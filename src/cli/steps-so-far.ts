import type { SoFar } from '../engine/partial-report.ts';
import type { Progress, ProgressStep } from '../model/ports.ts';

/** The steps of one apply, as far as it came. */
export interface StepsSoFar {
  readonly progress: Progress;
  soFar(): SoFar & { readonly total: number };
}

/** Remembers which steps ended and which are in flight, for a run that is left at once. */
export function rememberSteps(): StepsSoFar {
  const ended: SoFar['ended'][number][] = [];
  const inFlight = new Map<number, ProgressStep>();
  let total = 0;
  return {
    progress: (event) => {
      if (event.kind === 'started') total = event.total;
      const isBegun = event.kind === 'step-started' || event.kind === 'step-repeated';
      // Of a step that only the record keeps, nothing is on its way.
      if (isBegun && event.attempts > 0) inFlight.set(event.index, event);
      if (event.kind !== 'step-ended') return;
      inFlight.delete(event.index);
      ended.push(event);
    },
    soFar: () => ({ ended, inFlight: [...inFlight.values()], total }),
  };
}
