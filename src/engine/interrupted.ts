import { namedBy } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PlanInput } from './input.ts';
import { isDoneAlready, kindNamed, rulesOf } from './rules.ts';

/** Writes of an earlier run whose outcome was never known, and what WeChat shows of them now. */
export function interruptedWrites({ kinds, recorded, readings }: PlanInput): Diagnostic[] {
  return (recorded?.intents ?? []).map(({ address, step, at }) => {
    const { kind: kindName, name } = namedBy(address);
    const kind = kindNamed(kinds, kindName);
    const live = readings.get(kindName)?.objects.get(name) ?? null;
    const isDone = isDoneAlready(rulesOf(kind, step), step, live);
    const what = kind.words.en.steps[step.kind] ?? step.kind;
    const became = isDone
      ? 'WeChat shows its effect'
      : 'WeChat shows no effect of it, or none that could be told';
    return {
      severity: 'warning',
      code: 'interrupted-write',
      message: `An earlier apply ended in the middle of "${what}" of ${name} (${at}); ${became}.`,
      hint: 'What is left to do is in this plan; apply it to bring the record in order.',
    };
  });
}
