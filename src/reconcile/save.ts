import { writePlanFile } from '../backend/plan-file.ts';
import { planDocument } from '../documents/plan.ts';
import { headerOf } from './header.ts';
import type { OpenAccount } from './open.ts';
import type { Planned, PlanOptions } from './plan.ts';

/**
 * Saves a plan so that it can be reviewed and applied as it is. `validHours`: how long. Resolves to its digest; rejects with
 * a `Failure` when the file can't be written.
 */
export async function savePlan(
  path: string,
  account: OpenAccount,
  { plan }: Planned,
  options: PlanOptions & { readonly validHours: number },
): Promise<string> {
  const header = headerOf(account, options, options.validHours);
  const document = planDocument(plan, header, account.kinds);
  await writePlanFile(path, document);
  return document.plan_digest;
}
