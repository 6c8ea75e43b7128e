import { accountName, type LiveAccount } from '../../model/account.ts';
import { Failure } from '../../model/failure.ts';
import type { Reading } from '../../model/kind.ts';
import type { Api } from '../../model/ports.ts';
import type { Saying } from '../../model/saying.ts';
import { say } from '../../words/en/outcomes.ts';
import { messageOf } from '../../words/say.ts';
import type { AccountStep } from './step.ts';

type Delete = Extract<AccountStep, { kind: 'delete-account' }>;

/**
 * The guards of the plan, held once more at the moment of the deletes: an add may have failed, a customer may have come.
 * Deletes that are sent at the same time count together.
 */
export async function holdDeletes(
  steps: readonly AccountStep[],
  { objects }: Reading<LiveAccount>,
  api: Api,
  allow: ReadonlySet<string>,
): Promise<ReadonlyMap<AccountStep, Saying>> {
  const deletes = steps.filter((step): step is Delete => step.kind === 'delete-account');
  const held = new Map<AccountStep, Saying>();
  if (deletes.length === 0) return held;
  const serving = allow.has('serving-customers') ? () => undefined : await servingNow(api);
  let left = objects.size;
  for (const step of deletes) {
    const why = left <= 1 ? say('held-last-account') : serving(step);
    if (why === undefined) left -= 1;
    else held.set(step, why);
  }
  return held;
}

async function servingNow(api: Api): Promise<(step: Delete) => Saying | undefined> {
  try {
    const online = await api.accounts.online();
    return ({ account }) => {
      const cases = online.find(({ id }) => id === account)?.acceptedCases ?? 0;
      return cases > 0 ? say('held-serving', { name: accountName(account), count: cases }) : undefined;
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return () => say('held-serving-unknown', { why: messageOf(error) });
  }
}
