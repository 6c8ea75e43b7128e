import type { Step } from './change.ts';
import type { AvatarFile } from './desired.ts';
import type { Change } from './plan.ts';

/** What an apply changed in one object, as the inverse sees it. */
export interface Undone {
  readonly change: Change;
  /** The steps that are done, by this run. */
  readonly steps: readonly Step[];
  /** The object as it is now; null when it is not there. */
  readonly now: unknown;
  /** The other objects of the kind that the apply made in place of this one. */
  readonly replacedBy?: string;
  /** Its picture before, where it was kept. */
  readonly picture?: AvatarFile;
}
