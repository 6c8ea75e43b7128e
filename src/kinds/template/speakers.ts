import type { AccountId } from '../../model/account.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Template } from '../../model/message.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/findings.ts';
import { told } from '../../words/say.ts';
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
    ...told(say('speaker-not-bound', { name, account: visible(account) }), say('set-worker')),
    range: source,
  }));
}
