/** How a fleet is changed: first a few members, then in waves, and no further when too many of them failed. */
export interface Rollout {
  /** Members of the first wave. */
  readonly canary?: number;
  /** Members of every further wave; absent: all that are left. */
  readonly waveSize?: number;
  /** The part of the members applied so far, from 0 to 1, that may fail before no new one is begun; absent: all of them. */
  readonly maxFailureRate?: number;
}
