import type { Diagnostic } from '../../model/diagnostic.ts';
import { Failure } from '../../model/failure.ts';
import { say } from '../../words/en/messages.ts';
import { told } from '../../words/say.ts';

/** A template that can't be rendered, with every reason. */
export function faultsOf(name: string, diagnostics: readonly Diagnostic[]): Failure {
  return new Failure('config', 'template-not-rendered', told(say('template-not-filled-in', { name })), {
    diagnostics,
  });
}
