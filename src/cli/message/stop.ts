import { type StopSwitch, watchSignals } from '../signals.ts';
import type { Terminal } from '../terminal.ts';

/** Ctrl-C or SIGTERM: the message in flight is waited for, no other one is sent. */
export function stopOnInterrupt(terminal: Terminal): StopSwitch {
  return watchSignals('once', () => terminal.tell('\nStopping after the message in flight.\n'));
}
