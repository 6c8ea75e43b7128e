import type { AccountId } from '../../model/account.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Template } from '../../model/message.ts';
import { visible } from '../../model/visible.ts';
import type { AccountReading } from '../account/states.ts';

/**
 * `speaker-not-bound`: accounts that templates speak as while no person is bound to them. WeChat answers 65402 to their
 * messages, or shows the official account's own face. One warning for each account, at its first template.
 */
export function unboundSpeakers(
  templates: readonly Template[],
  { objects }: Pick<AccountReading, 'objects'>,
): Diagnostic[] {
  const speakers = new Map<AccountId, Template>();
  for (const template of templates) {
    const { as } = template;
    const isBound = as !== undefined && objects.get(as)?.worker.status === 'bound';
    if (as !== undefined && !isBound && !speakers.has(as)) speakers.set(as, template);
  }
  return [...speakers].map(([account, { name, source }]) => ({
    severity: 'warning',
    code: 'speaker-not-bound',
    message: `The template ${name} speaks as ${visible(account)}, to which no person is bound yet.`,
    hint: 'Set `worker:` and let that person accept; until then WeChat may refuse its messages (65402).',
    range: source,
  }));
}
