import type { PlanDocument } from '../documents/plan.ts';
import type { Desired } from '../model/desired.ts';
import { Failure } from '../model/failure.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/runs.ts';
import { told } from '../words/say.ts';

/**
 * Refuses a saved plan that was not made for this config, that is too old, or that was applied before. Throws a `Failure`
 * of kind `stale`, before anything is sent.
 */
export function checkSavedPlan(
  document: PlanDocument,
  desired: Desired,
  recorded: Recorded | undefined,
  now: number,
): void {
  const { appId } = desired.officialAccount;
  if (document.official_account.app_id !== appId) {
    throw stale(
      'plan-other-appid',
      say('plan-other-appid', { planned: document.official_account.app_id, appId }),
    );
  }
  refuseExpired(document.expires, now);
  if (recorded?.appliedPlans.includes(document.plan_digest)) {
    throw stale('plan-applied-already', say('plan-applied-already'));
  }
  if (document.origin === 'config' && document.config_digest !== desired.configDigest) {
    throw stale('plan-config-changed', say('plan-config-changed'));
  }
}

/** Throws a `Failure` of kind `stale` for a plan whose time is over, or can't be read. `expires`: ISO 8601. */
export function refuseExpired(expires: string, now: number): void {
  if (!(now <= Date.parse(expires))) throw stale('plan-expired', say('plan-expired', { expires }));
}

function stale(code: string, what: Saying): Failure {
  return new Failure('stale', code, told(what, say('plan-anew')));
}
