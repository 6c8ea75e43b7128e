import { UsageFault } from './usage-fault.ts';

/** The folder kefu was started in. Throws a `UsageFault` when it is no longer there, as after a checkout was made anew. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageFault({ code: 'no-working-folder' });
  }
}
