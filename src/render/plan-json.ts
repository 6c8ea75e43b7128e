import type { Plan } from '../model/plan.ts';
import { type PlanHeader, planDocument, planText } from '../model/plan-document.ts';

/** The plan as the JSON that tools read: the very text that `plan --out` saves. */
export function renderPlanJson(plan: Plan, header: PlanHeader): string {
  return planText(planDocument(plan, header));
}
