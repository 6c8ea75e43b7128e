import type { PlanDocument } from '../documents/plan.ts';
import type { Desired } from '../model/desired.ts';
import { Failure } from '../model/failure.ts';
import type { Recorded } from '../model/recorded.ts';

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
      `The plan was made for AppID ${document.official_account.app_id}, the config says ${appId}.`,
    );
  }
  refuseExpired(document.expires, now);
  if (recorded?.appliedPlans.includes(document.plan_digest)) {
    throw stale('plan-applied-already', 'This plan was applied to the end before; a plan is applied once.');
  }
  if (document.origin === 'config' && document.config_digest !== desired.configDigest) {
    throw stale('plan-config-changed', 'The config or one of its pictures changed since the plan was made.');
  }
}

/** Throws a `Failure` of kind `stale` for a plan whose time is over. `expires`: ISO 8601. */
export function refuseExpired(expires: string, now: number): void {
  if (now > Date.parse(expires)) throw stale('plan-expired', `The plan was to be applied before ${expires}.`);
}

function stale(code: string, message: string): Failure {
  return new Failure('stale', code, `${message} Nothing was sent.`, {
    hint: 'Make a new plan with kefu plan --out and have it reviewed.',
  });
}
