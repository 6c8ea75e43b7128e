import { type Labelled, namedBy } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Intent } from '../model/recorded.ts';
import { say } from '../words/en/findings.ts';
import { told } from '../words/say.ts';
import type { PlanInput } from './input.ts';
import { isDoneAlready, kindNamed, rulesOf } from './rules.ts';

/** Writes of an earlier run whose outcome was never known, and what WeChat shows of them now. */
export function interruptedWrites({ kinds, recorded, readings }: PlanInput): Diagnostic[] {
  return (recorded?.intents ?? []).map((intent) => {
    const { step, at } = intent;
    const { kind: kindName, name, label } = interruptedObject(kinds, intent);
    const kind = kindNamed(kinds, kindName);
    const live = readings.get(kindName)?.objects.get(name) ?? null;
    const isDone = isDoneAlready(rulesOf(kind, step), step, live);
    const { words } = kind;
    const values = {
      step: {
        en: words.en.steps[step.kind] ?? step.kind,
        zh: words['zh-CN'].steps[step.kind] ?? step.kind,
      },
      label,
      at,
      became: isDone ? say('effect-shown') : say('effect-not-shown'),
    };
    return {
      severity: 'warning',
      code: 'interrupted-write',
      ...told(say('interrupted-write', values), say('apply-settles-record')),
    };
  });
}

/** What an interrupted write was about, as people know it. */
export function interruptedObject(kinds: readonly AnyKind[], { address, step }: Intent): Labelled {
  const { kind, name } = namedBy(address);
  return { kind, name, label: rulesOf(kindNamed(kinds, kind), step).label?.(step) ?? name };
}
