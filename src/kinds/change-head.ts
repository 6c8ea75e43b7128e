import type { Described } from '../model/described.ts';
import type { Change } from '../model/plan.ts';

type Head = Pick<Described, 'kind' | 'name' | 'label' | 'action' | 'verb' | 'reason' | 'place'>;

/** The part of a described change that all kinds have: what it is about, what is done to it in words, why, and where. */
export function changeHead(
  { kind, name, label, action, source }: Change,
  verb: string,
  reason: string | undefined,
): Head {
  return {
    kind,
    name,
    label,
    action,
    verb,
    ...(reason === undefined ? {} : { reason }),
    ...(source ? { place: source } : {}),
  };
}
