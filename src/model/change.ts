/**
 * One thing to do to one object: one call to WeChat, or one entry of the state file. Plain data without secrets and bytes.
 * Each kind of object has a union of its own steps; the engine knows only that they are told apart by `kind`.
 */
export interface Step {
  readonly kind: string;
}
