import type { PlanOptions } from '../reconcile.ts';

/** Flags that decide what a plan holds. */
export interface PlanFlags extends PlanOptions {
  readonly config: string;
}
