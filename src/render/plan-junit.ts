import type { AnyKind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { describeChanges, placeOf } from './describe.ts';
import { failed, type JunitSuite, junitDocument, passed, suiteOf } from './junit-case.ts';
import { lexiconIn } from './lexicon.ts';
import { planSummary } from './summary.ts';

/** A plan as JUnit XML: guards fail, each change is a case that passes, warnings stand below. */
export function renderPlanJunit(plan: Plan, kinds: readonly AnyKind[]): string {
  return junitDocument('kefu plan', planJunitSuite(plan, kinds));
}

/** The one suite of a plan. */
export function planJunitSuite(plan: Plan, kinds: readonly AnyKind[]): JunitSuite {
  const lexicon = lexiconIn('en', kinds);
  const { name } = plan.officialAccount;
  const cases = [
    ...plan.guards.map(({ code, message, wayOut, source }) => {
      const place = source ? ` (${placeOf(source)})` : '';
      return failed(`guard ${code}`, name, message, code, `${message}${place} → ${wayOut}`);
    }),
    ...describeChanges(plan, kinds, 'en').map((change) =>
      passed(`${lexicon.name(change)} ${change.verb}`, name),
    ),
    passed(planSummary(plan, lexicon), name),
  ];
  return suiteOf(`kefu plan ${name}`, cases, plan.diagnostics);
}
