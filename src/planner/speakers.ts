import type { AccountId, LiveAccounts } from '../model/account.ts';
import type { Desired } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { visible } from '../model/visible.ts';

/**
 * `speaker-not-bound`: accounts that templates speak as while no person is bound to them. WeChat answers 65402 to their
 * messages, or shows the official account's own face. One warning for each account, at its first template.
 */
export function unboundSpeakers({ templates }: Desired, live: LiveAccounts): Diagnostic[] {
  const bound = new Set(live.accounts.filter(({ worker }) => worker.status === 'bound').map(({ id }) => id));
  const speakers = new Map<AccountId, Desired['templates'][number]>();
  for (const template of templates) {
    const { as } = template;
    if (as !== undefined && !bound.has(as) && !speakers.has(as)) speakers.set(as, template);
  }
  return [...speakers].map(([account, { name, source }]) => ({
    severity: 'warning',
    code: 'speaker-not-bound',
    message: `The template ${name} speaks as ${visible(account)}, to which no person is bound yet.`,
    hint: 'Set `worker:` and let that person accept; until then WeChat may refuse its messages (65402).',
    range: source,
  }));
}
