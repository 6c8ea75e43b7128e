import { accountName, type LiveAccount } from '../../model/account.ts';
import { Failure } from '../../model/failure.ts';
import type { Reading } from '../../model/kind.ts';
import type { Api } from '../../model/ports.ts';
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
): Promise<ReadonlyMap<AccountStep, string>> {
  const deletes = steps.filter((step): step is Delete => step.kind === 'delete-account');
  const held = new Map<AccountStep, string>();
  if (deletes.length === 0) return held;
  const serving = allow.has('serving-customers') ? () => undefined : await servingNow(api);
  let left = objects.size;
  for (const step of deletes) {
    const why = left <= 1 ? 'not deleted: it is the last account now' : serving(step);
    if (why === undefined) left -= 1;
    else held.set(step, why);
  }
  return held;
}

async function servingNow(api: Api): Promise<(step: Delete) => string | undefined> {
  try {
    const online = await api.accounts.online();
    return ({ account }) => {
      const cases = online.find(({ id }) => id === account)?.acceptedCases ?? 0;
      return cases > 0 ? `not deleted: ${accountName(account)} is serving ${cases} now` : undefined;
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return () => `not deleted: could not ask who is serving customers (${error.message})`;
  }
}
