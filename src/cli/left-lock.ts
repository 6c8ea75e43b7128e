import { diagnosticOf, type Failure } from '../model/failure.ts';
import { renderDiagnostics } from '../render/diagnostic.ts';
import type { CommandWorld } from './command.ts';

/** Tells on stderr of a lock that could not be given back: a warning, since how the run ended stays as it is. */
export function leftLockTeller({ terminal, words }: CommandWorld): (why: Failure) => void {
  return (why) => terminal.tell(renderDiagnostics([{ ...diagnosticOf(why), severity: 'warning' }], words));
}
