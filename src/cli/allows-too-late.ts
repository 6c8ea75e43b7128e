import { Failure } from '../model/failure.ts';
import { say as sayOfPlan } from '../words/en/saved-plans.ts';
import { told } from '../words/say.ts';

/** `--allow` on a saved plan: what lets a guard pass is part of what was reviewed. */
export function allowsTooLate(): Failure {
  return new Failure(
    'config',
    'allow-with-saved-plan',
    told(
      sayOfPlan('allow-with-saved-plan'),
      sayOfPlan('allow-when-planning', { command: 'kefu plan --allow GUARD --out plan.json' }),
    ),
  );
}
