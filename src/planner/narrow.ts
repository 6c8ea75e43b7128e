import type { AccountId } from '../model/account.ts';
import type { AccountChange, Plan } from '../model/plan.ts';
import type { PlanInput } from './input.ts';
import { restrictPlan } from './plan.ts';

/** What became of one change of a saved plan since it was made. */
export type Judgement = 'valid' | 'already-done' | 'changed-meanwhile';

export interface Judged {
  readonly account: AccountId;
  readonly change: AccountChange;
  readonly judgement: Judgement;
}

/** A saved plan against what is needed now: the part that may run, and what was judged of each change. */
export interface Narrowed {
  readonly plan: Plan;
  readonly judged: readonly Judged[];
}

/**
 * Judges each change of a saved plan on its own against a plan made afresh. Only what both agree on, from the same
 * observed account, may run: a saved plan does what was reviewed or less, never more and never anything else.
 */
export function narrowPlan(saved: Plan, fresh: Plan, input: PlanInput): Narrowed {
  const needed = new Map(fresh.accountChanges.map((change) => [change.account, change]));
  const judged = saved.accountChanges.map((change) => ({
    account: change.account,
    change,
    judgement: judge(change, needed.get(change.account), input),
  }));
  const valid = new Set(
    judged.filter(({ judgement }) => judgement === 'valid').map(({ account }) => account),
  );
  const running = fresh.accountChanges.filter(({ account }) => valid.has(account));
  return { plan: { ...restrictPlan(input, fresh, running), ...narrowMessages(saved, fresh) }, judged };
}

/** Media and templates that both plans want to change in the same way. What only the saved one names is done already. */
function narrowMessages(
  saved: Plan,
  fresh: Plan,
): Pick<Plan, 'mediaChanges' | 'mediaFound' | 'templateChanges'> {
  const known = <Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string) => {
    const names = new Set(things.map(nameOf));
    return (thing: Thing) => names.has(nameOf(thing));
  };
  const mediaName = ({ kind, media, mediaId }: Plan['mediaChanges'][number]) =>
    JSON.stringify([kind, media.key, kind === 'delete-media' ? mediaId : null]);
  const templateName = ({ template, action, after }: Plan['templateChanges'][number]) =>
    JSON.stringify([template, action, after]);
  return {
    mediaChanges: fresh.mediaChanges.filter(known(saved.mediaChanges, mediaName)),
    mediaFound: fresh.mediaFound,
    templateChanges: fresh.templateChanges.filter(known(saved.templateChanges, templateName)),
  };
}

function judge(
  saved: AccountChange,
  needed: AccountChange | undefined,
  { live, desired }: PlanInput,
): Judgement {
  if (needed) {
    const agreed =
      needed.observedDigest === saved.observedDigest &&
      JSON.stringify(needed.changes) === JSON.stringify(saved.changes);
    return agreed ? 'valid' : 'changed-meanwhile';
  }
  const reached =
    saved.action === 'delete'
      ? !live.accounts.some(({ id }) => id === saved.account)
      : desired.accounts.some(({ id }) => id === saved.account);
  return reached ? 'already-done' : 'changed-meanwhile';
}
