import { planDocument } from '../documents/plan.ts';
import type { Plan } from '../model/plan.ts';
import type { RenderContext } from './context.ts';

/**
 * `sha256:…` over what a plan says, but for when it was made and by which calls: two plans of the same config and the same
 * live state have it in common, while the digest of a saved plan is another one each time.
 */
export function contentDigest(plan: Plan, context: RenderContext): string {
  const timeless = { ...context, created: 0, expires: 0, callsMade: [] };
  return planDocument(plan, timeless, context.kinds).plan_digest;
}
