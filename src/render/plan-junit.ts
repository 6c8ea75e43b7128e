import type { AnyKind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { LanguageWords } from '../words/language-words.ts';
import { describeChanges, placeOf } from './describe.ts';
import { failed, type JunitSuite, junitDocument, passed, suiteOf } from './junit-case.ts';
import { lexiconIn } from './lexicon.ts';
import { besideText } from './plan-text.ts';
import { planSummary } from './summary.ts';

/** A plan as JUnit XML: guards fail, each change is a case that passes; warnings, drift and the like stand below. */
export function renderPlanJunit(plan: Plan, kinds: readonly AnyKind[], words: LanguageWords): string {
  return junitDocument('kefu plan', planJunitSuite(plan, kinds, words));
}

/** The one suite of a plan. */
export function planJunitSuite(plan: Plan, kinds: readonly AnyKind[], words: LanguageWords): JunitSuite {
  const lexicon = lexiconIn(words, kinds);
  const { tools, aside } = lexicon.words;
  const { name } = plan.officialAccount;
  const cases = [
    ...plan.guards.map(({ code, message, wayOut, source }) => {
      const place = source ? aside(placeOf(source)) : '';
      return failed(`${tools.guard} ${code}`, name, message, code, `${message}${place} → ${wayOut}`);
    }),
    ...describeChanges(plan, kinds, words).map((change) =>
      passed(`${lexicon.name(change)} ${change.verb}`, name),
    ),
    passed(planSummary(plan, lexicon), name),
  ];
  return suiteOf(`kefu plan ${name}`, cases, besideText(plan, kinds, words));
}
